package io.heliograph.internal.send;

import org.jspecify.annotations.Nullable;

/**
 * A set of numbers of 24 bits: a few in one hash table of 4 bytes each, many in {@link NumberTables} of 2 bytes each. Not
 * thread-safe.
 */
final class NumberSetBlock {
    /** From here on, the tables are smaller, with what each takes itself. */
    private static final int MAX_WIDE = 8192;

    private static final int FIRST_CAPACITY = 8;

    private final long high;
    private int[] slots = new int[FIRST_CAPACITY];
    private int size;
    private @Nullable NumberTables tables;

    /** @param high the digits above these 24 bits */
    NumberSetBlock(long high) {
        this.high = high;
    }

    long high() {
        return high;
    }

    /** Adds a number; false if it was already there. */
    boolean add(int number) {
        NumberTables split = tables;
        if (split != null) {
            return split.add(number);
        }
        if (!put(slots, number + 1)) {
            return false;
        }
        size++;
        if (size == MAX_WIDE) {
            split();
        } else if (size > slots.length * 3L / 4) {
            grow();
        }
        return true;
    }

    private void grow() {
        int[] larger = new int[slots.length + slots.length / 2];
        for (int entry : slots) {
            if (entry != 0) {
                put(larger, entry);
            }
        }
        slots = larger;
    }

    private void split() {
        NumberTables split = new NumberTables();
        for (int entry : slots) {
            if (entry != 0) {
                split.add(entry - 1);
            }
        }
        tables = split;
        slots = new int[0];
    }

    /** Puts a number plus one, so that 0 marks a free slot; false if it was already there. */
    private static boolean put(int[] slots, int entry) {
        int hash = entry * 0x9E3779B9;
        int slot = (int) ((Integer.toUnsignedLong(hash) * slots.length) >>> 32);
        while (slots[slot] != 0) {
            if (slots[slot] == entry) {
                return false;
            }
            slot = slot + 1 == slots.length ? 0 : slot + 1;
        }
        slots[slot] = entry;
        return true;
    }
}
