package io.heliograph.campaign;

/** What became of one line of a campaign. */
public enum RecipientState {
    /** Not sent yet. */
    WAITING,
    /** A call is under way, or its process ended; it is sent again only if it is proved that nothing was sent. */
    SENDING,
    /** May have been sent, and isn't sent again unless it is reconciled. */
    UNKNOWN,
    /** A provider accepted the message. */
    ACCEPTED,
    /** Certainly not sent, for a reason that stays. */
    REJECTED,
    /** Certainly not sent: the recipient was on the suppression list when its turn came. */
    SUPPRESSED,
    /** Not sent: the line has no phone number, or lacks a value. */
    INVALID,
    /** Not sent: an earlier line has the same number. */
    DUPLICATE;

    static RecipientState of(int number) {
        return values()[number];
    }
}
