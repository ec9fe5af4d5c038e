package io.heliograph.message;

/** Where a message is in its life; a message that reached a final status stays final. */
public enum Status {
    /** The provider will send it at a later time that was asked for. */
    SCHEDULED(false),
    /** The provider has it and hasn't passed it on. */
    QUEUED(false),
    /** On its way to the carrier; the provider hasn't said that the carrier has it. */
    SUBMITTED(false),
    /** The carrier has it. Some carriers never say more. */
    SENT(false),
    /** A cancellation was asked for and may still come too late. */
    CANCELLING(false),
    /** On the handset. */
    DELIVERED(true),
    /** The carrier tried and couldn't deliver it. */
    UNDELIVERED(true),
    /** The provider couldn't send it. */
    FAILED(true),
    /** The provider or the carrier refused it. */
    REJECTED(true),
    /** Its validity ended before it could be delivered. */
    EXPIRED(true),
    /** Cancelled before it was sent. */
    CANCELLED(true),
    /** Final, but nobody knows whether it arrived: no report came in the provider's time. Never a reason to send again. */
    UNCONFIRMED(true),
    /** The provider used a word that this version doesn't know; see {@link Message#rawStatus()}. */
    UNKNOWN(false);

    private final boolean isFinal;

    Status(boolean isFinal) {
        this.isFinal = isFinal;
    }

    /** Whether nothing more will be heard of the message. */
    public boolean isFinal() {
        return isFinal;
    }

    /** Whether the message surely didn't and won't arrive. */
    public boolean isFailure() {
        return this == UNDELIVERED || this == FAILED || this == REJECTED || this == EXPIRED || this == CANCELLED;
    }
}
