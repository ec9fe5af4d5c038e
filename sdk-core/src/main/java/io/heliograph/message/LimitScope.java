package io.heliograph.message;

/** For whom a limit of a vendor's holds: one recipient, one sender, or the whole account. */
public enum LimitScope {
    /** One number that would get the message: everybody else may get theirs. */
    RECIPIENT,
    /** One of the account's senders, brands or campaigns, or one phone of several; also where a carrier limits it. */
    SENDER,
    /** Everything that is sent with these credentials: the provider rests, or is out of use for a while. */
    ACCOUNT
}
