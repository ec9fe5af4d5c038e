package io.heliograph.spi;

/** Something that a provider can do beyond sending one text to one number. */
public enum Capability {
    /** The caller chooses the sender; without it the provider does, and a request's sender is not sent. */
    SENDER,
    /** A message can be asked for by its id. */
    STATUS,
    /** A label of the caller's goes with the message. */
    TAG,
    /** The provider gives up delivering after a time that the caller sets. */
    VALIDITY,
    /** Each message can name the URL for its own delivery reports. */
    CALLBACK_URL,
    /** The provider sends a message at a later time. */
    SCHEDULE,
    /** A message that waits can be cancelled. */
    CANCEL,
    /** Pictures and alike: MMS. */
    MEDIA,
    /** One call takes many recipients. */
    BULK,
    /** What is left in the account can be asked for. */
    BALANCE,
    /** A message can be found by what the client knows of it, after an answer was lost. */
    LOOKUP
}
