package io.heliograph.docs;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.commonmark.node.Heading;

/** The titles and headings of all pages for the search: a script with one call, as a page opened from a file may not read JSON. */
final class SearchIndex {
    private SearchIndex() {}

    /** One entry for each page: its title, section, URL, and its headings with their anchors. */
    static String script(List<Page> pages, Navigation navigation) {
        return pages.stream()
                .map(page -> entry(
                        page,
                        navigation.entry(page).map(Navigation.Entry::section).orElse("")))
                .collect(Collectors.joining(",\n", "heliographSearch([\n", "\n]);\n"));
    }

    private static String entry(Page page, String section) {
        String headings = page.headings(2, 3).stream().map(SearchIndex::heading).collect(Collectors.joining(","));
        return "{\"title\":" + json(page.title()) + ",\"section\":" + json(section) + ",\"url\":" + json(page.url())
                + ",\"headings\":[" + headings + "]}";
    }

    private static String heading(Map.Entry<Heading, String> heading) {
        return "[" + json(Page.text(heading.getKey())) + "," + json(heading.getValue()) + "]";
    }

    private static String json(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
