package io.heliograph.spi;

/** How a provider can help to find out what became of a send without an answer. */
public enum DuplicateProtection {
    /** It removes duplicates by a key that the client sends. */
    IDEMPOTENCY_KEY,
    /** It can be asked whether it has the message. */
    LOOKUP,
    /** It can't help: an unknown send stays unknown. */
    NONE
}
