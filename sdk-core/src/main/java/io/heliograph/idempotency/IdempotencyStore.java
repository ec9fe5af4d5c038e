package io.heliograph.idempotency;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.time.Duration;
import java.util.Optional;

/**
 * The memory of which keys were claimed and how their sends ended. It only keeps; what follows from it is the client's to
 * say.
 *
 * <p>A claim is <em>as it was seen</em> if its owner and its number of attempts are the same: whoever has noted an attempt or
 * taken the lease since has changed it. Leases go by the store's clock, which must not be set back or forth by whoever sets the
 * machine's clock.
 *
 * <p>Thread-safe. Each method is atomic, and is done when it returns: what a durable store has returned from survives the
 * process. What a method throws before a send's first byte ends the send as {@code Rejected}.
 */
public interface IdempotencyStore extends AutoCloseable {
    /**
     * Claims a key, if nobody has.
     *
     * @param owner names this call and no other
     * @param lease how long the owner may be at work
     * @return the new claim, or the one that was there: its owner tells which
     */
    Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease);

    /**
     * Takes the lease of a claim that is as it was seen and has no outcome yet, or an unknown one: for whoever finds out what
     * became of it, if nobody has the lease; or again for whoever has it, who may so give it back before it ends.
     *
     * @param owner names this call and no other
     * @param lease how long it may be at work; 0 to give it back
     * @return the claim after it, with the same attempts and outcome; empty where it changed meanwhile, is settled, or is
     *     another owner's
     */
    Optional<Claim> lease(Claim seen, String owner, Duration lease);

    /**
     * Notes that a provider is about to be asked, before the first byte.
     *
     * @param mine the claim as it was seen last
     * @return the claim after it; empty where it changed meanwhile, is settled, or its lease has ended, so that nothing may be
     *     sent
     */
    Optional<Claim> attempt(Claim mine, String provider);

    /**
     * Notes an outcome, if the claim is as it was seen and has none yet, or an unknown one. It ends the lease.
     *
     * @return whether it was noted
     */
    boolean finish(Claim seen, SendOutcome outcome);

    /**
     * Forgets a claim that is as it was seen and has no outcome yet, or an unknown one, so that its key is free again.
     *
     * @return whether it was forgotten
     */
    boolean release(Claim mine);

    /** What is remembered of a key. */
    Optional<Claim> find(IdempotencyKey key);

    /** Lets go of connections. */
    @Override
    default void close() {}
}
