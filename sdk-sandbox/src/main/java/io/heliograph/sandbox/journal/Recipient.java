package io.heliograph.sandbox.journal;

/**
 * A phone number that has messages. Immutable and thread-safe.
 *
 * @param count the number of its messages
 * @param last the newest of them
 */
public record Recipient(int count, KeptMessage last) {}
