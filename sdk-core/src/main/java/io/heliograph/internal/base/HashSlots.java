package io.heliograph.internal.base;

/**
 * Finds entries, which are numbers from 0, by the hashes of their keys, in one array: each slot has a hash and an entry, and the next
 * slots are searched until an empty one. Not thread-safe.
 */
final class HashSlots {
    private static final int NONE = -1;
    private static final int MIN_SLOTS = 16;
    private static final long EMPTY = 0;

    /** Any odd number whose bits are spread; not that of {@link Shards}, whose highest bits are the same in all keys of a part. */
    private static final int SPREAD = 0x85EBCA6B;

    private long[] slots = new long[MIN_SLOTS];
    private int size;

    /** Where the last search ended, so that the next one of the same hash goes on from there. */
    private int found;

    /** The first entry whose key has this hash. */
    int first(int hash) {
        return from(home(hash), hash);
    }

    /** The entry after this one whose key has the same hash. */
    int next(int hash, int entry) {
        int slot = slots[found] == content(hash, entry) ? found : slot(hash, entry);
        return from(after(slot), hash);
    }

    private int from(int start, int hash) {
        for (int slot = start; slots[slot] != EMPTY; slot = after(slot)) {
            if (hashIn(slots[slot]) == hash) {
                found = slot;
                return entryIn(slots[slot]);
            }
        }
        return NONE;
    }

    private int slot(int hash, int entry) {
        long content = content(hash, entry);
        int slot = home(hash);
        while (slots[slot] != content) {
            if (slots[slot] == EMPTY) {
                throw new IllegalStateException("no entry " + entry + " with this hash");
            }
            slot = after(slot);
        }
        return slot;
    }

    void add(int hash, int entry) {
        if (8L * size >= 5L * slots.length) { // then a search takes four slots
            grow();
        }
        put(content(hash, entry));
        size++;
    }

    private void put(long content) {
        int slot = home(hashIn(content));
        while (slots[slot] != EMPTY) {
            slot = after(slot);
        }
        slots[slot] = content;
    }

    private void grow() {
        long[] all = slots;
        slots = new long[2 * all.length];
        for (long content : all) {
            if (content != EMPTY) {
                put(content);
            }
        }
    }

    /** Removes an entry that is there, and moves those behind it nearer to where their search begins. */
    void remove(int hash, int entry) {
        int gap = slot(hash, entry);
        for (int slot = after(gap); slots[slot] != EMPTY; slot = after(slot)) {
            int way = distance(home(hashIn(slots[slot])), slot);
            if (way >= distance(gap, slot)) {
                slots[gap] = slots[slot];
                gap = slot;
            }
        }
        slots[gap] = EMPTY;
        size--;
    }

    private int distance(int from, int to) {
        return (to - from) & (slots.length - 1);
    }

    private int home(int hash) {
        int spread = hash * SPREAD;
        return (spread ^ spread >>> 15) & (slots.length - 1);
    }

    private int after(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    /** Never {@link #EMPTY}. */
    private static long content(int hash, int entry) {
        return (long) hash << Integer.SIZE | (entry + 1);
    }

    private static int hashIn(long content) {
        return (int) (content >>> Integer.SIZE);
    }

    private static int entryIn(long content) {
        return (int) content - 1;
    }
}
