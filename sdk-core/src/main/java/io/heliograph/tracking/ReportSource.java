package io.heliograph.tracking;

/** Where a report comes from. */
public enum ReportSource {
    /** The answer to the send. */
    RECEIPT,
    /** The answer to a question. */
    POLL,
    /** The vendor told it unasked. */
    WEBHOOK
}
