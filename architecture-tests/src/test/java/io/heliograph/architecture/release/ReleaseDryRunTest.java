package io.heliograph.architecture.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.architecture.ScriptRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script in a repository of one module and four tags, whose {@code mvnw} prints its arguments and fails, or does what BUILD says. */
class ReleaseDryRunTest {
    @TempDir
    private static Path folder = Path.of("");

    private static Path clone = Path.of("");

    @BeforeAll
    static void setUp() throws IOException, InterruptedException {
        clone = Files.createDirectories(folder.resolve("clone"));
        Files.copy(ReleaseScriptTest.SCRIPT, file("clone/scripts/release"));
        Files.writeString(file("clone/pom.xml"), """
                <version>0.2.0-SNAPSHOT</version>
                <module>sdk-core</module>
                <module>sdk-bom</module>
                <module>fuzz-tests</module>
                """);
        Files.writeString(file("clone/sdk-core/pom.xml"), """
                <artifactId>heliograph-parent</artifactId>
                <artifactId>heliograph-core</artifactId>
                """);
        Files.writeString(file("clone/sdk-bom/pom.xml"), "<packaging>pom</packaging>");
        Files.writeString(file("clone/fuzz-tests/pom.xml"), "<maven.deploy.skip>true</maven.deploy.skip>");
        Files.writeString(file("clone/.gitignore"), "target\n");
        executable("clone/mvnw", "echo \"ERROR $*\"; exit ${BUILD:-1}");
        executable("bin/gpg", "echo 'no agent' >&2; exit 2");
        executable("bin/gpgconf", "exit 0");
        executable("bin/javac", "echo \"javac ${JAVAC:-17.0.1}\"");
        Files.createDirectories(folder.resolve("with a blank"));
        git("init", "--quiet");
        git("add", ".");
        git("-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "--quiet", "--message", "x");
        for (String version : List.of("0.1.0", "0.2.0", "0.10.0", "0.1.1-beta.1")) {
            git("tag", "v" + version);
            Files.createFile(
                    file("earlier/io/heliograph/heliograph-core/" + version + "/heliograph-core-" + version + ".jar"));
        }
    }

    private static Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Path.of(String.valueOf(file.getParent())));
        return file;
    }

    private static void executable(String name, String line) throws IOException {
        Path file = Files.writeString(file(name), "#!/bin/sh\n" + line + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", clone.toString()));
        command.addAll(List.of(arguments));
        ScriptRun run = ScriptRun.of(Path.of("."), Map.of(), command);
        assertThat(run.exitCode()).as(run.output()).isZero();
    }

    /** @param arguments of env: variables, and then those of the script */
    private static ScriptRun dryRun(String... arguments) throws IOException, InterruptedException {
        String path = "PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH");
        List<String> command = new ArrayList<>(List.of("env", path, "TMPDIR=" + folder.resolve("with a blank")));
        Arrays.stream(arguments)
                .filter(argument -> argument.matches("[A-Z]+=.*"))
                .forEach(command::add);
        command.addAll(List.of("sh", clone.resolve("scripts/release").toString(), "--dry-run"));
        Arrays.stream(arguments)
                .filter(argument -> !argument.matches("[A-Z]+=.*"))
                .forEach(command::add);
        ScriptRun run = ScriptRun.of(Path.of("."), Map.of(), command);
        assertThat(folder.resolve("with a blank")).isEmptyDirectory();
        return run;
    }

    @ParameterizedTest
    @CsvSource({
        "0.1.1-rc.1, 0.1.0, true",
        "0.1.2, 0.1.0, true",
        "0.2.0-beta.1, 0.1.0, false",
        "0.2.1, 0.2.0, true",
        "0.11.0, 0.10.0, false"
    })
    void the_api_is_compared_with_the_newest_release_that_is_older(String version, String earlier, String fails)
            throws Exception {
        ScriptRun run = dryRun("--earlier=" + folder.resolve("earlier"), version);

        assertThat(run.output())
                .contains(
                        "release: the API is compared with " + earlier + ";",
                        "-Dearlier.version=" + earlier,
                        "-Dincompatible.fails=" + fails,
                        "the build failed");
    }

    @Test
    void without_a_folder_for_temporary_files_nothing_is_deleted() throws Exception {
        ScriptRun run = dryRun("TMPDIR=" + folder.resolve("missing"), "0.1.0");

        assertThat(run.output()).contains("no folder for temporary files can be made", "missing");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(clone.resolve(".git")).isDirectory();
    }

    @Test
    void the_first_release_is_compared_with_nothing_and_only_what_is_published_is_built() throws Exception {
        ScriptRun run = dryRun("0.1.0");

        assertThat(run.output())
                .contains(
                        "no earlier release",
                        "the build failed",
                        " -pl .,sdk-core,sdk-bom,examples/sandbox,examples/cli ")
                .doesNotContain("-P japicmp");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void without_a_version_it_is_that_of_the_pom() throws Exception {
        assertThat(dryRun("--earlier=" + folder.resolve("earlier")).output()).contains("release: building 0.2.0 of ");
    }

    @Test
    void an_earlier_release_that_maven_does_not_find_is_asked_for_before_anything_is_built() throws Exception {
        ScriptRun run = dryRun("0.1.1");

        assertThat(run.output())
                .contains("the jars of 0.1.0, with which the API is compared, aren't in Maven's repositories")
                .contains("scripts/release --dry-run --earlier=earlier 0.1.1")
                .doesNotContain("release: building");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void a_folder_without_the_earlier_release_is_refused() throws Exception {
        ScriptRun run = dryRun("--earlier=" + folder.resolve("bin"), "0.1.1");

        assertThat(run.output())
                .contains("has no io/heliograph/heliograph-core/0.1.0/heliograph-core-0.1.0.jar;")
                .doesNotContain("release: building");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--earlier=nowhere 0.1.1, --earlier: there is no folder",
        "--earlier=. 0.1.0, --earlier: no tag such as v0.1.0 is of a release before 0.1.0",
        "JAVAC=11.0.2 0.1.0, JDK 11.0.2 is too old",
        "JAVAC=1.8.0_392 0.1.0, JDK 1.8.0_392 is too old"
    })
    void what_cannot_work_is_named_before_anything_is_built(String arguments, String problem) throws Exception {
        ScriptRun run = dryRun(arguments.split(" ", -1));

        assertThat(run.output()).startsWith("release: " + problem);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void a_key_that_gpg_cannot_make_is_named() throws Exception {
        ScriptRun run = dryRun("BUILD=0", "0.1.0");

        assertThat(run.output()).contains("release: gpg can't make a key: no agent");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void a_working_tree_with_changes_is_refused() throws Exception {
        Path changed = Files.createFile(clone.resolve("changed"));
        try {
            ScriptRun run = dryRun("0.1.0");

            assertThat(run.output()).contains("release: the working tree has changes", "changed");
            assertThat(run.exitCode()).isEqualTo(1);
        } finally {
            Files.delete(changed);
        }
    }
}
