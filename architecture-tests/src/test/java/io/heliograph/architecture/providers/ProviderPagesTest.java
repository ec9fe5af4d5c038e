package io.heliograph.architecture.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.spi.VendorClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of docs/providers and docs/capabilities.md are what the code says. {@code scripts/docs --write} writes them, which
 * is this test with {@code -Ddocs.write=true}.
 */
class ProviderPagesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern PART = Pattern.compile("<!-- generated: (\\w+) -->\\n.*?<!-- end -->", Pattern.DOTALL);

    static List<Provider> providers() {
        return Provider.all();
    }

    /** The parts of a provider's page, by the names in its comments. */
    private static Map<String, String> parts(Provider provider) throws IOException, ReflectiveOperationException {
        VendorClient client = provider.create();
        try {
            return Map.of(
                    "settings", SettingsTable.of(provider),
                    "capabilities", table(List.of(provider), List.of("operation", "offered")),
                    "operations", OwnOperations.of(client.getClass()),
                    "errors", ErrorsTable.of(client));
        } finally {
            client.provider().close();
        }
    }

    private static String table(List<Provider> providers, List<String> head) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        providers.forEach(provider -> Capabilities.of(provider)
                .forEach((operation, cell) -> rows.computeIfAbsent(operation, key -> new ArrayList<>())
                        .add(cell)));
        return "| " + String.join(" | ", head) + " |\n" + "|---".repeat(head.size()) + "|\n"
                + rows.entrySet().stream()
                        .map(row -> "| " + row.getKey() + " | " + String.join(" | ", row.getValue()) + " |")
                        .collect(Collectors.joining("\n"));
    }

    /** The page with these parts in place of those that it has. */
    private static String written(String page, Map<String, String> parts) {
        List<String> seen = new ArrayList<>();
        String written = PART.matcher(page).replaceAll(part -> {
            String name = part.group(1);
            seen.add(name);
            assertThat(parts).as("the generated parts of the page").containsKey(name);
            return Matcher.quoteReplacement("<!-- generated: " + name + " -->\n" + parts.get(name) + "\n<!-- end -->");
        });
        assertThat(seen).as("the generated parts of the page").containsExactlyInAnyOrderElementsOf(parts.keySet());
        return written;
    }

    private static void check(Path file, Map<String, String> parts) throws IOException {
        String page = Files.readString(file);
        String right = written(page, parts);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(file, right);
        } else {
            assertThat(page)
                    .as("%s; scripts/docs --write writes the right one", file.getFileName())
                    .isEqualTo(right);
        }
    }

    private static Path page(Provider provider) {
        return DOCS.resolve(Path.of("providers", provider.page() + ".md"));
    }

    @Test
    void every_provider_has_a_page() {
        assertThat(Provider.all().stream().map(Provider::name)).containsExactlyInAnyOrderElementsOf(Provider.names());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void the_page_has_what_the_provider_has(Provider provider) throws Exception {
        check(page(provider), parts(provider));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void the_page_has_the_sections_of_every_page(Provider provider) throws IOException {
        assertThat(Files.readAllLines(page(provider)))
                .containsSubsequence(
                        "## Set up",
                        "## Settings",
                        "## What is supported",
                        "## Operations of its own",
                        "## Errors",
                        "## Traps",
                        "## Sources");
    }

    @Test
    void the_table_of_all_providers_has_what_they_have() throws IOException {
        List<String> head = new ArrayList<>(List.of("operation"));
        Provider.all()
                .forEach(provider -> head.add("[" + provider.title() + "](providers/" + provider.page() + ".md)"));
        check(DOCS.resolve("capabilities.md"), Map.of("capabilities", table(Provider.all(), head)));
    }

    @Test
    void a_stale_or_missing_part_is_found() {
        Map<String, String> parts = Map.of("errors", "| new |");

        assertThat(written("a\n<!-- generated: errors -->\n| old |\n<!-- end -->\nb", parts))
                .isEqualTo("a\n<!-- generated: errors -->\n| new |\n<!-- end -->\nb");
        assertThatThrownBy(() -> written("nothing", parts)).hasMessageContaining("generated parts");
    }
}
