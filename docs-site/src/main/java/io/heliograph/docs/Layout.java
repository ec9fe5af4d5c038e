package io.heliograph.docs;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.commonmark.node.Heading;

/** What is around the content of every page: head, search, navigation, table of contents, and the next page. */
final class Layout {
    /** More sections than this are a list of their own, so that the table of contents has the second level alone. */
    private static final int MAX_CONTENTS = 28;

    private static final String PAGE = """
            <!doctype html>
            <html lang="en" data-root="%1$s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'">
            <meta name="description" content="%2$s">
            <title>%3$s</title>
            <link rel="icon" href="%1$sicon.svg">
            <link rel="stylesheet" href="%1$ssite.css">
            <script src="%1$ssite.js"></script>
            </head>
            <body class="%4$s">
            <a class="skip" href="#content">Skip to the content</a>
            <header class="bar">
            <button class="menu" type="button" aria-controls="navigation" aria-expanded="false" aria-label="Menu"></button>
            <a class="brand" href="%1$sindex.html"><img src="%1$sicon.svg" alt="" width="28" height="28"><span>Heliograph <em>docs</em></span></a>
            <div class="search">
            <input type="search" placeholder="Search titles and names" aria-label="Search titles, headings and names" role="combobox" aria-expanded="false" aria-controls="results" aria-autocomplete="list" autocomplete="off" spellcheck="false">
            <kbd aria-hidden="true">/</kbd>
            <ul id="results" role="listbox" aria-label="Results" hidden></ul>
            </div>
            %5$s<button class="theme" type="button" aria-label="Light or dark"></button>
            </header>
            <div class="page">
            <nav id="navigation" class="navigation" aria-label="Pages">
            %6$s</nav>
            <main id="content" tabindex="-1">
            %7$s<article>
            %8$s</article>
            %9$s</main>
            %10$s</div>
            </body>
            </html>
            """;

    private final Navigation navigation;
    private final Links links;
    private final boolean hasJavadoc;

    /** @param hasJavadoc whether the site has the Javadoc of all modules in its folder javadoc */
    Layout(Navigation navigation, Links links, boolean hasJavadoc) {
        this.navigation = navigation;
        this.links = links;
        this.hasJavadoc = hasJavadoc;
    }

    /** The whole page around its content. */
    String html(Page page, String content) {
        String title = page.isFront() ? page.title() : page.title() + " · Heliograph";
        String contents = contents(page);
        String section = navigation.entry(page).map(Navigation.Entry::section).orElse("");
        return PAGE.formatted(
                page.toRoot(),
                Html.escape(page.summary()),
                Html.escape(title),
                page.isFront() ? "front wide" : contents.isEmpty() ? "wide" : "",
                links.source(page.source(), false)
                        .map(url -> "<a class=\"source\" href=\"" + Html.escape(url) + "\">Source</a>\n")
                        .orElse(""),
                sections(page),
                section.isEmpty() ? "" : "<p class=\"section\">" + Html.escape(section) + "</p>\n",
                content,
                neighbours(page),
                contents);
    }

    private String sections(Page page) {
        StringBuilder html = new StringBuilder();
        for (Navigation.Section section : navigation.sections()) {
            html.append("<h2>").append(Html.escape(section.title())).append("</h2>\n<ul>\n");
            section.entries().forEach(entry -> html.append(link(page, entry)));
            if (hasJavadoc && section.title().equals("Reference")) {
                html.append("<li><a href=\"%sjavadoc/index.html\">Javadoc</a></li>\n".formatted(page.toRoot()));
            }
            html.append("</ul>\n");
        }
        return html.toString();
    }

    private static String link(Page page, Navigation.Entry entry) {
        String current = entry.page().equals(page) ? " aria-current=\"page\"" : "";
        return "<li><a href=\"%s%s\"%s>%s</a></li>\n"
                .formatted(page.toRoot(), entry.page().url(), current, Html.escape(entry.title()));
    }

    private static String contents(Page page) {
        List<Map.Entry<Heading, String>> headings = page.headings(2, 3);
        if (headings.size() > MAX_CONTENTS) {
            headings = page.headings(2, 2);
        }
        if (page.isFront() || headings.size() < 2) {
            return "";
        }
        return headings.stream()
                .map(heading -> "<li class=\"level%d\"><a href=\"#%s\">%s</a></li>\n"
                        .formatted(
                                heading.getKey().getLevel(),
                                heading.getValue(),
                                Html.escape(Page.text(heading.getKey()))))
                .collect(Collectors.joining(
                        "",
                        "<aside class=\"contents\" aria-label=\"On this page\">\n<p>On this page</p>\n<ul>\n",
                        "</ul>\n</aside>\n"));
    }

    private String neighbours(Page page) {
        String previous = page.isFront()
                ? ""
                : navigation
                        .neighbour(page, -1)
                        .map(entry -> neighbour(page, entry, "prev", "Previous"))
                        .orElse("");
        String next = navigation
                .neighbour(page, 1)
                .map(entry -> neighbour(page, entry, "next", "Next"))
                .orElse("");
        return "<nav class=\"neighbours\" aria-label=\"Previous and next page\">\n" + previous + next + "</nav>\n";
    }

    private static String neighbour(Page page, Navigation.Entry entry, String rel, String label) {
        return "<a rel=\"%s\" href=\"%s%s\"><span>%s</span> %s</a>\n"
                .formatted(rel, page.toRoot(), entry.page().url(), label, Html.escape(entry.title()));
    }
}
