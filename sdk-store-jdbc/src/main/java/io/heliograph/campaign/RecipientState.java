package io.heliograph.campaign;

import java.util.Arrays;

/** What became of one line of a campaign. */
public enum RecipientState {
    /** Not sent yet. */
    WAITING(0),
    /** A call is under way, or its process ended; it is sent again only if it is proved that nothing was sent. */
    SENDING(1),
    /** May have been sent, and isn't sent again unless it is reconciled. */
    UNKNOWN(2),
    /** A provider accepted the message. */
    ACCEPTED(3),
    /** Certainly not sent, for a reason that stays. */
    REJECTED(4),
    /** Certainly not sent: the recipient was on the suppression list when its turn came. */
    SUPPRESSED(5),
    /** Not sent: the line has no phone number, or lacks a value. */
    INVALID(6),
    /** Not sent: an earlier line has the same number. */
    DUPLICATE(7);

    /** What the tables have for it. */
    final int number;

    RecipientState(int number) {
        this.number = number;
    }

    static RecipientState of(int number) {
        return Arrays.stream(values())
                .filter(state -> state.number == number)
                .findFirst()
                .orElseThrow();
    }
}
