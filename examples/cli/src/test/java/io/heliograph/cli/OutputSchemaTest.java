package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each command with {@code --json} has a documented schema; each run of a test is held against it by {@link Run}. */
class OutputSchemaTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)(?: {2,}|,|$)");

    private final JsonSchema schema = JsonSchema.ofTheOutput();

    @Test
    void every_command_with_json_has_a_schema_and_is_on_the_page() throws IOException {
        Set<String> withJson = withJson("");
        String page = Files.readString(Path.of("../../docs/cli-json.md"));

        assertThat(withJson).contains("send", "bulk resume", "segments --jsonl");
        assertThat(schema.commands()).containsAll(withJson);
        assertThat(schema.commands()).allMatch(command -> page.contains("`" + command + "`"));
    }

    /** The commands whose help names the option, found by the help of those above them. */
    private static Set<String> withJson(String command) {
        String[] words = (command + " --help").strip().split(" ", -1);
        String help = Run.of(Map.of(), words).out();
        Set<String> found = new TreeSet<>();
        if (help.contains("--json ") || help.contains("--json\n")) {
            found.add(command);
        }
        if (help.contains("--jsonl")) {
            found.add(command + " --jsonl");
        }
        int commands = help.indexOf("\nCommands:\n");
        if (commands >= 0) {
            COMMAND.matcher(help.substring(commands))
                    .results()
                    .map(match -> (command + " " + match.group(1)).strip())
                    .forEach(each -> found.addAll(withJson(each)));
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "store info | {\"file\":null,\"exists\":false} | ",
                "store info | {\"file\":null} | $.exists is missing",
                "store info | {\"file\":1,\"exists\":true} | $.file is no [string, null]",
                "store info | {\"file\":null,\"exists\":true,\"keys\":-1} | $.keys is less than 0.0",
                "store info | {\"file\":null,\"exists\":true,\"keys\":1.5} | $.keys is no integer",
                "store info | {\"file\":null,\"exists\":true,\"colour\":1} | $.colour isn't in the schema",
                "bulk list | {} | $ is no array"
            })
    void what_the_schema_does_not_allow_is_found(String command, String output, String problem) throws IOException {
        List<String> problems = schema.problems(command, JsonSchema.parse(output));

        assertThat(problems).isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void an_outcome_fits_one_of_its_forms_only() throws IOException {
        Object nothing = JsonSchema.parse("{\"outcome\":\"delivered\"}");

        assertThat(schema.problems("send", nothing)).singleElement().asString().startsWith("$ fits 0 of 3 forms");
    }
}
