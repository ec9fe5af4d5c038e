package io.heliograph.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script's own part: a copy of it runs with a build and a Java that do nothing, in a folder with a blank in its name. */
class BenchmarkScriptTest {
    private static final Path SCRIPT = Path.of("..", "scripts", "benchmark");
    private static final String JAVA = """
            case "$*" in
              *-version*) echo fake >&2; echo "javac $(basename "$(dirname "$(dirname "$0")")")" ;;
              *ServerProcess*) echo http://localhost; cat >/dev/null ;;
              *"$FAILING"*) exit 1 ;;
              *jmh.Main*) : >sdk-benchmarks/target/segments.csv ;;
              *PostCount*) printf '1\\n2\\n3\\n' ;;
            esac
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path root = Path.of("");

    private record Run(int exitCode, String output) {}

    @BeforeEach
    void setUp() throws IOException {
        root = Files.createDirectories(folder.resolve("a clone"));
        Files.createDirectories(folder.resolve("t m p"));
        String script = Files.readString(SCRIPT, StandardCharsets.UTF_8);
        Path copy = Files.createDirectories(root.resolve("scripts")).resolve("benchmark");
        Files.writeString(copy, script.replace("/usr/lib/jvm/*", ""));
        executable(root.resolve("mvnw"), "mkdir -p sdk-benchmarks/target\n");
        for (String version : List.of("17", "25")) {
            for (String command : List.of("java", "javac", "keytool")) {
                executable(folder.resolve(version).resolve("bin").resolve(command), JAVA);
            }
        }
    }

    private static void executable(Path file, String content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, "#!/bin/sh\n" + content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "a clone/scripts/benchmark"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_") || name.equals("TLS"));
        builder.environment().put("TMPDIR", folder.resolve("t m p").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private Run all(String failing, String second) throws Exception {
        String first = folder.resolve("17").toString();
        Map<String, String> environment = new HashMap<>(Map.of("QUICK", "1", "FAILING", failing));
        environment.putAll(Map.of("JAVA_HOME", first, "JAVA_17_HOME", first));
        environment.put("JAVA_25_HOME", folder.resolve(second).toString());
        return run(environment, "all");
    }

    @Test
    void an_unknown_subcommand_is_refused_before_the_build() throws Exception {
        Run run = run(Map.of(), "sned");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).startsWith("benchmark: there is no such subcommand");
        assertThat(root.resolve("sdk-benchmarks")).doesNotExist();
    }

    @Test
    void alone_it_names_its_subcommands_from_any_folder() throws Exception {
        Run run = run(Map.of());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).startsWith("scripts/benchmark sends");
    }

    @ParameterizedTest
    @CsvSource({"trustStore, sends 64 1", "jdk-retries, posts", "PostCount, posts", "OwnPart, own"})
    void a_part_that_fails_fails_all(String failing, String part) throws Exception {
        Run run = all(failing, "25");

        assertThat(run.output().lines().filter(line -> line.endsWith(" failed")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("benchmark: " + part));
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void all_measures_on_both_and_skips_the_second_header_of_posts() throws Exception {
        Run run = all("nothing", "25");

        assertThat(run.exitCode()).as(run.output()).isZero();
        Path quick = root.resolve("sdk-benchmarks/target/quick");
        for (String version : List.of("17", "25")) {
            assertThat(Files.readAllLines(quick.resolve("posts-" + version + ".csv")))
                    .endsWith("1", "2", "3", "3");
            assertThat(quick.resolve("tls-64-" + version + ".csv")).exists();
        }
    }

    @Test
    void a_jdk_that_is_missing_ends_all_before_the_first_measurement() throws Exception {
        Run run = all("nothing", "none");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("JDK 25 is needed and not installed").doesNotContain("== ");
    }
}
