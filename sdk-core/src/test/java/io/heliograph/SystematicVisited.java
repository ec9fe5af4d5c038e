package io.heliograph;

/** A set of numbers that are spread well, for millions of them. Not thread-safe. */
final class SystematicVisited {
    private long[] table = new long[1 << 12];
    private int size;

    /** Adds a number; false if it was there. */
    boolean add(long number) {
        if (size * 2 > table.length) {
            long[] old = table;
            table = new long[old.length * 2];
            for (long each : old) {
                if (each != 0) {
                    table[place(each)] = each;
                }
            }
        }
        long some = number == 0 ? 1 : number; // 0 is a free place
        int place = place(some);
        if (table[place] == some) {
            return false;
        }
        table[place] = some;
        size++;
        return true;
    }

    private int place(long number) {
        int place = (int) (number ^ (number >>> 32)) & (table.length - 1);
        while (table[place] != 0 && table[place] != number) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }
}
