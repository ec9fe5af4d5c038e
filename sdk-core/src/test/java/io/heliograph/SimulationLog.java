package io.heliograph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The log of a simulation, line by line; written only on demand, because texts cost time. */
final class SimulationLog {
    private final boolean wanted;
    private final List<Line> lines = new ArrayList<>();

    private record Line(String subject, String text) {}

    SimulationLog(boolean wanted) {
        this.wanted = wanted;
    }

    void tell(String subject, long nanos, Supplier<String> text) {
        if (wanted) {
            lines.add(new Line(subject, String.format("%12.3f s  %s", nanos / 1e9, text.get())));
        }
    }

    /** What happened to one logical send. */
    String of(String subject) {
        StringBuilder story = new StringBuilder();
        for (Line line : lines) {
            if (line.subject().equals(subject)) {
                story.append(line.text()).append('\n');
            }
        }
        return story.toString();
    }

    /** Everything. */
    @Override
    public String toString() {
        StringBuilder story = new StringBuilder();
        lines.forEach(line -> story.append(line).append('\n'));
        return story.toString();
    }
}
