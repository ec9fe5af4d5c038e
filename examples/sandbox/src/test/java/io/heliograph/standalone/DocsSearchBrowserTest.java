package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the search of the documentation's site finds, as {@code scripts/docs} has made it, in Chromium. */
@Tag("browser")
class DocsSearchBrowserTest {
    private static final String CHANGE_LOG = "project/changelog.html";

    private final Path index = Path.of("..", "..", "docs-site", "target", "site", "index.html")
            .toAbsolutePath()
            .normalize();

    private Chromium page;

    @BeforeEach
    void open(@TempDir Path profile) {
        assertThat(index).as("the site, which scripts/docs makes").isRegularFile();
        page = new Chromium(profile);
        page.load(index.toUri());
        page.click(".search input");
        page.until("return index !== null");
    }

    @AfterEach
    void close() {
        page.close();
    }

    /** The URLs that the search shows, the best first. */
    private List<String> found(String query) {
        Object urls = page.run("return search('" + query + "').map(entry => entry.url).join(' ')");
        return urls.toString().isEmpty() ? List.of() : List.of(urls.toString().split(" ", -1));
    }

    @Test
    void a_page_is_found_by_words_that_its_title_lacks() {
        assertThat(found("idempotency").subList(0, 4)).contains("one-send-one-sms.html");
        assertThat(found("opt-out").subList(0, 4)).contains("suppression.html");
        assertThat(found("opt out").subList(0, 4)).contains("suppression.html");
        assertThat(found("twilio")).contains("coming-from.html");
        assertThat(found("no-such-word")).isEmpty();
    }

    @Test
    void stop_words_are_left_out_of_a_query_that_has_others() {
        assertThat(found("how do I retry?")).isNotEmpty().isEqualTo(found("retry"));
        assertThat(found("what is the route")).isEqualTo(found("route"));
        assertThat(found("to")).isNotEmpty();
    }

    @Test
    void the_change_log_comes_last() {
        assertThat(found("changes").get(0)).isNotEqualTo(CHANGE_LOG);
        for (String query : List.of("sandbox", "0.1", "fixed", "unreleased", "added")) {
            assertThat(found(query).stream().map(url -> url.startsWith(CHANGE_LOG)))
                    .as(query)
                    .isSorted();
        }
        assertThat(found("unreleased").get(0)).startsWith(CHANGE_LOG);
    }
}
