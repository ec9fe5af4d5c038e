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
    static final Path SCRIPT = Path.of("..", "scripts", "release");

    @TempDir
    private Path folder = Path.of("");

    record Run(int exitCode, String output) {}

    /** @param output the file that it may write to */
    static Run run(Path output, List<String> command) throws IOException, InterruptedException {
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
        return run(folder.resolve("output"), command);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, VERSION must be MAJOR.MINOR.PATCH",
        "0.1.0-SNAPSHOT, VERSION must be MAJOR.MINOR.PATCH",
        "v0.1.0, VERSION must be MAJOR.MINOR.PATCH",
        "01.0.0, VERSION must be MAJOR.MINOR.PATCH",
        "0.1.0.1, VERSION must be MAJOR.MINOR.PATCH",
        "--dry, there is no --dry;",
        "--earlier 0.1.1, --earlier needs a folder",
        "--earlier= 0.1.1, --earlier needs a folder",
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
        assertThat(run.output()).startsWith("usage: scripts/release --dry-run [--earlier=FOLDER] [VERSION]");
    }
}
