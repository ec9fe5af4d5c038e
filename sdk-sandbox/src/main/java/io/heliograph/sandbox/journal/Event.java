package io.heliograph.sandbox.journal;

import java.time.Instant;

/**
 * Something that has happened. Immutable and thread-safe.
 *
 * @param number from 1, in the order of the events
 * @param subject what it happened to, by its kind
 * @param at the time by the sandbox's clock
 */
public record Event(long number, Kind kind, Object subject, Instant at) {
    /** What has happened, with the type of its subject. */
    public enum Kind {
        /** A {@link KeptMessage} is new or has changed. */
        MESSAGE,
        /** A list of the numbers of removed messages. */
        REMOVED,
        /** A {@link Received} message. */
        INBOUND,
        /** An {@link Exchange}. */
        REQUEST,
        /** A {@link WebhookRecord}. */
        WEBHOOK,
        /** The name of a vendor whose fault has changed. */
        FAULT,
        /** A {@link SendReport}. */
        SEND,
        /** The clock was moved; the subject is the clock. */
        CLOCK,
        /** Read everything again; the subject counts for nothing. */
        RESET
    }
}
