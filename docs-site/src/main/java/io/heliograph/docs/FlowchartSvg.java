package io.heliograph.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a flowchart: rows from the top, the boxes of the group in the middle, the others beside them. Belongs to one chart. */
final class FlowchartSvg {
    private static final int LETTER = 7;
    private static final int LINE = 16;
    private static final int PADDING = 12;
    private static final int GAP = 18;
    private static final int ROW_GAP = 34;
    private static final int MAX_LETTERS = 30;

    private final Flowchart chart;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final StringBuilder svg = new StringBuilder();

    /** Where a box is: its middle, its top and its size; its first lines are its name. */
    private record Place(Flowchart.Box box, List<String> lines, int names, int middle, int top, int width, int height) {
        Place moved(int right) {
            return new Place(box, lines, names, middle + right, top, width, height);
        }
    }

    private FlowchartSvg(Flowchart chart) {
        this.chart = chart;
    }

    static String of(Flowchart chart) {
        return new FlowchartSvg(chart).draw();
    }

    private String draw() {
        int top = 2 * GAP;
        for (List<Flowchart.Box> row : chart.rows()) {
            top = place(row, top) + ROW_GAP;
        }
        int left = places.values().stream()
                .mapToInt(place -> place.middle() - place.width() / 2)
                .min()
                .orElse(0);
        places.replaceAll((id, place) -> place.moved(2 * GAP - left));
        int width = places.values().stream()
                        .mapToInt(place -> place.middle() + place.width() / 2)
                        .max()
                        .orElse(0)
                + 2 * GAP;
        svg.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"Diagram\">\n",
                width,
                top,
                width,
                top));
        group();
        chart.arrows().forEach(this::arrow);
        places.values().forEach(this::box);
        return svg.append("</svg>\n").toString();
    }

    /** Places a row around the middle, which is 0, and returns where it ends. */
    private int place(List<Flowchart.Box> row, int top) {
        List<Flowchart.Box> inside =
                row.stream().filter(box -> !box.group().isEmpty()).toList();
        List<Flowchart.Box> outside =
                row.stream().filter(box -> box.group().isEmpty()).toList();
        int bottom = top;
        int end = -width(inside) / 2;
        for (Flowchart.Box box : inside) {
            bottom = Math.max(bottom, put(box, end + width(List.of(box)) / 2, top));
            end += width(List.of(box)) + GAP;
        }
        boolean isAlone = inside.isEmpty();
        int right = isAlone ? -width(outside) / 2 : Math.max(width(inside) / 2, band()) + 3 * GAP;
        for (Flowchart.Box box : outside) {
            bottom = Math.max(bottom, put(box, right + width(List.of(box)) / 2, top));
            right += width(List.of(box)) + GAP;
        }
        return bottom;
    }

    /** Half of the width of the widest row of the group. */
    private int band() {
        return chart.rows().stream()
                .mapToInt(row ->
                        width(row.stream().filter(box -> !box.group().isEmpty()).toList()) / 2)
                .max()
                .orElse(0);
    }

    private static int width(List<Flowchart.Box> boxes) {
        return boxes.stream()
                        .mapToInt(box -> lines(box).stream()
                                                .mapToInt(String::length)
                                                .max()
                                                .orElse(0)
                                        * LETTER
                                + 2 * PADDING)
                        .sum()
                + GAP * Math.max(0, boxes.size() - 1);
    }

    private int put(Flowchart.Box box, int middle, int top) {
        int height = lines(box).size() * LINE + 2 * PADDING - 4;
        int names = wrapped(box.lines().get(0)).size();
        places.put(box.id(), new Place(box, lines(box), names, middle, top, width(List.of(box)), height));
        return top + height;
    }

    private static List<String> lines(Flowchart.Box box) {
        return box.lines().stream().flatMap(label -> wrapped(label).stream()).toList();
    }

    /** A line of a label, in lines that aren't too long. */
    private static List<String> wrapped(String label) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : label.split(" ", -1)) {
            if (line.length() > 0 && line.length() + word.length() >= MAX_LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private void group() {
        List<Place> inside = places.values().stream()
                .filter(place -> !place.box().group().isEmpty())
                .toList();
        if (inside.isEmpty()) {
            return;
        }
        int left = inside.stream()
                        .mapToInt(place -> place.middle() - place.width() / 2)
                        .min()
                        .orElse(0)
                - GAP;
        int right = inside.stream()
                        .mapToInt(place -> place.middle() + place.width() / 2)
                        .max()
                        .orElse(0)
                + GAP;
        int top = inside.stream().mapToInt(Place::top).min().orElse(0) - GAP;
        int bottom = inside.stream()
                        .mapToInt(place -> place.top() + place.height())
                        .max()
                        .orElse(0)
                + GAP;
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"group\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"12\"/>\n",
                left,
                top,
                right - left,
                bottom - top));
        svg.append(String.format(
                Locale.ROOT,
                "<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>\n",
                left + PADDING,
                bottom - 6,
                Html.escape(inside.get(0).box().group())));
    }

    private void arrow(Flowchart.Arrow arrow) {
        Place from = places.get(arrow.from());
        Place to = places.get(arrow.to());
        if (from == null || to == null) {
            return;
        }
        int start = from.top() + from.height();
        int end = to.top() - 2;
        int bend = Math.min(60, (end - start) / 2);
        svg.append(String.format(
                Locale.ROOT,
                "<path class=\"%s\" d=\"M%d %dC%d %d %d %d %d %d\"/><path class=\"head\" d=\"m%d %d-4-7h8z\"/>\n",
                arrow.isDashed() ? "arrow dashed" : "arrow",
                from.middle(),
                start,
                from.middle(),
                start + bend,
                to.middle(),
                end - bend,
                to.middle(),
                end - 5,
                to.middle(),
                end));
    }

    private void box(Place place) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"7\"/>\n",
                place.middle() - place.width() / 2,
                place.top(),
                place.width(),
                place.height()));
        for (int i = 0; i < place.lines().size(); i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n",
                    i < place.names() ? "name" : "detail",
                    place.middle(),
                    place.top() + PADDING + 10 + i * LINE,
                    Html.escape(place.lines().get(i))));
        }
    }
}
