package io.heliograph.thaibulk;

/** The vendor's states of a message, to filter a list by (me-sms.com, 2026-11-20). */
public enum MessageState {
    SENT,
    FAILED,
    PENDING,
    SCHEDULED,
    CANCELLED
}
