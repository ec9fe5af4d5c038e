package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The page docs/cli.md names each command and each option, and none that there isn't. */
class CliPageTest {
    private static final Pattern OPTION = Pattern.compile("`(--[a-z][a-z-]*)");
    private static final String EVERY = "For every command";
    private static final String SHARED = "Settings and store";

    private final Map<String, String> sections = sections();

    private static Map<String, String> sections() {
        Map<String, String> sections = new LinkedHashMap<>();
        try {
            for (String section : Files.readString(Path.of("../../docs/cli.md")).split("\n##+ ", -1)) {
                int end = section.indexOf('\n');
                sections.put(section.substring(0, end), section.substring(end));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sections;
    }

    /** The options in the tables of a section. */
    private Set<String> options(String section) {
        return sections.getOrDefault(section, "")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf(" |", 1)))
                .flatMap(cell -> OPTION.matcher(cell).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> options(CommandLine command) {
        return command.getCommandSpec().optionsMap().keySet().stream()
                .filter(name -> name.startsWith("--"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void each_command_has_a_section_and_each_section_a_command() {
        assertThat(sections.keySet().stream().filter(name -> name.startsWith("sms ")))
                .containsExactlyInAnyOrderElementsOf(Commands.all().stream()
                        .map(Commands::name)
                        .filter(name -> !name.equals("sms"))
                        .toList());
    }

    @Test
    void each_section_has_the_options_of_its_command() {
        for (CommandLine command : Commands.all()) {
            String name = Commands.name(command);
            Set<String> named = options(name);
            named.addAll(options(EVERY));

            assertThat(named).as(name).isEqualTo(options(command));
        }
    }

    @Test
    void each_option_of_all_is_one_that_there_is() {
        Set<String> all = Commands.all().stream()
                .flatMap(command -> options(command).stream())
                .collect(Collectors.toSet());

        assertThat(options(EVERY)).hasSize(4);
        assertThat(options(SHARED)).hasSize(4).isSubsetOf(all);
    }

    @Test
    void the_table_of_the_doctor_has_each_of_its_checks() throws IOException {
        Set<String> checks = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/heliograph/cli/doctor"))) {
            for (Path file : files.toList()) {
                Pattern.compile(" NAME = \"([a-z]+)\";")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> checks.add(found.group(1)));
            }
        }
        Set<String> named = Pattern.compile("(?m)^\\| `([a-z]+)` \\|")
                .matcher(sections.getOrDefault("sms doctor", ""))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(checks).hasSizeGreaterThan(10);
        assertThat(named).isEqualTo(checks);
    }

    @Test
    void each_exit_code_is_on_the_page() throws IllegalAccessException {
        for (var code : ExitCode.class.getDeclaredFields()) {
            code.setAccessible(true);
            assertThat(sections.get("Exit codes")).contains("| " + code.getInt(null) + " | ");
        }
    }
}
