package io.heliograph.store.internal;

import io.heliograph.store.StoreException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what is too old, little by little: each so many changes twice as many rows, so that it keeps up without a thread of
 * its own and without a long transaction. Thread-safe.
 */
public final class Cleaning {
    /** So many changes are made between two deletions. */
    public static final int INTERVAL = 64;

    private static final Logger LOG = LoggerFactory.getLogger("io.heliograph.store.jdbc");

    private final AtomicInteger changes = new AtomicInteger();
    private final IntConsumer delete;

    /** @param delete deletes at most so many of the oldest rows */
    public Cleaning(IntConsumer delete) {
        this.delete = delete;
    }

    /** Counts a change, and deletes when it is time. A failure is logged: the change itself was stored. */
    public void after() {
        if (changes.incrementAndGet() % INTERVAL != 0) {
            return;
        }
        try {
            delete.accept(2 * INTERVAL);
        } catch (StoreException e) {
            LOG.warn("what is too old couldn't be deleted, and is tried again later: {}", e.getMessage());
        }
    }
}
