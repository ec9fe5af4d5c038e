package io.heliograph.outbox.internal;

/** The threads that look at the outbox's rows. Thread-safe. */
interface OutboxWorkers extends AutoCloseable {
    /** Looks for due rows now. */
    void wake();

    /** Looks for no more rows. */
    void pause();

    /** Ends the threads; what is under way has been waited for. */
    @Override
    void close();
}
