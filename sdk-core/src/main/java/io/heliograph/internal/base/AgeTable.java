package io.heliograph.internal.base;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash table whose entries are also in the order in which they were added. An entry is a number; it has the hash of its key, a time, and
 * an object or some bytes, of which it has a copy. Everything but the objects is in large arrays without references, because
 * the garbage collector would copy and follow an object for each entry. Not thread-safe.
 *
 * @param <T> the type of the objects
 */
public final class AgeTable<T> {
    /** Instead of an entry: there is none. */
    public static final int NONE = -1;

    /** How many entries one array of rows has. */
    private static final int CHUNK = 128;

    /** A row has 8 numbers; the time takes two, and one is spare. */
    private static final int ROW = 8;

    private static final int HASH = 0;
    private static final int OLDER = 1;
    private static final int NEWER = 2;

    /** Where its bytes begin, or the complement of the number of its object. */
    private static final int PLACE = 3;

    private static final int LENGTH = 4;
    private static final int TIME_HIGH = 5;
    private static final int TIME_LOW = 6;

    private static final long LOW = 0xFFFF_FFFFL;

    private final HashSlots slots = new HashSlots();
    private final ByteBlocks blocks = new ByteBlocks();
    private final ObjectSlots<T> objects = new ObjectSlots<>();
    private int[][] rows = {};
    private int unused;

    /** The first of the removed entries, which are linked as newer ones. */
    private int free = NONE;

    private int size;
    private int oldest = NONE;
    private int newest = NONE;

    public int size() {
        return size;
    }

    /** The entry that was added first; {@link #NONE} if there is none. */
    public int oldest() {
        return oldest;
    }

    /** The entry that was added next; {@link #NONE} if this is the newest. */
    public int newer(int entry) {
        return get(entry, NEWER);
    }

    /** The first entry whose key has this hash. */
    public int withHash(int hash) {
        return slots.first(hash);
    }

    /** The next entry whose key has the same hash. */
    public int withSameHash(int entry) {
        return slots.next(get(entry, HASH), entry);
    }

    public long time(int entry) {
        return (long) get(entry, TIME_HIGH) << Integer.SIZE | (get(entry, TIME_LOW) & LOW);
    }

    /** The object; null if the entry has bytes. */
    public @Nullable T object(int entry) {
        int place = get(entry, PLACE);
        return place < 0 ? objects.get(~place) : null;
    }

    /** A copy of the bytes of an entry that has no object. */
    public byte[] bytes(int entry) {
        return blocks.copy(get(entry, PLACE), get(entry, LENGTH));
    }

    /** Adds an entry as the newest. */
    public void add(int hash, long time, T object) {
        add(hash, time, ~objects.add(object), 0);
    }

    /** Adds an entry with what was written, at least one byte, as the newest. */
    public void add(int hash, long time, PackedWriter written) {
        add(hash, time, blocks.add(written.bytes(), written.size()), written.size());
    }

    private void add(int hash, long time, int place, int length) {
        int entry = take();
        set(entry, HASH, hash);
        set(entry, PLACE, place);
        set(entry, LENGTH, length);
        set(entry, TIME_HIGH, (int) (time >>> Integer.SIZE));
        set(entry, TIME_LOW, (int) time);
        slots.add(hash, entry);
        linkAsNewest(entry);
        size++;
    }

    private int take() {
        if (free != NONE) {
            int entry = free;
            free = get(entry, NEWER);
            return entry;
        }
        int chunk = unused / CHUNK;
        if (chunk == rows.length) {
            rows = Arrays.copyOf(rows, Math.max(1, 2 * chunk));
        }
        if (unused % CHUNK == 0) {
            rows[chunk] = new int[CHUNK * ROW];
        }
        return unused++;
    }

    private void linkAsNewest(int entry) {
        set(entry, OLDER, newest);
        set(entry, NEWER, NONE);
        if (newest == NONE) {
            oldest = entry;
        } else {
            set(newest, NEWER, entry);
        }
        newest = entry;
    }

    /** Replaces the content by an object. */
    public void replace(int entry, T object) {
        int place = get(entry, PLACE);
        if (place < 0) {
            objects.set(~place, object);
        } else {
            int added = objects.add(object); // may run out of memory, and the entry is as it was
            removeContent(entry);
            set(entry, PLACE, ~added);
        }
    }

    /** Replaces the content by what was written, at least one byte. */
    public void replace(int entry, PackedWriter written) {
        int added = blocks.add(written.bytes(), written.size()); // may run out of memory, and the entry is as it was
        removeContent(entry);
        set(entry, PLACE, added);
        set(entry, LENGTH, written.size());
    }

    /** Moves an entry of another table here, where it's the newest. */
    public void moveFrom(AgeTable<T> other, int entry) {
        int hash = other.get(entry, HASH);
        long time = other.time(entry);
        T object = other.object(entry);
        if (object != null) {
            add(hash, time, object);
        } else {
            byte[] bytes = other.bytes(entry);
            add(hash, time, blocks.add(bytes, bytes.length), bytes.length);
        }
        other.remove(entry);
    }

    /** Removes an entry of this table; its number may be that of another one from now on. */
    public void remove(int entry) {
        slots.remove(get(entry, HASH), entry);
        removeContent(entry);
        int older = get(entry, OLDER);
        int newer = get(entry, NEWER);
        if (older == NONE) {
            oldest = newer;
        } else {
            set(older, NEWER, newer);
        }
        if (newer == NONE) {
            newest = older;
        } else {
            set(newer, OLDER, older);
        }
        set(entry, NEWER, free);
        free = entry;
        size--;
    }

    private void removeContent(int entry) {
        int place = get(entry, PLACE);
        if (place < 0) {
            objects.remove(~place);
        } else {
            blocks.remove(place, get(entry, LENGTH));
        }
    }

    private int get(int entry, int field) {
        return rows[entry / CHUNK][entry % CHUNK * ROW + field];
    }

    private void set(int entry, int field, int value) {
        rows[entry / CHUNK][entry % CHUNK * ROW + field] = value;
    }
}
