package io.heliograph.suppression;

/** The senders for which a suppression that names one counts. */
public enum SuppressionScope {
    /** For every sender: after a STOP to one of our numbers none of them sends to that person. */
    GLOBAL,
    /** For that sender, and for requests that name none. */
    PER_SENDER
}
