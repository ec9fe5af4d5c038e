package io.heliograph.outbox;

/** The state of a message in an {@link Outbox}. */
public enum OutboxState {
    /** Waits for its time, a worker, or the next attempt after a temporary rejection. */
    WAITING,
    /** A worker is sending it. */
    SENDING,
    /** It may have been sent: it is reconciled, and only sent again once that proves that nothing was sent. */
    UNKNOWN,
    /** It was certainly not sent, and isn't tried again by itself: the dead letters. */
    DEAD,
    /** A provider accepted it. */
    SENT
}
