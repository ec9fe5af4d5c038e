package io.heliograph.message;

/** What to do about a rejected send, for people. */
final class FailureAdvice {
    private FailureAdvice() {}

    /** The advice, without a full stop. */
    static String of(Failure failure) {
        return switch (failure.type()) {
            case DUPLICATE -> "another call or message has this key, so don't send it with another one";
            case OPTED_OUT -> "don't write to this person until they opt in again";
            case RECIPIENT_BLOCKED -> "this provider doesn't send to this recipient; another one may";
            case INVALID_RECIPIENT ->
                failure.failover()
                        ? "this provider can't reach this number; another one may"
                        : "correct the number" + withKey(failure);
            case CONTENT_REJECTED -> "change the text" + withKey(failure);
            case QUOTA_EXCEEDED, SPEND_LIMIT -> later(failure, "send it again when the limit allows it");
            case AUTHENTICATION -> "correct the provider's key, user or password" + withKey(failure);
            case CONFIGURATION -> "correct the provider's base-url or its other settings" + withKey(failure);
            case UNREACHABLE ->
                failure.retryable()
                        ? later(failure, "it may be sent again later; check the provider's base-url if it stays so")
                        : "check the provider's base-url" + withKey(failure);
            default ->
                failure.retryable() ? later(failure, "it may be sent again later") : "correct that" + withKey(failure);
        };
    }

    private static String later(Failure failure, String otherwise) {
        return failure.retryAfter()
                .map(wait -> "send it again after " + wait.toMillis() / 1000.0 + " s")
                .orElse(otherwise);
    }

    /** A rejection that no other attempt could change stays the outcome of its key. */
    private static String withKey(Failure failure) {
        return failure.retryable() || failure.failover() ? " before you send it again" : ", and send it with a new key";
    }
}
