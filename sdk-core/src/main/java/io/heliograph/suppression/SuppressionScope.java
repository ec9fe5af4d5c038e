package io.heliograph.suppression;

/** For which senders a suppression that names one holds. */
public enum SuppressionScope {
    /** For every sender: who stops one of our numbers gets nothing from any. */
    GLOBAL,
    /** For that sender, and for requests that name none. */
    PER_SENDER
}
