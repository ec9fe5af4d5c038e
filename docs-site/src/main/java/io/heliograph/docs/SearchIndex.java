package io.heliograph.docs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;

/**
 * The titles and headings of all pages for the search, with the names that are written as code below each, such as settings and
 * error codes. It's a script with one call, because a page that is opened from a file may not read JSON.
 */
final class SearchIndex {
    /** Longer code is an example and no name. */
    private static final int MAX_NAME = 50;

    /** Words that people search for and that the titles and headings of a page lack, in lower case. */
    static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("docs/campaigns.md", "bulk csv resume"),
            Map.entry("docs/cli.md", "command line terminal exit codes"),
            Map.entry("docs/coming-from.md", "twilio vonage sms4j migrate migration"),
            Map.entry("docs/delivery.md", "dlr delivery report receipt status"),
            Map.entry("docs/getting-started.md", "install quickstart tutorial maven gradle"),
            Map.entry(
                    "docs/one-send-one-sms.md",
                    "idempotency idempotent duplicates twice deduplication at-most-once exactly-once retry retries"),
            Map.entry("docs/outbox.md", "transactional"),
            Map.entry("docs/performance.md", "benchmark latency throughput"),
            Map.entry("docs/recipes.md", "examples samples how-to"),
            Map.entry("docs/routes.md", "routing failover fallback weights"),
            Map.entry("docs/sandbox.md", "simulator mock fake"),
            Map.entry("docs/scaling.md", "cluster replicas instances"),
            Map.entry("docs/segments.md", "gsm-7 ucs-2 unicode encoding length price cost budget"),
            Map.entry("docs/settings.md", "configuration properties environment variables"),
            Map.entry("docs/stores.md", "database sqlite postgresql jdbc persistence"),
            Map.entry("docs/suppression.md", "opt-out opt-outs optout unsubscribe stop blocklist"),
            Map.entry("docs/testing.md", "mock fake junit wiremock"),
            Map.entry("docs/threads-and-locks.md", "concurrency thread-safe"),
            Map.entry("docs/tracking.md", "status polling timeline"),
            Map.entry("docs/webhooks.md", "callback callbacks inbound replies dlr"));

    /** The page whose entries come after those of all others: it has the words of every page. */
    private static final String LAST = "CHANGELOG.md";

    private SearchIndex() {}

    /** One entry for each page: its title, section and URL, its synonyms, and its headings with their anchors and names. */
    static String script(List<Page> pages, Navigation navigation) {
        return pages.stream()
                .map(page -> entry(
                        page,
                        navigation.entry(page).map(Navigation.Entry::section).orElse("")))
                .collect(Collectors.joining(",\n", "heliographSearch([\n", "\n]);\n"));
    }

    private static String entry(Page page, String section) {
        Map<String, Set<String>> names = names(page);
        String headings = page.headings(2, 3).stream()
                .map(heading -> "[" + json(Page.text(heading.getKey())) + "," + json(heading.getValue()) + ","
                        + names(names, heading.getValue()) + "]")
                .collect(Collectors.joining(","));
        return "{\"title\":" + json(page.title()) + ",\"section\":" + json(section) + ",\"url\":" + json(page.url())
                + ",\"names\":" + names(names, "") + ",\"synonyms\":"
                + json(SYNONYMS.getOrDefault(page.source(), "")) + ",\"last\":"
                + page.source().equals(LAST) + ",\"headings\":[" + headings + "]}";
    }

    /** What is written as code, by the anchor of the heading above it. */
    private static Map<String, Set<String>> names(Page page) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        page.document().accept(new AbstractVisitor() {
            private String anchor = "";

            @Override
            public void visit(Heading heading) {
                boolean isIndexed = heading.getLevel() == 2 || heading.getLevel() == 3;
                anchor = isIndexed ? page.headings().getOrDefault(heading, "") : anchor;
                visitChildren(heading);
            }

            @Override
            public void visit(Code code) {
                if (code.getLiteral().length() <= MAX_NAME) {
                    names.computeIfAbsent(anchor, key -> new TreeSet<>()).add(code.getLiteral());
                }
            }
        });
        return names;
    }

    private static String names(Map<String, Set<String>> names, String anchor) {
        return json(String.join(" ", names.getOrDefault(anchor, Set.of())));
    }

    private static String json(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
