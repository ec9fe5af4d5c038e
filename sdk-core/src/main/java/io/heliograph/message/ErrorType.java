package io.heliograph.message;

/**
 * The reasons why a message wasn't sent, the same for every provider.
 *
 * <p>{@link #retryable()} says whether the same send may succeed later at the same provider, {@link #failover()}
 * whether the next provider of the route may be tried. Single rows of a provider's error table can be stricter; see
 * {@link Failure#failover()}.
 */
public enum ErrorType {
    /** A value is missing or malformed. */
    INVALID_REQUEST(false, false),
    /** The number doesn't exist or can't get SMS. */
    INVALID_RECIPIENT(false, false),
    /** The sender isn't known to this provider or in this country. */
    INVALID_SENDER(false, true),
    /** The person opted out. The client adds them to its suppression list. */
    OPTED_OUT(false, false),
    /**
     * The number is on a block list of the vendor or the carrier, or isn't on the vendor's list of numbers that opted in;
     * independent of any opt-out.
     */
    RECIPIENT_BLOCKED(false, false),
    /** The text was rejected as spam, forbidden content or a forbidden link. */
    CONTENT_REJECTED(false, false),
    /** The credentials are wrong, expired or revoked. */
    AUTHENTICATION(false, true),
    /** The credentials are valid but lack the permission for this call. */
    PERMISSION(false, true),
    /** The account is suspended or not set up. */
    ACCOUNT(false, true),
    /** The account has no money or credit left. */
    INSUFFICIENT_CREDIT(false, true),
    /** Too many requests in a short time. */
    RATE_LIMITED(true, true),
    /** A daily or hourly quota is used up, so a short wait doesn't help. */
    QUOTA_EXCEEDED(false, true),
    /** The client's own spend limit: cost, segments, country, budget, or rate per recipient. */
    SPEND_LIMIT(false, true),
    /** The provider has no route to this carrier or country at present. */
    NO_ROUTE(false, true),
    /** The provider doesn't support a feature that the request needs. */
    UNSUPPORTED(false, true),
    /** The provider already has a message with this idempotency key; this attempt added none. */
    DUPLICATE(false, false),
    /** There was no connection, so nothing left this machine. */
    UNREACHABLE(true, true),
    /** The provider reports an internal failure, and that nothing was sent. */
    PROVIDER_ERROR(true, true),
    /** A setting is wrong, such as the base URL; also a redirect. */
    CONFIGURATION(false, true),
    /** The deadline passed before anything was sent. */
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

    /** Whether the next provider of the route may be tried. */
    public boolean failover() {
        return failover;
    }

    /** Whether it concerns the recipient or the text, so that every provider would reject the message. */
    public boolean isProviderIndependent() {
        return switch (this) {
            case OPTED_OUT, RECIPIENT_BLOCKED, INVALID_RECIPIENT, CONTENT_REJECTED -> true;
            default -> false;
        };
    }
}
