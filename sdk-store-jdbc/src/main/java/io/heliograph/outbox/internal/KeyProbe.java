package io.heliograph.outbox.internal;

import io.heliograph.SmsClient;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import java.time.Duration;

/**
 * Finds out whether a client's keys are in a store: a claim without an attempt is made there, and the client can only reconcile it,
 * without any provider, if it finds it.
 */
final class KeyProbe {
    private static final Fingerprint NOTHING = new Fingerprint("0".repeat(64));

    private KeyProbe() {}

    static boolean isShared(SmsClient client, IdempotencyStore keys) {
        Claim claim = keys.claim(IdempotencyKey.random(), NOTHING, "outbox", Duration.ZERO);
        try {
            client.reconcile(claim.key()); // finishes and releases it
            return true;
        } catch (InvalidRequestException e) { // the client doesn't remember the key
            return false;
        } finally {
            keys.release(claim);
        }
    }
}
