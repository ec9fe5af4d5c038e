package io.heliograph.internal.guard;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;

/** The failure of a send whose store of the caller's fails. */
public final class StoreFailure {
    private StoreFailure() {}

    /**
     * Makes the failure, without the exception's message.
     *
     * @param store what the store keeps, in one word
     * @param consequence the end of the sentence, such as {@code ", so nothing was sent"}
     */
    public static Failure of(String store, RuntimeException e, String consequence) {
        return Failure.builder(
                        ErrorType.OTHER,
                        "the " + store + " store failed with " + e.getClass().getSimpleName() + consequence)
                .retryable(true)
                .build();
    }
}
