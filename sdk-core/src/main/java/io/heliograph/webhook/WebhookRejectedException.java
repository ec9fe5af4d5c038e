package io.heliograph.webhook;

/**
 * Thrown for a webhook request that isn't proved to be the vendor's, or is a replay; its body wasn't parsed. The message
 * holds no signature, token or key.
 */
public final class WebhookRejectedException extends RuntimeException {
    /** Why the request was rejected. */
    public enum Reason {
        /** There is no signature, timestamp or token, or more than one. */
        MISSING,
        /** The signature or the token matches none of the secrets. */
        INVALID,
        /** The signature is valid, and its timestamp is too far from now: an old request, or a wrong clock. */
        STALE,
        /** The same signed request was handled before. */
        REPLAYED,
        /** The same signed request is being handled, which may still fail: the vendor should repeat it later. */
        IN_PROGRESS,
        /** The sender's address isn't on the list. */
        ADDRESS,
        /** No secret is set for this provider, so nothing can be verified. */
        NOT_SET_UP,
        /** The HTTP method is one that this provider doesn't accept, such as GET. */
        METHOD,
        /** The body is compressed, as no vendor sends it: a proxy has changed it. */
        ENCODED
    }

    private final Reason reason;

    /** A rejection; {@code provider} is the name of the one whose URL was called. */
    public WebhookRejectedException(String provider, Reason reason) {
        super(provider + ": " + words(reason));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /**
     * The HTTP status to respond with: 200 for a replay, because the vendor repeats it otherwise; 503 while the same request is
     * being handled, and 500 where no secret is set, so that the vendor repeats it; 405 for a method that the provider doesn't
     * accept; 415 for a compressed body; 401 otherwise.
     */
    public int httpStatus() {
        return switch (reason) {
            case REPLAYED -> 200;
            case IN_PROGRESS -> 503;
            case NOT_SET_UP -> 500;
            case MISSING, INVALID, STALE, ADDRESS -> 401;
            case METHOD -> 405;
            case ENCODED -> 415;
        };
    }

    private static String words(Reason reason) {
        return switch (reason) {
            case MISSING -> "the webhook has no signature, timestamp or token, or several";
            case INVALID -> "the webhook's signature or token matches none of the secrets";
            case STALE -> "the webhook's time is too far from now";
            case REPLAYED -> "the same webhook was handled before";
            case IN_PROGRESS -> "the same webhook is being handled";
            case ADDRESS -> "the webhook's sender isn't on the list of addresses";
            case NOT_SET_UP -> "no secret verifies webhooks; set webhook-secrets";
            case METHOD -> "the webhook came by a method that this provider doesn't take";
            case ENCODED -> "the webhook's body is compressed (Content-Encoding); let the proxy pass it unchanged";
        };
    }
}
