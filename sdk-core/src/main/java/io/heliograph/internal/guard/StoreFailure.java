package io.heliograph.internal.guard;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;

/** Why a send stops where a store of the caller's fails. */
public final class StoreFailure {
    private StoreFailure() {}

    /**
     * The refusal for it; the exception's message may hold anything, so it isn't repeated.
     *
     * @param store what the store keeps, in one word
     * @param consequence what follows, as the end of the sentence
     */
    public static Failure of(String store, RuntimeException e, String consequence) {
        return Failure.builder(
                        ErrorType.OTHER,
                        "the " + store + " store failed with " + e.getClass().getSimpleName() + consequence)
                .retryable(true)
                .build();
    }
}
