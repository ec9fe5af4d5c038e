package io.heliograph.spi;

/** How a provider helps to reconcile a send whose outcome is unknown. */
public enum DuplicateProtection {
    /** The provider removes duplicates by the client's idempotency key. */
    IDEMPOTENCY_KEY,
    /** The client can look up whether the provider has the message. */
    LOOKUP,
    /** None: an unknown send stays unknown. */
    NONE
}
