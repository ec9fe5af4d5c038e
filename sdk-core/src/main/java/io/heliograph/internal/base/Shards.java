package io.heliograph.internal.base;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * The parts of a bounded store in memory, each with a lock of its own, so that a send seldom waits for another one's.
 * Immutable and thread-safe.
 *
 * @param <T> the type of a part
 */
public final class Shards<T> {
    private static final int MAX_SHARDS = 16;

    /** The smallest share of a part; a smaller store has fewer of them. */
    private static final int MIN_SHARE = 2_000;

    /** 2^32 divided by the golden ratio: a product with it has the key's whole hash in its highest bits. */
    private static final int GOLDEN = 0x9E3779B9;

    private final List<T> all;
    private final int shift;

    /**
     * Makes the parts of a store. Each of several may hold a tenth more than its share, because keys don't spread evenly.
     *
     * @param max how many entries the store holds
     * @param create makes a part that holds so many
     */
    public Shards(int max, IntFunction<T> create) {
        int count = Integer.highestOneBit(Math.max(1, Math.min(MAX_SHARDS, max / MIN_SHARE)));
        int each = count == 1 ? max : (int) (1.1 * max / count) + 1;
        all = Stream.generate(() -> create.apply(each)).limit(count).toList();
        shift = Integer.SIZE - Integer.numberOfTrailingZeros(count);
    }

    /** The part that a key is in. */
    public T of(Object key) {
        return ofHash(key.hashCode());
    }

    /** The part that the keys with this hash are in; not by its lowest bits, which a hash table in the part uses. */
    T ofHash(int hash) {
        return all.get(shift == Integer.SIZE ? 0 : (hash * GOLDEN) >>> shift);
    }
}
