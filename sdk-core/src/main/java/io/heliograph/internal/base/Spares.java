package io.heliograph.internal.base;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * A few reusable instances of something that is large to make, such as a buffer. Not one for each thread, because an application
 * may have a million virtual ones. Thread-safe; an instance belongs to the thread that acquired it, until it is released.
 *
 * @param <T> the type of an instance
 */
public final class Spares<T> {
    private static final int COUNT = 16;

    private final AtomicReferenceArray<T> spares = new AtomicReferenceArray<>(COUNT);
    private final Supplier<T> create;

    public Spares(Supplier<T> create) {
        this.create = create;
    }

    /** An instance that no other thread has; a new one if none is spare. */
    public T acquire() {
        T spare = spares.getAndSet(slot(), null);
        return spare != null ? spare : create.get();
    }

    /** Keeps an instance for the next thread. One whose use failed isn't released, and is garbage. */
    public void release(T instance) {
        spares.setRelease(slot(), instance);
    }

    private static int slot() {
        return (int) Thread.currentThread().getId() & (COUNT - 1);
    }
}
