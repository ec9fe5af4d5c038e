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
    CALLBACK_URL
}
