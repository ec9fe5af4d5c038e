package io.heliograph.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A chart of horizontal bars as SVG, whose text follows the reader's light or dark colours. Used by one thread. */
final class BarChart {
    private static final int WIDTH = 720;
    private static final int LEFT = 190;
    private static final int RIGHT = 70;
    private static final int TOP = 56;
    private static final int BAR = 18;
    private static final int STEP = 26;
    private static final String STYLE = """
            <style>
            text { font: 14px sans-serif; fill: #24292f }
            .title { font-weight: bold }
            .note { font-size: 12px; fill: #57606a }
            .bar { fill: #8c959f }
            .ours { fill: #0969da }
            @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 }
            .note { fill: #8d96a0 }
            .bar { fill: #6e7681 }
            .ours { fill: #4493f8 }
            }
            </style>
            """;

    private final String title;
    private final String note;
    private final List<Bar> bars = new ArrayList<>();

    /** One bar; {@code ours} is drawn in another colour. */
    private record Bar(String name, double value, String label, boolean ours) {}

    BarChart(String title, String note) {
        this.title = title;
        this.note = note;
    }

    void add(String name, double value, String label, boolean ours) {
        bars.add(new Bar(name, value, label, ours));
    }

    String svg() {
        double max = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        int height = TOP + STEP * bars.size() + 6;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" "
                        + "aria-label=\"%s\">%n",
                WIDTH,
                height,
                WIDTH,
                height,
                title));
        svg.append(STYLE);
        svg.append("<text class=\"title\" x=\"4\" y=\"18\">").append(title).append("</text>\n");
        svg.append("<text class=\"note\" x=\"4\" y=\"38\">").append(note).append("</text>\n");
        for (int i = 0; i < bars.size(); i++) {
            svg.append(bar(bars.get(i), TOP + STEP * i, max));
        }
        return svg.append("</svg>\n").toString().replace(System.lineSeparator(), "\n");
    }

    private static String bar(Bar bar, int y, double max) {
        double width = (WIDTH - LEFT - RIGHT) * bar.value() / max;
        int baseline = y + BAR - 4;
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                        + "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
                LEFT - 8,
                baseline,
                bar.name(),
                bar.ours() ? "ours" : "bar",
                LEFT,
                y,
                width,
                BAR,
                LEFT + width + 6,
                baseline,
                bar.label());
    }
}
