package io.heliograph.testkit.socket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The remaining behaviours; thread-safe. */
final class Script {
    private final Deque<Behaviour> rest = new ArrayDeque<>(List.of(Behaviour.unscripted()));

    synchronized void replace(List<Behaviour> behaviours) {
        if (behaviours.isEmpty()) {
            throw new IllegalArgumentException("A script has at least one behaviour");
        }
        rest.clear();
        rest.addAll(behaviours);
    }

    /** The next behaviour; the last one stays. */
    synchronized Behaviour take() {
        return rest.size() > 1 ? rest.removeFirst() : rest.getFirst();
    }

    /** The next behaviour if it doesn't wait for the whole request. */
    synchronized Optional<Behaviour> takeAtFirstByte() {
        return rest.getFirst().atFirstByte() ? Optional.of(take()) : Optional.empty();
    }
}
