package io.heliograph.message;

/** The delivery status of a message. A final status doesn't change any more. */
public enum Status {
    /** The provider will send it at a requested later time. */
    SCHEDULED(false),
    /** The provider has it and hasn't submitted it yet. */
    QUEUED(false),
    /** Submitted to the carrier; the provider hasn't confirmed that the carrier has it. */
    SUBMITTED(false),
    /** The carrier has it. Some carriers never report more. */
    SENT(false),
    /** A cancellation was requested and may still come too late. */
    CANCELLING(false),
    /** Delivered to the handset. */
    DELIVERED(true),
    /** The carrier tried and couldn't deliver it. */
    UNDELIVERED(true),
    /** The provider couldn't send it. */
    FAILED(true),
    /** The provider or the carrier rejected it. */
    REJECTED(true),
    /** Its validity period ended before it could be delivered. */
    EXPIRED(true),
    /** Cancelled before it was sent. */
    CANCELLED(true),
    /**
     * Final, but whether it arrived is unknown: no report came within the provider's limit. Never a reason to send
     * again.
     */
    UNCONFIRMED(true),
    /** A vendor's status that this version doesn't know; see {@link Message#rawStatus()}. */
    UNKNOWN(false);

    private final boolean isFinal;

    Status(boolean isFinal) {
        this.isFinal = isFinal;
    }

    /** Whether no further status follows. */
    public boolean isFinal() {
        return isFinal;
    }

    /** Whether the message certainly didn't and won't arrive. */
    public boolean isFailure() {
        return this == UNDELIVERED || this == FAILED || this == REJECTED || this == EXPIRED || this == CANCELLED;
    }
}
