package io.heliograph.webhook;

/** The meaning of a one-word message. */
public enum Keyword {
    /** Opt-out: no more messages. */
    STOP,
    /** Opt-in: messages again. */
    START,
    /** Who sends this, and how to opt out. */
    HELP
}
