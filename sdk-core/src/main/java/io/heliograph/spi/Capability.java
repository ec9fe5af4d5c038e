package io.heliograph.spi;

/** A feature that a provider may have beyond sending one text to one number. */
public enum Capability {
    /** The caller chooses the sender; without it, the provider chooses and ignores a request's sender. */
    SENDER,
    /** The status of a message can be queried by its id. */
    STATUS,
    /** The vendor keeps a label with the message; without it, a request's tag is for routes only, and isn't sent. */
    TAG,
    /** The caller can set a validity period, after which the provider stops trying to deliver. */
    VALIDITY,
    /** The caller can set the URL for each message's delivery reports; without it, a request's URL isn't sent. */
    CALLBACK_URL,
    /** The caller can schedule a message for a later time. */
    SCHEDULE,
    /** A scheduled or queued message can be cancelled. */
    CANCEL,
    /** Media such as pictures: MMS. */
    MEDIA,
    /** One call can have many recipients. */
    BULK,
    /** The account's balance can be queried. */
    BALANCE,
    /** A message can be looked up by its request, after a response was lost. */
    LOOKUP
}
