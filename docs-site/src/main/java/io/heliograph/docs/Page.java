package io.heliograph.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * One page.
 *
 * @param source the Markdown file, relative to the repository's root, with slashes
 * @param url the HTML file, relative to the site's root
 * @param headings the headings and their anchors, in order; GitHub makes the same anchors
 */
record Page(String source, String url, Node document, Map<Heading, String> headings) {
    static final String FRONT = "docs/README.md";

    static Page of(String source, Node document) {
        IdGenerator ids = IdGenerator.builder().build();
        Map<Heading, String> headings = new LinkedHashMap<>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                headings.put(heading, ids.generateId(text(heading)));
            }
        });
        return new Page(source, url(source), document, headings);
    }

    private static String url(String source) {
        boolean isDocs = source.startsWith("docs/");
        String name = isDocs ? source.substring("docs/".length()) : "project/" + source.toLowerCase(Locale.ROOT);
        String html = name.substring(0, name.length() - ".md".length()) + ".html";
        return isDocs && html.endsWith("README.html") ? html.replace("README.html", "index.html") : html;
    }

    /** The text of the first heading. */
    String title() {
        return headings.keySet().stream().findFirst().map(Page::text).orElse(source);
    }

    /** The way from the page to the site's root: {@code ../} or nothing. */
    String toRoot() {
        return "../".repeat((int) url.chars().filter(c -> c == '/').count());
    }

    boolean isFront() {
        return source.equals(FRONT);
    }

    /** The headings of these levels. */
    List<Map.Entry<Heading, String>> headings(int from, int to) {
        return headings.entrySet().stream()
                .filter(heading ->
                        heading.getKey().getLevel() >= from && heading.getKey().getLevel() <= to)
                .toList();
    }

    /** The first paragraph, for descriptions. */
    String summary() {
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Paragraph) {
                return text(node);
            }
        }
        return title();
    }

    /** The text of a node without its marks. */
    static String text(Node node) {
        List<String> pieces = new ArrayList<>();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text text) {
                pieces.add(text.getLiteral());
            }

            @Override
            public void visit(Code code) {
                pieces.add(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                pieces.add(" ");
            }

            @Override
            public void visit(HardLineBreak lineBreak) {
                pieces.add(" ");
            }
        });
        return String.join("", pieces);
    }

    /** The first node of a type below a node. */
    static <T extends Node> Optional<T> first(Node node, Class<T> type) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            Optional<T> found = type.isInstance(child) ? Optional.of(type.cast(child)) : first(child, type);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
