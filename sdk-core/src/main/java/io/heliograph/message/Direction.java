package io.heliograph.message;

/** The direction of a message, seen from the account. */
public enum Direction {
    /** The account sent it. */
    OUTBOUND,
    /** A phone sent it to the account (MO). */
    INBOUND
}
