package io.heliograph.webhook;

/** What a person asks for by one word. */
public enum Keyword {
    /** No more messages. */
    STOP,
    /** Messages again. */
    START,
    /** Who this is, and how to end it. */
    HELP
}
