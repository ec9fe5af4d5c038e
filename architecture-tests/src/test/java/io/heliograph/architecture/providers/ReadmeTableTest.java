package io.heliograph.architecture.providers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** README.md's table of providers, written by hand, says nothing else than the generated one of docs/capabilities.md. */
class ReadmeTableTest {
    private static final String NAME = "name in routes and settings";
    private static final String NONE = "–";
    private static final String MISSING = "no such cell";

    /** README's rows that are others on the page, the first of which says whether there is anything. */
    private static final Map<String, List<String>> ROWS = Map.of(
            "look up a message after a lost response", List.of("look up a send after a lost response"),
            "a repeated idempotency key", List.of("a repeated idempotency key is the same message"),
            "delivery reports (DLR) and replies by webhook",
                    List.of("delivery reports by webhook", "replies by webhook", "webhooks are verified by"));

    private static final String ONLY_IN_README = "price of a message";

    /** What the code can't tell. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "wavix: a repeated idempotency key", "documents differ ¹",
            "androidgateway: choose the sender", "the SIM card's number");

    /** What a cell states beside that there is something. */
    private static final Pattern FACT =
            Pattern.compile("`[^`]+`|[0-9][0-9,]*|US|Canada|Thailand|guessed path|one recipient|sign|token");

    /** The cells of the table with the providers' names, by row and by provider. */
    private static Map<String, Map<String, String>> table(String page) {
        Map<String, Map<String, String>> table = new LinkedHashMap<>();
        List<String> names = List.of();
        for (String line : page.lines().filter(each -> each.startsWith("| ")).toList()) {
            List<String> cells = List.of(line.substring(2).split(" \\| ?", -1));
            if (cells.get(0).equals(NAME)) {
                names = cells;
            }
            if (cells.size() == names.size()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i < cells.size() - 1; i++) { // the last one is behind the last bar
                    row.put(names.get(i).replace("`", ""), cells.get(i));
                }
                table.put(cells.get(0), row);
            }
        }
        return table;
    }

    private static Set<String> facts(String cell) {
        return FACT.matcher(cell).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** Where README says something else. */
    private static List<String> differences(
            Map<String, Map<String, String>> readme, Map<String, Map<String, String>> page) {
        List<String> differences = new ArrayList<>();
        readme.forEach((row, cells) -> cells.forEach((provider, cell) -> {
            String place = provider + ": " + row;
            List<String> same = ROWS.getOrDefault(row, List.of(row)).stream()
                    .map(name -> page.getOrDefault(name, Map.of()).getOrDefault(provider, MISSING))
                    .toList();
            boolean isRight = !same.contains(MISSING)
                    && cell.equals(NONE) == same.get(0).equals(NONE)
                    && facts(String.join("; ", same)).containsAll(facts(cell));
            if (!isRight && !cell.equals(OTHERWISE.get(place)) && !row.equals(ONLY_IN_README)) {
                differences.add(place + " is \"" + cell + "\", and docs/capabilities.md has \"" + same.get(0) + "\"");
            }
        }));
        return differences;
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of("..").resolve(file));
    }

    @Test
    void it_has_every_provider_and_says_what_the_generated_table_says() throws IOException {
        Map<String, Map<String, String>> readme = table(read("README.md"));

        assertThat(readme).hasSizeGreaterThan(10);
        assertThat(readme.get(NAME)).containsOnlyKeys(Provider.names());
        assertThat(differences(readme, table(read("docs/capabilities.md")))).isEmpty();
    }

    @Test
    void a_cell_that_says_something_else_is_found() {
        String head = "| " + NAME + " | `a` | `b` |\n";
        Map<String, Map<String, String>> page = table(head + "| cancel | ✓ | – |\n| many | to 10 | – |\n");

        assertThat(differences(table(head + "| cancel | ✓ | – |\n| many | to 10 | – |\n"), page))
                .isEmpty();
        assertThat(differences(table(head + "| cancel | – | ✓ |\n| many | to 20 | – |\n| more | – | ✓ |\n"), page))
                .containsExactly(
                        "a: cancel is \"–\", and docs/capabilities.md has \"✓\"",
                        "b: cancel is \"✓\", and docs/capabilities.md has \"–\"",
                        "a: many is \"to 20\", and docs/capabilities.md has \"to 10\"",
                        "a: more is \"–\", and docs/capabilities.md has \"no such cell\"",
                        "b: more is \"✓\", and docs/capabilities.md has \"no such cell\"");
    }
}
