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
    void the_items_of_all_pages_come_in_their_order() {
        assertThat(Page.stream("1", this::fetch)).containsExactly(10, 11, 30);
        assertThat(fetched).containsExactly("1", "2", "3");
    }

    @Test
    void nothing_is_fetched_before_it_is_asked_for() {
        assertThat(Page.stream("1", this::fetch).limit(2)).containsExactly(10, 11);

        assertThat(fetched).containsExactly("1");
    }

    @Test
    void a_page_that_names_itself_as_the_next_is_the_last() {
        assertThat(Page.stream("same", this::fetch)).containsExactly(40);
        assertThat(fetched).containsExactly("same");
    }

    @Test
    void what_fetching_throws_goes_to_the_reader() {
        assertThatThrownBy(() -> Page.stream("none", this::fetch).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no page none");
    }

    @Test
    void a_page_keeps_its_own_list() {
        List<Integer> items = new ArrayList<>(List.of(1));
        Page<Integer> page = new Page<>(items, null);
        items.clear();

        assertThat(page.items()).containsExactly(1);
    }
}
