package io.heliograph.benchmarks.send;

/** A client that sends one message. Thread-safe. */
interface SendCase extends AutoCloseable {
    /** Sends one message, and reads whether it was accepted. */
    void send() throws Exception;

    @Override
    default void close() {}
}
