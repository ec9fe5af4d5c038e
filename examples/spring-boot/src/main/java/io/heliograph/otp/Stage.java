package io.heliograph.otp;

/** The state of a message, as the page shows it. */
enum Stage {
    SENDING,
    /** A provider has it; it isn't on the phone yet. */
    SENT,
    DELIVERED,
    /** It certainly won't arrive. */
    NOT_DELIVERED,
    /** No report will come: it may be on the phone. */
    UNCONFIRMED,
    /** Rejected: certainly not sent. */
    REFUSED,
    /** Unknown: it may have been sent, and isn't sent again. */
    MAYBE_SENT
}
