package io.heliograph;

import java.util.Map;
import java.util.TreeMap;

/** How often what happened in a simulation, to see that nothing of it was left out. */
final class SimulationTally {
    private final Map<String, Long> counts = new TreeMap<>();

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    Map<String, Long> counts() {
        return counts;
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder();
        counts.forEach((what, count) -> table.append(String.format("%,15d  %s%n", count, what)));
        return table.toString();
    }
}
