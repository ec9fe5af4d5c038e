package io.heliograph.json;

import java.util.List;

/** Finds names within a document, without a string for each. Immutable and thread-safe. */
final class FieldNames {
    private static final int PRIME = 31;

    private final String[] names;

    /** One more than the number of a name at the place of its hash, or behind it; 0 for a free place. */
    private final int[] places;

    FieldNames(List<String> names) {
        this.names = names.toArray(String[]::new);
        places = new int[Integer.highestOneBit(Math.max(1, names.size())) * 4];
        for (int number = 0; number < this.names.length; number++) {
            String name = this.names[number];
            int place = place(name, 0, name.length());
            while (places[place] != 0) {
                place = next(place);
            }
            places[place] = number + 1;
        }
    }

    /** The number of a name; -1 if it isn't one of them. */
    int find(String name) {
        return find(name, 0, name.length());
    }

    /** The number of a name within a text; -1 if it isn't one of them. */
    int find(String text, int from, int to) {
        for (int place = place(text, from, to); places[place] != 0; place = next(place)) {
            String name = names[places[place] - 1];
            if (name.length() == to - from && text.startsWith(name, from)) {
                return places[place] - 1;
            }
        }
        return -1;
    }

    private int place(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = PRIME * hash + text.charAt(i);
        }
        return (hash ^ (hash >>> 16)) & (places.length - 1); // their number is a power of two
    }

    private int next(int place) {
        return (place + 1) & (places.length - 1);
    }
}
