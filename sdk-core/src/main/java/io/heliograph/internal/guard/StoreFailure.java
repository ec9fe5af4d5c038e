package io.heliograph.internal.guard;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;

/** The failure of a send whose store of the caller's fails. */
public final class StoreFailure {
    private StoreFailure() {}

    /**
     * Makes the failure; it has the exception's message only if that is one of Heliograph's stores, whose messages are safe.
     *
     * @param store what the store keeps, in one word
     * @param consequence the end of the sentence, such as {@code ", so nothing was sent"}
     */
    public static Failure of(String store, RuntimeException e, String consequence) {
        String cause = e.getClass().getSimpleName();
        if (e.getClass().getName().startsWith("io.heliograph.store.")) {
            cause += " (" + e.getMessage() + ")";
        }
        return Failure.builder(ErrorType.OTHER, "the " + store + " store failed with " + cause + consequence)
                .retryable(true)
                .build();
    }
}
