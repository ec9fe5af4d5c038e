package io.heliograph.architecture.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script's arguments; what it makes is checked by running it. */
class ReleaseScriptTest {
    private static final Path SCRIPT = Path.of("..", "scripts", "release");

    @TempDir
    private Path folder = Path.of("");

    private record Run(int exitCode, String output) {}

    private Run run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private Run release(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return run(command.toArray(new String[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, VERSION must be MAJOR.MINOR.PATCH",
        "0.1.0-SNAPSHOT, VERSION must be MAJOR.MINOR.PATCH",
        "v0.1.0, VERSION must be MAJOR.MINOR.PATCH",
        "01.0.0, VERSION must be MAJOR.MINOR.PATCH",
        "0.1.0.1, VERSION must be MAJOR.MINOR.PATCH",
        "--dry, there is no --dry;",
        "0.1.0 0.2.0, there is an argument too many"
    })
    void wrong_arguments_are_named(String arguments, String problem) throws Exception {
        Run run = release(("--dry-run " + arguments).split(" ", -1));

        assertThat(run.output()).startsWith("release: " + problem);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void without_dry_run_it_says_what_is_missing_and_does_nothing() throws Exception {
        Run run = release("0.1.0");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .startsWith("release: only --dry-run works yet")
                .contains("token", "signing key", "address");
    }

    @Test
    void help_is_printed() throws Exception {
        Run run = release("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).startsWith("usage: scripts/release --dry-run [VERSION]");
    }

    @Test
    void a_working_tree_with_changes_is_refused() throws Exception {
        Path clone = Files.createDirectories(folder.resolve("clone"));
        Path copy = Files.copy(
                SCRIPT, Files.createDirectories(clone.resolve("scripts")).resolve("release"));
        assertThat(run("git", "init", "--quiet", clone.toString()).output()).isEmpty();

        Run run = run("sh", copy.toString(), "--dry-run");

        assertThat(run.output()).contains("release: the working tree has changes", "scripts/");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1.0, no earlier release",
        "0.1.1-rc.1, the API is compared with 0.1.0; fails=true",
        "0.1.2, the API is compared with 0.1.0; fails=true",
        "0.2.0-beta.1, the API is compared with 0.1.0; fails=false",
        "0.2.1, the API is compared with 0.2.0; fails=true",
        "0.11.0, the API is compared with 0.10.0; fails=false"
    })
    void the_api_is_compared_with_the_newest_release_that_is_older(String version, String compared) throws Exception {
        Path clone = Files.createDirectories(folder.resolve("clone"));
        Path copy = Files.createDirectories(clone.resolve("scripts")).resolve("release");
        Files.copy(SCRIPT, copy);
        Files.writeString(clone.resolve("pom.xml"), "<version>0.1.0-SNAPSHOT</version>\n");
        Files.writeString(clone.resolve(".gitignore"), "target\n");
        executable(clone.resolve("mvnw"), "echo \"ERROR $*\"; exit 1");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String tool : List.of("gpg", "gpgconf", "javac")) {
            executable(bin.resolve(tool), "exit 0");
        }
        git(clone, "init", "--quiet");
        git(clone, "add", ".");
        git(clone, "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "--quiet", "--message", "x");
        for (String tag : List.of("v0.1.0", "v0.2.0", "v0.10.0", "v0.1.1-beta.1")) {
            git(clone, "tag", tag);
        }

        String path = "PATH=" + bin + ":" + System.getenv("PATH");
        Run run = run("env", "-u", "JAVA_HOME", path, "sh", copy.toString(), "--dry-run", version);

        String[] parts = compared.split("; ", -1);
        assertThat(run.output()).contains("release: " + parts[0], "the build failed");
        if (parts.length > 1) {
            assertThat(run.output()).contains("-Dincompatible." + parts[1]);
        }
    }

    private static void executable(Path file, String line) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void git(Path clone, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", clone.toString()));
        command.addAll(List.of(arguments));
        Run run = run(command.toArray(new String[0]));
        assertThat(run.exitCode()).as(run.output()).isZero();
    }
}
