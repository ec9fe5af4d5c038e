package io.heliograph.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** The navigation, which is the front page's list: its second-level headings are the sections, and the links of their lists the pages. */
final class Navigation {
    private final List<Section> sections = new ArrayList<>();
    private final Map<Page, Entry> entries = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** The pages of a section, in order. */
    record Section(String title, List<Entry> entries) {}

    /** A page, and its name in the navigation. */
    record Entry(String title, Page page, String section) {}

    /** @param pages all pages by their sources */
    Navigation(Map<String, Page> pages) {
        Page front = pages.get(Page.FRONT);
        if (front == null) {
            problems.add(Page.FRONT + " is missing; its lists are the navigation");
            return;
        }
        for (Node node = front.document().getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() == 2) {
                sections.add(new Section(Page.text(heading), new ArrayList<>()));
            } else if (node instanceof BulletList && !sections.isEmpty()) {
                addAll(node, sections.get(sections.size() - 1), pages);
            }
        }
        pages.values().stream()
                .filter(page -> !page.isFront() && !entries.containsKey(page))
                .forEach(page -> problems.add(page.source() + " is in no list of " + Page.FRONT));
    }

    private void addAll(Node list, Section section, Map<String, Page> pages) {
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Link link = Page.first(item, Link.class).orElse(null);
            String target = link == null ? "" : Links.path(Page.FRONT, link.getDestination());
            Page page = pages.get(target);
            if (link != null && page != null) {
                Entry entry = new Entry(Page.text(link), page, section.title());
                section.entries().add(entry);
                if (entries.put(page, entry) != null) {
                    problems.add(page.source() + " is in the lists of " + Page.FRONT + " twice");
                }
            }
        }
    }

    List<Section> sections() {
        return sections;
    }

    /** Where a page is; the front page is nowhere. */
    Optional<Entry> entry(Page page) {
        return Optional.ofNullable(entries.get(page));
    }

    /** The page so many places after another in the order of the navigation; the front page is before the first. */
    Optional<Entry> neighbour(Page page, int places) {
        List<Entry> all = List.copyOf(entries.values());
        int at = List.copyOf(entries.keySet()).indexOf(page) + places;
        return at >= 0 && at < all.size() ? Optional.of(all.get(at)) : Optional.empty();
    }

    /** Pages that are in no list, or in two. */
    List<String> problems() {
        return problems;
    }
}
