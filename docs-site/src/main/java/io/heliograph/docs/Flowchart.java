package io.heliograph.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A flowchart in the part of Mermaid's language that the documentation uses: boxes, one level of groups that matters, arrows. */
final class Flowchart {
    private static final Pattern GROUP = Pattern.compile("subgraph \\w+\\[\"([^\"]+)\"]");
    private static final Pattern BOX = Pattern.compile("(\\w+)\\[\"([^\"]+)\"]");
    private static final Pattern ARROW =
            Pattern.compile("(\\w+) (-->|-\\. \"[^\"]*\" \\.->) (\\w+)(?:\\[\"([^\"]+)\"])?");

    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private final Map<String, Integer> ranks = new LinkedHashMap<>();

    /**
     * A box.
     *
     * @param lines its label
     * @param group the label of the outermost group that it's in; empty for none
     */
    record Box(String id, List<String> lines, String group) {}

    /** @param isDashed whether the use is optional */
    record Arrow(String from, String to, boolean isDashed) {}

    private Flowchart() {}

    /** Reads a chart; empty if a line isn't understood, so that nothing is drawn wrong. */
    static Optional<Flowchart> parse(String source) {
        Flowchart chart = new Flowchart();
        List<String> groups = new ArrayList<>();
        for (String line : source.strip().lines().skip(1).map(String::strip).toList()) {
            Matcher group = GROUP.matcher(line);
            if (group.matches()) {
                groups.add(group.group(1));
            } else if (line.equals("end") && !groups.isEmpty()) {
                groups.remove(groups.size() - 1);
            } else if (!chart.add(line, groups.isEmpty() ? "" : groups.get(0))) {
                return Optional.empty();
            }
        }
        return source.startsWith("flowchart TD") && chart.rank() ? Optional.of(chart) : Optional.empty();
    }

    private boolean add(String line, String group) {
        Matcher box = BOX.matcher(line);
        Matcher arrow = ARROW.matcher(line);
        if (box.matches()) {
            box(box.group(1), box.group(2), group);
        } else if (arrow.matches()) {
            if (arrow.group(4) != null) {
                box(arrow.group(3), arrow.group(4), group);
            }
            arrows.add(new Arrow(arrow.group(1), arrow.group(3), !arrow.group(2).equals("-->")));
        } else {
            return false;
        }
        return true;
    }

    private void box(String id, String label, String group) {
        boxes.put(id, new Box(id, List.of(label.split("<br/>", -1)), group));
    }

    /** Puts each box below all that use it, and what nobody uses just above what it uses; false if there is a circle. */
    private boolean rank() {
        boxes.keySet().forEach(id -> ranks.put(id, 0));
        boolean changed = true;
        for (int round = 0; changed; round++) {
            if (round > boxes.size()) {
                return false;
            }
            changed = false;
            for (Arrow arrow : arrows) {
                int below = ranks.getOrDefault(arrow.from(), 0) + 1;
                if (ranks.getOrDefault(arrow.to(), 0) < below) {
                    ranks.put(arrow.to(), below);
                    changed = true;
                }
            }
        }
        boxes.keySet().stream()
                .filter(id -> arrows.stream().noneMatch(arrow -> arrow.to().equals(id)))
                .forEach(id -> arrows.stream()
                        .filter(arrow -> arrow.from().equals(id))
                        .mapToInt(arrow -> ranks.getOrDefault(arrow.to(), 0))
                        .min()
                        .ifPresent(first -> ranks.put(id, first - 1)));
        return boxes.keySet().containsAll(ranks.keySet());
    }

    /** The rows from the top, each with its boxes in the order of the source. */
    List<List<Box>> rows() {
        List<List<Box>> rows = new ArrayList<>();
        boxes.values().forEach(box -> {
            int rank = ranks.getOrDefault(box.id(), 0);
            while (rows.size() <= rank) {
                rows.add(new ArrayList<>());
            }
            rows.get(rank).add(box);
        });
        return rows;
    }

    List<Arrow> arrows() {
        return arrows;
    }
}
