package io.heliograph.internal.send;

import org.jspecify.annotations.Nullable;

/**
 * A set of many numbers of 24 bits, in 512 tables by their high bits. Each is a hash table of 2 bytes a number, or a bit for
 * each possible number once that is smaller. Not thread-safe.
 */
final class NumberTables {
    private static final int LOW_BITS = 15;
    private static final int LOW_MASK = (1 << LOW_BITS) - 1;
    private static final int TABLES = 512;
    private static final int FIRST_CAPACITY = 32;

    /** Up to here tables double, which copies each number less often; from here on they grow by half, which leaves less free. */
    private static final int SMALL = 256;

    /** The length of a table of bits, 16 in each element; a hash table never has it. */
    private static final int BITS_LENGTH = 1 << (LOW_BITS - 4);

    private static final int HASH_MULTIPLIER = 0x9E37;
    private static final int HASH_MASK = 0xFFFF;

    private final char[] @Nullable [] tables = new char[TABLES][];

    /** The lengths and sizes of the tables, here because one more object takes one more cache miss. */
    private final char[] lengths = new char[TABLES];

    private final char[] sizes = new char[TABLES];

    /** Adds a number; false if it was already there. */
    boolean add(int number) {
        int index = number >>> LOW_BITS;
        int low = number & LOW_MASK;
        char[] table = tables[index];
        if (table == null) {
            table = put(index, new char[FIRST_CAPACITY]);
        }
        int length = lengths[index];
        if (length == BITS_LENGTH) {
            return addBit(table, low);
        }
        if (!put(table, length, (char) (low + 1))) {
            return false;
        }
        sizes[index]++;
        if (sizes[index] * 4 > length * 3) {
            put(index, larger(table));
        }
        return true;
    }

    private char[] put(int index, char[] table) {
        tables[index] = table;
        lengths[index] = (char) table.length;
        return table;
    }

    private static boolean addBit(char[] bits, int low) {
        int bit = 1 << (low & 15);
        boolean added = (bits[low >>> 4] & bit) == 0;
        bits[low >>> 4] |= (char) bit;
        return added;
    }

    /** Puts a number plus one, so that 0 marks a free slot; false if it was already there. */
    private static boolean put(char[] table, int length, char entry) {
        int slot = slot(entry, length);
        while (table[slot] != 0) {
            if (table[slot] == entry) {
                return false;
            }
            slot = slot + 1 == length ? 0 : slot + 1;
        }
        table[slot] = entry;
        return true;
    }

    /** As put, for an entry that isn't there. */
    private static void move(char entry, char[] table) {
        int slot = slot(entry, table.length);
        while (table[slot] != 0) {
            slot = slot + 1 == table.length ? 0 : slot + 1;
        }
        table[slot] = entry;
    }

    private static int slot(char entry, int length) {
        int hash = (entry * HASH_MULTIPLIER) & HASH_MASK;
        return (hash * length) >>> 16;
    }

    private static char[] larger(char[] table) {
        int length = table.length < SMALL ? table.length * 2 : table.length + table.length / 2;
        char[] larger = new char[Math.min(length, BITS_LENGTH)];
        for (char entry : table) {
            if (entry != 0 && larger.length == BITS_LENGTH) {
                addBit(larger, entry - 1);
            } else if (entry != 0) {
                move(entry, larger);
            }
        }
        return larger;
    }
}
