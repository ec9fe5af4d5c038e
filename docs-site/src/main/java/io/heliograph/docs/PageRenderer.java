package io.heliograph.docs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** The content of a page as HTML: raw tags of the Markdown other than keys and line breaks are escaped, its comments left out. */
final class PageRenderer {
    private static final Set<Extension> EXTENSIONS = Set.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final Pattern ALLOWED_TAG = Pattern.compile("</?kbd>|<br ?/?>");

    private final Links links;

    PageRenderer(Links links) {
        this.links = links;
    }

    static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    /** The page's content; its links are those of the site from now on. */
    String render(Page page) {
        page.document().accept(new SiteNodes(page));
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .escapeHtml(true)
                .nodeRendererFactory(context -> new SiteNodeRenderer(context, page))
                .build()
                .render(page.document());
    }

    /** A table's frame, which scrolls where the table is wider than the page. */
    private static final class Frame extends CustomBlock {
        /** With so many columns a table scrolls on a phone. */
        private static final int SOME = 3;

        /** With so many columns the first one stays in sight. */
        private static final int MANY = 5;

        private final String style;

        private Frame(CustomBlock table) {
            int columns = 0;
            Node row = Page.first(table, TableRow.class).orElse(null);
            for (Node cell = row == null ? null : row.getFirstChild(); cell != null; cell = cell.getNext()) {
                columns++;
            }
            style = columns >= MANY ? "frame many" : columns >= SOME ? "frame some" : "frame";
        }
    }

    /** The path of a source behind its name. */
    private static final class SourcePath extends CustomNode {
        private final String path;

        private SourcePath(String path) {
            this.path = path;
        }
    }

    /** Makes the links those of the site, frames tables, and takes comments out. */
    private final class SiteNodes extends AbstractVisitor {
        private final Page page;

        private SiteNodes(Page page) {
            this.page = page;
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            Optional<String> url = links.resolve(page, link.getDestination());
            if (url.isPresent()) {
                link.setDestination(url.get());
            } else {
                unlink(link, Links.path(page.source(), link.getDestination()));
            }
        }

        /** Shows the path of a source that the site can't link to: behind the link's text, or as it where it is that text. */
        private void unlink(Link link, String path) {
            if (!Page.text(link).equals(path)) {
                Node child = link.getFirstChild();
                while (child != null) {
                    Node next = child.getNext();
                    link.insertBefore(child);
                    child = next;
                }
                link.insertBefore(new SourcePath(path));
            } else {
                link.insertBefore(new Code(path));
            }
            link.unlink();
        }

        @Override
        public void visit(Image image) {
            links.resolve(page, image.getDestination()).ifPresent(image::setDestination);
            visitChildren(image);
        }

        /** On the front page a list item is a card: its link is the heading, and the colon behind it is left out. */
        @Override
        public void visit(Text text) {
            boolean isDescription =
                    text.getPrevious() instanceof Link && text.getLiteral().startsWith(": ");
            if (page.isFront() && isDescription) {
                text.setLiteral(text.getLiteral().substring(2));
            }
        }

        @Override
        public void visit(HtmlBlock block) {
            if (block.getLiteral().startsWith("<!--")) {
                block.unlink();
            }
        }

        @Override
        public void visit(CustomBlock block) {
            if (block instanceof TableBlock) {
                Frame frame = new Frame(block);
                block.insertBefore(frame);
                frame.appendChild(block);
            }
            visitChildren(block);
        }
    }

    /** Renders what differs from plain CommonMark. */
    private static final class SiteNodeRenderer implements NodeRenderer {
        private final HtmlNodeRendererContext context;
        private final HtmlWriter html;
        private final Page page;

        private SiteNodeRenderer(HtmlNodeRendererContext context, Page page) {
            this.context = context;
            this.page = page;
            html = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Heading.class, FencedCodeBlock.class, Frame.class, HtmlInline.class, SourcePath.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof Heading heading) {
                heading(heading);
            } else if (node instanceof FencedCodeBlock code) {
                code(code);
            } else if (node instanceof HtmlInline tag) {
                inline(tag.getLiteral());
            } else if (node instanceof SourcePath source) {
                html.raw(" (<code class=\"path\">");
                html.text(source.path);
                html.raw("</code>)");
            } else if (node instanceof Frame frame) {
                table(frame);
            }
        }

        private void heading(Heading heading) {
            String tag = "h" + heading.getLevel();
            String id = page.headings().getOrDefault(heading, "");
            html.line();
            html.tag(tag, Map.of("id", id));
            children(heading);
            if (heading.getLevel() > 1) {
                html.tag("a", attributes("class", "anchor", "href", "#" + id, "aria-label", "Link to this heading"));
                html.tag("/a");
            }
            html.tag("/" + tag);
            html.line();
        }

        private void code(FencedCodeBlock code) {
            String info = code.getInfo();
            String language = info == null ? "" : info.replaceAll(" .*", ""); // the rest is for tests
            Map<String, String> attributes = attributes("tabindex", "0");
            if (!language.isEmpty()) {
                attributes.put("data-language", language);
            }
            html.line();
            boolean isDrawn = language.equals("mermaid") && draw(code.getLiteral());
            html.tag("div", Map.of("class", isDrawn ? "code drawn" : "code"));
            html.tag("pre", attributes);
            html.tag("code");
            html.raw(Highlighter.html(language, code.getLiteral()));
            html.tag("/code");
            html.tag("/pre");
            html.tag("/div");
            html.line();
        }

        /** Draws a diagram above its source, if it's one that can be drawn. */
        private boolean draw(String source) {
            Optional<Flowchart> chart = Flowchart.parse(source);
            chart.ifPresent(flowchart -> {
                html.tag(
                        "div",
                        attributes("class", "diagram", "tabindex", "0", "role", "region", "aria-label", "Diagram"));
                html.raw(FlowchartSvg.of(flowchart));
                html.tag("/div");
                html.line();
            });
            return chart.isPresent();
        }

        /** Reachable by the keyboard, so that it scrolls without a mouse. */
        private void table(Frame frame) {
            html.line();
            html.tag("div", attributes("class", frame.style, "tabindex", "0", "role", "region", "aria-label", "Table"));
            children(frame);
            html.tag("/div");
            html.line();
        }

        private void inline(String tag) {
            if (ALLOWED_TAG.matcher(tag).matches()) {
                html.raw(tag);
            } else {
                html.text(tag);
            }
        }

        /** In this order, so that the same pages are the same bytes. */
        private static Map<String, String> attributes(String... namesAndValues) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                attributes.put(namesAndValues[i], namesAndValues[i + 1]);
            }
            return attributes;
        }

        private void children(Node node) {
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }
    }
}
