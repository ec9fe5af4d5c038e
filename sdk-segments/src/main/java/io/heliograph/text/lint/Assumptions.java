package io.heliograph.text.lint;

import java.util.HashMap;
import java.util.Map;

/** How long the content of placeholders is assumed to be. */
record Assumptions(int other, Map<String, Integer> byName) {
    static final int DEFAULT_LENGTH = 10;
    static final Assumptions NONE = new Assumptions(DEFAULT_LENGTH, Map.of());

    private static final int MAX = 10_000;

    Assumptions with(int length) {
        return new Assumptions(checked("the length", length), byName);
    }

    Assumptions with(String name, int length) {
        Map<String, Integer> all = new HashMap<>(byName);
        all.put(name, checked("the length of " + name, length));
        return new Assumptions(other, Map.copyOf(all));
    }

    int of(String name) {
        return byName.getOrDefault(name, other);
    }

    private static int checked(String what, int length) {
        if (length < 0 || length > MAX) {
            throw new IllegalArgumentException(what + " must be 0 to " + MAX + " characters, and isn't");
        }
        return length;
    }
}
