package io.heliograph.idempotency;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.time.Duration;
import java.util.Optional;

/**
 * A store of idempotency keys: their claims, leases and outcomes. It only stores; the client decides what follows.
 *
 * <p>A claim is <em>unchanged</em> if its owner and its number of attempts are the same: recording an attempt and taking the
 * lease change it. Leases use the store's clock, which must not step when somebody sets the machine's clock.
 *
 * <p>Thread-safe. Each method is atomic, and complete when it returns: in a durable store its effect survives the process. An
 * exception before a send's first byte ends the send as {@code Rejected}.
 */
public interface IdempotencyStore extends AutoCloseable {
    /**
     * Claims a key unless it is claimed.
     *
     * @param owner the unique name of this call
     * @param lease how long the owner holds the lease
     * @return the new claim, or the existing one, which has another owner
     */
    Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease);

    /**
     * Takes the lease of an unchanged claim that has no outcome yet, or an unknown one: for a call that reconciles it, if the
     * lease isn't held; or again for the owner of the lease, which so can release it early.
     *
     * @param owner the unique name of this call
     * @param lease how long the owner holds the lease; 0 to release it
     * @return the claim after it, with the same attempts and outcome; empty where it has changed, is reconciled, or another
     *     owner holds the lease
     */
    Optional<Claim> lease(Claim seen, String owner, Duration lease);

    /**
     * Records an attempt at a provider, before its first byte.
     *
     * @param mine the claim as it was read last
     * @return the claim after it; empty where it has changed, is reconciled, or its lease has ended, so that nothing may be
     *     sent
     */
    Optional<Claim> attempt(Claim mine, String provider);

    /**
     * Records an outcome, if the claim is unchanged and has none yet, or an unknown one. It ends the lease.
     *
     * @return whether it was recorded
     */
    boolean finish(Claim seen, SendOutcome outcome);

    /**
     * Deletes a claim that is unchanged and has no outcome yet, or an unknown one, so that its key is free again.
     *
     * @return whether it was deleted
     */
    boolean release(Claim mine);

    /** The claim of a key; empty where there is none. */
    Optional<Claim> find(IdempotencyKey key);

    /** Releases connections. */
    @Override
    default void close() {}
}
