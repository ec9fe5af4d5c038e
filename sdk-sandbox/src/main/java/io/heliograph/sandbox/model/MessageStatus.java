package io.heliograph.sandbox.model;

import java.util.Locale;

/** What a state of a message means, whatever the vendor's word for it is. Immutable and thread-safe. */
public enum MessageStatus {
    /** The vendor has it, and it hasn't left. */
    ACCEPTED,
    /** It waits for the time that the request named. */
    SCHEDULED,
    /** It has left, and nobody knows whether the phone has it. */
    SENT,
    /** The phone has it. */
    DELIVERED,
    /** It failed, was rejected or cancelled, or the vendor has given up waiting for a receipt. */
    FAILED;

    /** The name in JSON, such as {@code delivered}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the vendor changes it no more. */
    public boolean isFinal() {
        return this == DELIVERED || this == FAILED;
    }

    /** What a vendor's word usually means, in any case; {@link #ACCEPTED} for a word that is unknown here. */
    public static MessageStatus ofState(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "scheduled" -> SCHEDULED;
            case "sent", "submitted" -> SENT;
            case "delivered", "success" -> DELIVERED;
            case "failed",
                    "rejected",
                    "undelivered",
                    "expired",
                    "dlr_expired",
                    "invalid",
                    "blocked",
                    "timeout",
                    "cancelled",
                    "canceled",
                    "undeliverable",
                    "error" -> FAILED;
            default -> ACCEPTED;
        };
    }
}
