package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of vendor statuses in docs/delivery.md agrees with the providers; neither can change alone. */
class DeliveryTableTest {
    private static final String ANDROID = "androidgateway";
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`( \\*)?");
    private static final Pattern VENDOR = Pattern.compile("\\*\\*(.+)\\*\\*: ");
    private static final Pattern KIND = Pattern.compile("(?:^|: )(message|recipient|broadcast) `");
    private static final Pattern CASE = Pattern.compile("case (\"[^;]*?\") -> (?:report\\()?Status\\.([A-Z_]+)");
    private static final Pattern STRING = Pattern.compile("\"([^\"]+)\"");

    /** The methods that map a vendor's words: their class, their name, and the name of the kind in the table. */
    private record Vendor(String title, String module, List<String> methods) {
        private Path sources(String kind) {
            return Path.of("..", "provider-" + module, "src", kind, "io", "heliograph", module);
        }

        /** Each word, after its kind, and the status that the code maps it to. */
        private Map<String, Status> inCode() throws IOException {
            Map<String, Status> words = new TreeMap<>();
            for (String method : methods) {
                String[] parts = method.split("[. ]", -1);
                String source = Files.readString(sources("main/java").resolve(parts[0] + ".java"));
                String kind = parts.length > 2 ? parts[2] + " " : "";
                int start = indexOf(source, parts[1]);
                Matcher cases = CASE.matcher(source.substring(start, source.indexOf("\n    }", start)));
                while (cases.find()) {
                    Status status = Status.valueOf(cases.group(2));
                    all(STRING, cases.group(1)).forEach(word -> words.put(kind + word.group(1), status));
                }
            }
            return words;
        }

        private static int indexOf(String source, String method) {
            Matcher declaration =
                    Pattern.compile("(Status|SmsEvent) " + method + "\\(").matcher(source);
            assertThat(declaration.find()).as("the method %s", method).isTrue();
            return declaration.start();
        }
    }

    private static List<Vendor> vendors() {
        return List.of(
                new Vendor("NativeHub", "nativehub", List.of("NativeHubWire.status")),
                new Vendor("Wavix", "wavix", List.of("WavixWire.status")),
                new Vendor(
                        "TextingLine",
                        "textingline",
                        List.of(
                                "TextingLineWire.status",
                                "TextingLineWire.reported",
                                "TextingLineWire.broadcast broadcast")),
                new Vendor(
                        "ThaiBulk",
                        "thaibulk",
                        List.of("ThaiBulkWire.messageStatus message", "ThaiBulkWire.recipientStatus recipient")),
                new Vendor(
                        "Android SMS Gateway",
                        ANDROID,
                        List.of("AndroidGatewayWire.status", "AndroidGatewayEvent.known")));
    }

    /** One word in the table. */
    private record Row(String vendor, String word, Status status, boolean star, String report, String poll) {}

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private static List<Row> table() throws IOException {
        List<Row> rows = new ArrayList<>();
        String vendor = "";
        String page = Files.readString(Path.of("..", "docs", "delivery.md"));
        for (String line :
                page.substring(page.indexOf("| vendor's word |")).lines().toList()) {
            if (!line.startsWith("|")) {
                break;
            }
            String[] cells = line.split("\\|", -1);
            Matcher title = VENDOR.matcher(cells[1]);
            vendor = title.find() ? title.group(1) : vendor;
            rows.addAll(rows(vendor, cells));
        }
        return rows;
    }

    private static List<Row> rows(String vendor, String[] cells) {
        Matcher kinds = KIND.matcher(cells[1].strip());
        String kind = kinds.find() ? kinds.group(1) + " " : "";
        List<MatchResult> words = all(QUOTED, cells[1]);
        List<MatchResult> statuses = all(QUOTED, cells[2]);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            MatchResult status = statuses.get(statuses.size() == 1 ? 0 : i);
            rows.add(new Row(
                    vendor,
                    kind + words.get(i).group(1),
                    Status.valueOf(status.group(1)),
                    status.group(2) != null,
                    cells[3].strip(),
                    cells[4].strip()));
        }
        return rows;
    }

    private static List<Row> rowsOf(Vendor vendor) throws IOException {
        return table().stream().filter(row -> row.vendor().equals(vendor.title)).toList();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void the_words_of_the_page_are_those_of_the_code(Vendor vendor) throws IOException {
        Map<String, Status> words = new TreeMap<>();
        // The page has the vendors' spelling; the code ignores case
        rowsOf(vendor).forEach(row -> words.put(row.word().toLowerCase(Locale.ROOT), row.status()));

        assertThat(words).hasSizeGreaterThan(4).isEqualTo(vendor.inCode());
    }

    @Test
    void a_star_is_at_what_is_final_and_nowhere_else() throws IOException {
        assertThat(table())
                .allSatisfy(row -> assertThat(row.star()).isEqualTo(row.status().isFinal()));
    }

    /** Each word occurs in a vendor document that a test of the provider reads. */
    @ParameterizedTest
    @MethodSource("vendors")
    void what_is_reported_is_so_in_a_fixture(Vendor vendor) throws IOException {
        List<String> reported = new ArrayList<>();
        try (Stream<Path> fixtures = Files.list(vendor.sources("test/resources").resolve("webhooks"))) {
            for (Path fixture : fixtures.filter(path -> path.toString().endsWith(".expected"))
                    .toList()) {
                reported.add(Files.readString(fixture));
            }
        }
        for (Row row : rowsOf(vendor)) {
            boolean isEvent = row.word().contains(":");
            boolean isReported = row.report().startsWith("yes")
                    && (isEvent || !vendor.module().equals(ANDROID));
            String word = row.word().substring(row.word().indexOf(' ') + 1);
            String expected = "  status: " + row.status() + "\n  raw-status: " + word + "\n";
            assertThat(!isReported || reported.stream().anyMatch(text -> text.contains(expected)))
                    .as("a fixture with%n%s", expected)
                    .isTrue();
        }
    }
}
