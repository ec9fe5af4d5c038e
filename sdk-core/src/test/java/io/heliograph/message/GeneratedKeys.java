package io.heliograph.message;

import java.util.Random;
import java.util.UUID;

/** Keys like those that the SDK generates for requests without one, from a seed: the same run of a simulation has the same ones. */
public final class GeneratedKeys {
    private GeneratedKeys() {}

    /** The request with the next key. */
    public static SendRequest with(SendRequest request, Random random) {
        IdempotencyKey key = IdempotencyKey.of(new UUID(random.nextLong(), random.nextLong()).toString());
        return request.withRecipient(request.to(), key.asGenerated());
    }
}
