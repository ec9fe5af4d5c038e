package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script runs in bash itself. */
class CompletionTest {
    @TempDir
    private Path folder = Path.of("");

    /** Sources the script, and completes some command lines, of which each is a line of the output. */
    private List<String> bash(String... commandLines) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("sms.bash"),
                Run.of(Map.of(), "completion", "bash").out());
        StringBuilder program = new StringBuilder("source '" + script + "'\ncomplete -p sms\n");
        for (String words : commandLines) {
            program.append("COMP_WORDS=(")
                    .append(words)
                    .append("); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=(); _complete_sms 2>/dev/null;"
                            + " echo \"${COMPREPLY[@]}\"\n");
        }
        Process process = new ProcessBuilder("bash", "-c", program.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().toList();
    }

    @Test
    void bash_completes_commands_options_and_providers() throws Exception {
        List<String> lines = bash(
                "sms suppressions ''",
                "sms doctor --onl",
                "sms send --provider ''",
                "sms balance wa",
                "sms --color ''",
                "sms completion ''");

        assertThat(lines.get(0)).startsWith("complete ").contains("-F _complete_sms sms");
        assertThat(lines.get(1)).contains("list", "add", "remove", "import", "export");
        assertThat(lines.get(2)).isEqualTo("--online");
        assertThat(lines.get(3)).isEqualTo("androidgateway nativehub textingline thaibulk wavix");
        assertThat(lines.get(4)).isEqualTo("wavix");
        assertThat(lines.get(5)).isEqualTo("auto always never");
        assertThat(lines.get(6)).isEqualTo("bash zsh");
    }

    @Test
    void zsh_gets_the_same_script_which_loads_what_it_needs_and_ends_folders_with_a_slash() {
        String zsh = Run.of(Map.of(), "completion", "zsh").out();

        assertThat(zsh).contains("bashcompinit").contains("\ncomplete -F _complete_sms -o default -o filenames sms");
        assertThat(zsh.replace(" -o filenames sms ", " sms "))
                .isEqualTo(Run.of(Map.of(), "completion", "bash").out());
        assertThat(Run.of(Map.of(), "completion", "fish").exitCode()).isEqualTo(ExitCode.USAGE);
    }
}
