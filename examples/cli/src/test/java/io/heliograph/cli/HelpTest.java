package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a person sees of each command. */
class HelpTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private static final List<CommandLine> ALL = Commands.all();

    static Stream<String> names() {
        return ALL.stream().map(Commands::name);
    }

    private static Run help(String name, Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(List.of(name.split(" ")));
        arguments.remove(0);
        arguments.addAll(List.of(more));
        arguments.add("--help");
        return Run.of(environment, arguments.toArray(String[]::new));
    }

    private static List<String> examples(String name) {
        return ALL.stream()
                .filter(command -> Commands.name(command).equals(name))
                .flatMap(command ->
                        Arrays.stream(command.getCommandSpec().usageMessage().footer()))
                .map(String::strip)
                .filter(line -> line.startsWith("sms "))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void help_fits_80_columns_ends_with_an_example_and_is_coloured_only_where_it_is_wanted(String name) {
        Run run = help(name, Map.of());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(run.out()).startsWith("Usage: " + name).containsPattern("\nExamples?:\n  " + name + "\\b");
        assertThat(run.out())
                .contains("--help", "--version", "--verbose", "--color")
                .doesNotContain("\u001B");
        assertThat(help(name, Map.of("CLICOLOR_FORCE", "1")).out()).contains("\u001B[");
    }

    @ParameterizedTest
    @MethodSource("names")
    void each_example_is_a_command_line_that_is_understood(String name) {
        assertThat(examples(name)).isNotEmpty();
        for (String example : examples(name)) {
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(example.replaceAll(" > .*", ""));
            while (word.find()) {
                words.add(word.group(1) == null ? word.group(2) : word.group(1));
            }
            CommandLine root = Commands.root();

            assertThatCode(() -> root.parseArgs(words.subList(1, words.size()).toArray(String[]::new)))
                    .as(example)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sms", "sms bulk report"})
    void the_option_wins_over_the_environment(String name) {
        assertThat(help(name, Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1")).out())
                .doesNotContain("\u001B");
        assertThat(help(name, Map.of("NO_COLOR", "1"), "--color", "always").out())
                .contains("\u001B[");
        assertThat(help(name, Map.of("CLICOLOR_FORCE", "1"), "--color=never").out())
                .doesNotContain("\u001B");
    }

    @Test
    void results_are_coloured_only_where_it_is_wanted() {
        String[] plan = {"plan", "--to", "+66812345678", "--from", "ACME", "--text", "Hi"};
        Map<String, String> key = Map.of("HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "k");
        assertThat(Run.of(key, plan).out()).contains("wavix").doesNotContain("\u001B");
        Map<String, String> forced = Map.of("HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "k", "CLICOLOR_FORCE", "1");
        assertThat(Run.of(forced, plan).out()).contains("\u001B[32mwavix");
        assertThat(Run.of(forced, "segments", "{}").out()).contains("\u001B[33;4m{");
        assertThat(Run.of(key, "segments", "{}").out()).doesNotContain("\u001B");
    }
}
