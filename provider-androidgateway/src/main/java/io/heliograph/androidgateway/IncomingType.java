package io.heliograph.androidgateway;

/** The gateway's types of received messages. */
public enum IncomingType {
    SMS,
    /** A binary message to an application port. */
    DATA_SMS,
    /** The notification of an MMS, before its download. */
    MMS,
    /** A downloaded MMS with its parts. */
    MMS_DOWNLOADED
}
