package io.heliograph.internal.base;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A hash table whose entries are also in the order in which they were added. The links are in the entries, so that an
 * entry is one object. Not thread-safe.
 *
 * @param <E> the type of an entry
 */
public final class AgeTable<E extends AgeTable.Entry<E>> {
    private static final int MIN_BUCKETS = 16;

    private @Nullable Entry<?>[] buckets = new Entry<?>[MIN_BUCKETS];
    private int size;
    private @Nullable E oldest;
    private @Nullable E newest;

    /**
     * An entry with its links, of one table at a time.
     *
     * @param <E> the type of the entries
     */
    public abstract static class Entry<E extends Entry<E>> {
        private final int hash;
        private @Nullable E inBucket;
        private @Nullable E older;
        private @Nullable E newer;

        /** @param hash the hash of its key */
        protected Entry(int hash) {
            this.hash = hash;
        }

        /** The entry that was added next; null if this is the newest. */
        public final @Nullable E newer() {
            return newer;
        }

        /** The next entry whose key has the same hash, after {@link AgeTable#withHash}. */
        public final @Nullable E withSameHash() {
            return first(inBucket, hash);
        }

        private static <E extends Entry<E>> @Nullable E first(@Nullable E start, int hash) {
            E entry = start;
            while (entry != null && ((Entry<E>) entry).hash != hash) {
                entry = ((Entry<E>) entry).inBucket;
            }
            return entry;
        }
    }

    public int size() {
        return size;
    }

    public @Nullable E oldest() {
        return oldest;
    }

    /** The first entry whose key has this hash. */
    public @Nullable E withHash(int hash) {
        return Entry.first(bucket(hash), hash);
    }

    @SuppressWarnings("unchecked") // the buckets have entries of this table only
    private @Nullable E bucket(int hash) {
        return (E) buckets[index(hash)];
    }

    private int index(int hash) {
        return (hash ^ (hash >>> 16)) & (buckets.length - 1);
    }

    /** Adds an entry as the newest. */
    public void add(E entry) {
        if (size >= buckets.length) {
            grow();
        }
        link(entry);
        Entry<E> links = entry;
        links.older = newest;
        if (newest == null) {
            oldest = entry;
        } else {
            ((Entry<E>) newest).newer = entry;
        }
        newest = entry;
        size++;
    }

    private void link(E entry) {
        Entry<E> links = entry;
        links.inBucket = bucket(links.hash);
        buckets[index(links.hash)] = entry;
    }

    private void grow() {
        buckets = new Entry<?>[2 * buckets.length];
        for (E entry = oldest; entry != null; entry = entry.newer()) {
            link(entry);
        }
    }

    /** Removes an entry of this table. */
    public void remove(E entry) {
        Entry<E> links = entry;
        E before = Objects.requireNonNull(bucket(links.hash), "an entry of this table");
        if (before == entry) {
            buckets[index(links.hash)] = links.inBucket;
        } else {
            while (((Entry<E>) before).inBucket != entry) {
                before = Objects.requireNonNull(((Entry<E>) before).inBucket, "an entry of this table");
            }
            ((Entry<E>) before).inBucket = links.inBucket;
        }
        unlinkAge(links);
        size--;
    }

    private void unlinkAge(Entry<E> links) {
        if (links.older == null) {
            oldest = links.newer;
        } else {
            ((Entry<E>) links.older).newer = links.newer;
        }
        if (links.newer == null) {
            newest = links.older;
        } else {
            ((Entry<E>) links.newer).older = links.older;
        }
        links.inBucket = null;
        links.older = null;
        links.newer = null;
    }
}
