package io.heliograph.webhook;

/**
 * A request that isn't proved to be the vendor's, or came before; nothing of it was read. Its message holds no signature,
 * token or key.
 */
public final class WebhookRejectedException extends RuntimeException {
    /** What was wrong with it. */
    public enum Reason {
        /** There is no signature, timestamp or token, or more than one. */
        MISSING,
        /** The signature or the token is of none of the secrets. */
        INVALID,
        /** The signature is right, and its time is too far from now: an old request, or a wrong clock. */
        STALE,
        /** The same signed request was taken before. */
        REPLAYED,
        /** The same signed request is being handled, and may fail yet: it is wanted again later. */
        IN_PROGRESS,
        /** The sender's address isn't on the list. */
        ADDRESS,
        /** No secret is set for this provider, so nothing can be verified. */
        NOT_SET_UP,
        /** It came by a method that this provider doesn't take, such as GET. */
        METHOD
    }

    private final Reason reason;

    /** A rejection; {@code provider} is the name of the one that the request was said to come from. */
    public WebhookRejectedException(String provider, Reason reason) {
        super(provider + ": " + words(reason));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /**
     * What to answer: 200 to a request that was taken before, because a vendor repeats it otherwise; 503 to one that is being
     * handled, and 500 where nothing is set up, so that the vendor repeats it; 405 for a method that the provider doesn't take;
     * 401 to the others.
     */
    public int httpStatus() {
        return switch (reason) {
            case REPLAYED -> 200;
            case IN_PROGRESS -> 503;
            case NOT_SET_UP -> 500;
            case MISSING, INVALID, STALE, ADDRESS -> 401;
            case METHOD -> 405;
        };
    }

    private static String words(Reason reason) {
        return switch (reason) {
            case MISSING -> "the webhook has no signature, timestamp or token, or several";
            case INVALID -> "the webhook's signature or token is of none of the secrets";
            case STALE -> "the webhook's time is too far from now";
            case REPLAYED -> "the same webhook was taken before";
            case IN_PROGRESS -> "the same webhook is being handled";
            case ADDRESS -> "the webhook's sender isn't on the list of addresses";
            case NOT_SET_UP -> "no secret verifies webhooks; set webhook-secrets";
            case METHOD -> "the webhook came by a method that this provider doesn't take";
        };
    }
}
