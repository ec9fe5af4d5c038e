package io.heliograph.suppression;

/** Why a recipient gets no messages. */
public enum SuppressionReason {
    /** The person sent STOP. */
    STOP,
    /** A provider rejected a message, because the person has opted out there. */
    REFUSED,
    /** Somebody added it by hand or import. */
    MANUAL
}
