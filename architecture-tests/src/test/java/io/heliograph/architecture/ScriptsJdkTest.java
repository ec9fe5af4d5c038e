package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the scripts make of the Java that they find; a shell script stands for it. */
class ScriptsJdkTest {
    private static final String SHOWS_JAVA = "set -eu; script=sms root=.; . \"$1\"; cd /; \"$java\" shown";

    @TempDir
    private Path folder = Path.of("");

    private Path jdk = Path.of("");

    @BeforeEach
    void setUp() throws IOException {
        folder = folder.toRealPath();
        jdk = Files.createDirectories(folder.resolve("a jdk"));
        Files.createDirectories(jdk.resolve("bin"));
    }

    private Path script(String file) {
        return Path.of("..", "scripts", file).toAbsolutePath().normalize();
    }

    /** A program in place of {@code java}, which prints these words. */
    private void java(String words) throws IOException {
        Path java = Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho '" + words + "'\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    private ScriptRun run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        return ScriptRun.of(folder, environment, List.of(command));
    }

    private ScriptRun runJava(Map<String, String> environment) throws Exception {
        return run(environment, "sh", "-c", SHOWS_JAVA, "sh", script("jdk.sh").toString());
    }

    @Test
    void a_java_that_has_no_version_is_named() throws Exception {
        java("The operation could not be completed. Unable to locate a Java Runtime.");

        ScriptRun run = runJava(Map.of("PATH", jdk.resolve("bin") + ":" + System.getenv("PATH")));

        assertThat(run.exitCode()).isEqualTo(78);
        assertThat(run.output())
                .startsWith("sms: " + jdk.resolve("bin/java") + " doesn't say which Java it is")
                .contains("install a JDK 17 or newer");
    }

    @Test
    void an_old_java_is_named() throws Exception {
        java("openjdk version \"1.8.0_292\"");

        assertThat(runJava(Map.of("JAVA_HOME", jdk.toString())).output())
                .startsWith("sms: " + jdk.resolve("bin/java") + " is Java 8;");
    }

    @Test
    void a_relative_java_home_is_the_same_in_another_folder() throws Exception {
        java("openjdk version \"17.0.1\"");

        assertThat(runJava(Map.of("JAVA_HOME", "a jdk"))).isEqualTo(new ScriptRun(0, "openjdk version \"17.0.1\"\n"));
        assertThat(runJava(Map.of("JAVA_HOME", "no jdk")).output())
                .startsWith("sms: JAVA_HOME is no jdk, and has no bin/java in it");
    }

    /** A copy, which has nothing to build. */
    @Test
    void install_takes_no_argument() throws Exception {
        Path scripts = Files.createDirectories(folder.resolve("scripts"));
        Path install = Files.copy(script("install"), scripts.resolve("install"));

        ScriptRun run = run(Map.of(), "sh", install.toString(), "--help");

        assertThat(run).isEqualTo(new ScriptRun(2, "usage: scripts/install, without arguments\n"));
    }
}
