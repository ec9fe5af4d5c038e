package io.heliograph.message;

/** The scope of a vendor's limit: one recipient, one sender, or the whole account. */
public enum LimitScope {
    /** One recipient's number; other recipients aren't affected. */
    RECIPIENT,
    /** One of the account's senders, brands, campaigns or phones; also a carrier's limit on one of these. */
    SENDER,
    /** The whole account: the client pauses the provider or takes it out of use for a while. */
    ACCOUNT
}
