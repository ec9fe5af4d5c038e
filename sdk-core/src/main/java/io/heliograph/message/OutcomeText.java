package io.heliograph.message;

/** The words of {@link SendOutcome#describe()}. */
final class OutcomeText {
    private OutcomeText() {}

    static String accepted(SendOutcome.Accepted accepted) {
        Message message = accepted.message();
        String what = message.id().value().isEmpty()
                ? "accepted by " + message.provider() + ", which gave no id that can be read"
                : "accepted by " + message.provider() + " as " + message.id();
        return what + message.to().map(to -> " for " + to).orElse("") + "; whether it arrives, its reports say";
    }

    static String rejected(SendOutcome.Rejected rejected) {
        return "certainly not sent: " + rejected.failure() + "; " + advice(rejected.failure());
    }

    static String unknown(SendOutcome.Unknown unknown) {
        String by = unknown.provider().isEmpty() ? "" : " by " + unknown.provider();
        return "may have been sent" + by + ": " + unknown.reason()
                + "; don't send it again, reconcile finds out what became of key " + unknown.key();
    }

    private static String advice(Failure failure) {
        if (failure.retryable()) {
            return failure.retryAfter()
                    .map(wait -> "send it again after " + wait.toMillis() / 1000.0 + " s")
                    .orElse("it may be sent again later");
        }
        return failure.type().isProviderIndependent()
                ? "no provider can send this to this recipient"
                : "correct that before you send it again";
    }
}
