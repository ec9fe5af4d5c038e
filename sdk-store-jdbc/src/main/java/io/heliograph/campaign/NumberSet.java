package io.heliograph.campaign;

/** A set of numbers above 0 in at most 16 bytes each, for millions of them. Not thread-safe. */
final class NumberSet {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** 0 where there is none; its length is a power of 2, and at most half of it is used. */
    private long[] table = new long[1 << 10];

    private int size;

    /** Adds a number; returns false if it is there. */
    boolean add(long number) {
        int at = place(table, number);
        if (table[at] == number) {
            return false;
        }
        table[at] = number;
        size++;
        if (size > table.length / 2) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (long number : table) {
            if (number != 0) {
                larger[place(larger, number)] = number;
            }
        }
        table = larger;
    }

    private static int place(long[] table, long number) {
        int at = (int) ((number * MIX) >>> 32) & (table.length - 1);
        while (table[at] != 0 && table[at] != number) {
            at = (at + 1) & (table.length - 1);
        }
        return at;
    }
}
