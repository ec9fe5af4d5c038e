package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final Map<String, Page<Integer>> PAGES = Map.of(
            "1", new Page<>(List.of(10, 11), "2"),
            "2", new Page<>(List.of(), "3"),
            "3", new Page<>(List.of(30), null),
            "same", new Page<>(List.of(40), "same"));

    private final List<String> fetched = new ArrayList<>();

    private Page<Integer> fetch(String name) {
        fetched.add(name);
        Page<Integer> page = PAGES.get(name);
        if (page == null) {
            throw new IllegalStateException("no page " + name);
        }
        return page;
    }

    @Test
    void theItemsOfAllPagesComeInTheirOrder() {
        assertThat(Page.stream("1", this::fetch)).containsExactly(10, 11, 30);
        assertThat(fetched).containsExactly("1", "2", "3");
    }

    @Test
    void nothingIsFetchedBeforeItIsAskedFor() {
        assertThat(Page.stream("1", this::fetch).limit(2)).containsExactly(10, 11);

        assertThat(fetched).containsExactly("1");
    }

    @Test
    void aPageThatNamesItselfAsTheNextIsTheLast() {
        assertThat(Page.stream("same", this::fetch)).containsExactly(40);
        assertThat(fetched).containsExactly("same");
    }

    @Test
    void whatFetchingThrowsGoesToTheReader() {
        assertThatThrownBy(() -> Page.stream("none", this::fetch).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no page none");
    }

    @Test
    void aPageKeepsItsOwnList() {
        List<Integer> items = new ArrayList<>(List.of(1));
        Page<Integer> page = new Page<>(items, null);
        items.clear();

        assertThat(page.items()).containsExactly(1);
    }
}
