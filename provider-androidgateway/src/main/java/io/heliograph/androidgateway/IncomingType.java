package io.heliograph.androidgateway;

/** The kinds of messages that a phone receives, in the gateway's words. */
public enum IncomingType {
    SMS,
    /** Binary, to an application port. */
    DATA_SMS,
    /** The notice of an MMS. */
    MMS,
    /** An MMS with its parts. */
    MMS_DOWNLOADED
}
