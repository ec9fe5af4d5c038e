package io.heliograph.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/recipes.md and the sources name the same recipes. */
class RecipesPageTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern ROW = Pattern.compile(
            "^\\| (.+\\?) \\| \\[`(\\w+)`]\\((\\S+)\\) \\| `scripts/recipe (\\w+)` \\|$", Pattern.MULTILINE);

    /** Run by Maven. */
    private static final Map<String, String> BY_MAVEN =
            Map.of("kafka", "KafkaRecords", "kotlin", "FromKotlin", "testing", "WelcomeTest");

    private static Map<String, MatchResult> rows() throws IOException {
        Map<String, MatchResult> rows = new LinkedHashMap<>();
        ROW.matcher(Files.readString(ROOT.resolve("docs/recipes.md")))
                .results()
                .forEach(row -> rows.put(row.group(4), row));
        return rows;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void each_command_has_a_row_and_each_row_a_command() throws IOException {
        List<String> commands = new ArrayList<>(Recipes.BY_NAME.keySet());
        commands.addAll(BY_MAVEN.keySet());

        assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(commands);
    }

    @Test
    void each_row_links_a_file_that_names_its_command_and_begins_with_its_question() throws IOException {
        for (MatchResult row : rows().values()) {
            Path file = ROOT.resolve("docs").resolve(row.group(3));
            assertThat(file).isRegularFile();
            assertThat(file.getFileName().toString()).startsWith(row.group(2) + ".");
            assertThat(read(file).replaceAll("\\s+\\*?\\s*", " "))
                    .contains("/** " + row.group(1))
                    .contains("scripts/recipe " + row.group(4));
        }
    }

    @Test
    void each_program_has_a_row() throws IOException {
        List<String> files = rows().values().stream().map(row -> row.group(2)).toList();
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/heliograph/recipes"))) {
            List<String> programs = sources.filter(file -> read(file).contains("public static void main("))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("Recipes"))
                    .toList();

            assertThat(programs).hasSizeGreaterThan(10);
            assertThat(files).containsAll(programs).containsAll(BY_MAVEN.values());
        }
    }

    @Test
    void a_name_runs_the_program_of_its_row() throws IOException {
        for (MatchResult row : rows().values()) {
            if (!BY_MAVEN.containsKey(row.group(4))) {
                assertThat(read(Path.of("src/main/java/io/heliograph/recipes/Recipes.java")))
                        .contains("recipes.put(\"" + row.group(4) + "\", " + row.group(2) + "::main);");
            }
        }
    }
}
