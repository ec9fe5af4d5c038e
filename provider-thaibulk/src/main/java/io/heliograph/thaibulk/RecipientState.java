package io.heliograph.thaibulk;

/** The vendor's states of a recipient, to filter a message's recipients by (me-sms.com, 2026-11-20). */
public enum RecipientState {
    PENDING,
    SUCCESS,
    FAILED,
    INVALID,
    BLOCKED,
    EXPIRED,
    TIMEOUT
}
