package io.heliograph.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the site's search finds in this repository's documentation: its own script, run by Node.js where that is installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {
    private static final String BROWSER = """
            globalThis.document = { documentElement: { classList: { add() {} }, dataset: {} }, addEventListener() {} };
            globalThis.location = { search: "" };
            """;

    private static final String PRINT = """
            console.log(search(process.argv[2]).map(entry => entry.url).join("\\n"));
            """;

    private final Site site;

    private Path folder = Path.of("");

    SearchTest() throws IOException {
        site = Site.read(Path.of(".."));
    }

    @BeforeAll
    void write_the_script(@TempDir Path folderOfAll) throws IOException {
        folder = folderOfAll;
        site.write(folder);
        String script = BROWSER
                + Files.readString(folder.resolve("site.js"))
                + Files.readString(folder.resolve("search.js"))
                + PRINT;
        Files.writeString(folder.resolve("search-test.cjs"), script);
    }

    /** The URLs that the search shows, the best first. */
    private List<String> found(String query) throws IOException, InterruptedException {
        assumeTrue(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "node"))),
                "no node on the PATH");
        Process node = new ProcessBuilder("node", "search-test.cjs", query)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(node.exitValue()).as(printed).isZero();
        return printed.lines().filter(line -> !line.isBlank()).toList();
    }

    @Test
    void a_page_is_found_by_words_that_its_title_lacks() throws Exception {
        assertThat(found("idempotency")).hasSizeGreaterThan(3);
        assertThat(found("idempotency").subList(0, 4)).contains("one-send-one-sms.html");
        assertThat(found("opt-out").subList(0, 4)).contains("suppression.html");
        assertThat(found("opt out").subList(0, 4)).contains("suppression.html");
        assertThat(found("twilio")).contains("coming-from.html");
    }

    @Test
    void stop_words_are_left_out_of_a_query_that_has_others() throws Exception {
        assertThat(found("how do I retry?")).isNotEmpty().isEqualTo(found("retry"));
        assertThat(found("what is the route")).isEqualTo(found("route"));
        assertThat(found("to")).isNotEmpty();
        assertThat(found("no-such-word")).isEmpty();
    }

    @Test
    void the_change_log_comes_last() throws Exception {
        assertThat(found("changes").get(0)).isNotEqualTo("project/changelog.html");
        for (String query : List.of("sandbox", "0.1", "fixed", "unreleased", "added")) {
            List<Boolean> isLast = found(query).stream()
                    .map(url -> url.startsWith("project/changelog.html"))
                    .toList();
            assertThat(isLast).as(query).isSorted();
        }
        assertThat(found("unreleased").get(0)).startsWith("project/changelog.html");
    }

    @Test
    void the_pages_with_synonyms_are_there() {
        assertThat(site.pages()).extracting(Page::source).containsAll(SearchIndex.SYNONYMS.keySet());
        assertThat(SearchIndex.SYNONYMS.values())
                .allSatisfy(words -> assertThat(words).matches("[a-z0-9 -]+"));
    }
}
