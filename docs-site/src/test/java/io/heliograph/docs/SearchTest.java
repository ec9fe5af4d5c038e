package io.heliograph.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the site's search knows; {@code DocsSearchBrowserTest} asks it in a browser. */
class SearchTest {
    @Test
    void the_pages_with_synonyms_are_there() throws IOException {
        assertThat(Site.read(Path.of("..")).pages())
                .extracting(Page::source)
                .containsAll(SearchIndex.SYNONYMS.keySet());
        assertThat(SearchIndex.SYNONYMS.values())
                .allSatisfy(words -> assertThat(words).matches("[a-z0-9 -]+"));
    }
}
