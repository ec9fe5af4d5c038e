package io.heliograph.tracking;

/** The origin of a status report. */
public enum ReportSource {
    /** The provider's response to the send. */
    RECEIPT,
    /** The provider's response to a status query. */
    POLL,
    /** A webhook: a delivery report (DLR). */
    WEBHOOK
}
