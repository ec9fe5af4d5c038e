package io.heliograph.architecture.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.architecture.ScriptRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script's arguments; what it makes is checked by running it. */
class ReleaseScriptTest {
    static final Path SCRIPT = Path.of("..", "scripts", "release");

    private ScriptRun release(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return ScriptRun.of(Path.of("."), Map.of(), command);
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
        ScriptRun run = release(("--dry-run " + arguments).split(" ", -1));

        assertThat(run.output()).startsWith("release: " + problem);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void without_dry_run_it_says_what_is_missing_and_does_nothing() throws Exception {
        ScriptRun run = release("0.1.0");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output())
                .startsWith("release: only --dry-run works yet")
                .contains("token", "signing key", "address");
    }

    @Test
    void help_is_printed() throws Exception {
        ScriptRun run = release("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).startsWith("usage: scripts/release --dry-run [--earlier=FOLDER] [VERSION]");
    }
}
