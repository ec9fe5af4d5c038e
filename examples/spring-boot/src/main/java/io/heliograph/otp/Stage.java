package io.heliograph.otp;

/** How far a message is, as the page shows it. */
enum Stage {
    SENDING,
    /** A provider has it; it isn't on the phone yet. */
    SENT,
    DELIVERED,
    /** It surely won't arrive. */
    NOT_DELIVERED,
    /** No report will come: it may be on the phone. */
    UNCONFIRMED,
    /** No provider took it: certainly not sent. */
    REFUSED,
    /** It may have been sent, and isn't sent again. */
    MAYBE_SENT
}
