package io.heliograph.message;

/**
 * Why a message was refused, in words that are the same for every provider.
 *
 * <p>{@link #retryable()} says whether the same send may succeed later at the same provider, {@link #failover()} whether
 * another provider may be asked. A provider's error table can be stricter in single rows; see
 * {@link Failure#failover()}.
 */
public enum ErrorType {
    /** A value is missing or malformed. */
    INVALID_REQUEST(false, false),
    /** The number doesn't exist or can't get SMS. */
    INVALID_RECIPIENT(false, false),
    /** This provider or country doesn't know the sender. */
    INVALID_SENDER(false, true),
    /** The person asked for no more messages, or hasn't asked for any: it puts them on the client's suppression list. */
    OPTED_OUT(false, false),
    /** The number is on a block list of the vendor's or the carrier's, whatever the person wants. */
    RECIPIENT_BLOCKED(false, false),
    /** The text was refused: spam, forbidden content, forbidden link. */
    CONTENT_REJECTED(false, false),
    /** The credentials are wrong, expired or revoked. */
    AUTHENTICATION(false, true),
    /** The credentials are good and not allowed to do this. */
    PERMISSION(false, true),
    /** The account is suspended or not set up. */
    ACCOUNT(false, true),
    /** No money or credit left. */
    INSUFFICIENT_CREDIT(false, true),
    /** Too many requests in a short time. */
    RATE_LIMITED(true, true),
    /** A limit of a day or an hour is used up: waiting a moment doesn't help. */
    QUOTA_EXCEEDED(false, true),
    /** The client's own limit on spending: its cost, its parts, its country, a budget, or too many to one number. */
    SPEND_LIMIT(false, true),
    /** The provider has no way to this carrier or country now. */
    NO_ROUTE(false, true),
    /** The provider can't do what the request needs. */
    UNSUPPORTED(false, true),
    /** The provider already has a message with this key: this attempt added none. */
    DUPLICATE(false, false),
    /** No connection: nothing left this machine. */
    UNREACHABLE(true, true),
    /** The provider says that it failed and that nothing was sent. */
    PROVIDER_ERROR(true, true),
    /** A setting is wrong: base URL, host, redirect. */
    CONFIGURATION(false, true),
    /** The time that the caller gave ran out before anything was sent. */
    DEADLINE(true, false),
    /** The provider gave a reason that this version doesn't know. */
    OTHER(false, false);

    private final boolean retryable;
    private final boolean failover;

    ErrorType(boolean retryable, boolean failover) {
        this.retryable = retryable;
        this.failover = failover;
    }

    /** Whether the same send may succeed later at the same provider. */
    public boolean retryable() {
        return retryable;
    }

    /** Whether another provider may be asked. */
    public boolean failover() {
        return failover;
    }

    /** Whether it is about the person or the text, so that another provider would only repeat it. */
    public boolean isProviderIndependent() {
        return switch (this) {
            case OPTED_OUT, RECIPIENT_BLOCKED, INVALID_RECIPIENT, CONTENT_REJECTED -> true;
            default -> false;
        };
    }
}
