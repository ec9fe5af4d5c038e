package io.heliograph.internal.key;

import io.heliograph.event.SmsEventListener;
import io.heliograph.idempotency.Claim;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.internal.base.Timing;
import io.heliograph.internal.guard.SpendReservation;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The last 10,000 sends whose outcome is unknown: their requests, so that a key is enough to reconcile one, and their
 * budget reservations. Thread-safe.
 */
public final class UnknownSends {
    private static final int MAX = 10_000;

    private final IdempotencyGuard idempotency;
    private final EventPublisher<SmsEventListener> events;
    private final Timing timing;
    private final Map<IdempotencyKey, Sent> sends = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IdempotencyKey, Sent> eldest) {
            return size() > MAX;
        }
    };

    public UnknownSends(IdempotencyGuard idempotency, EventPublisher<SmsEventListener> events, Timing timing) {
        this.idempotency = idempotency;
        this.events = events;
        this.timing = timing;
    }

    /** @param since the monotonic time of its end, in nanoseconds */
    private record Sent(SendRequest request, @Nullable SpendReservation reservation, long since) {}

    /**
     * Keeps a send whose outcome is unknown.
     *
     * @param reservation null where nothing was reserved
     */
    public synchronized void add(SendRequest request, @Nullable SpendReservation reservation) {
        sends.put(request.key(), new Sent(request, reservation, timing.nanoTime()));
    }

    synchronized Optional<SendRequest> find(IdempotencyKey key) {
        return Optional.ofNullable(sends.get(key)).map(Sent::request);
    }

    /** The keys of those that ended at most so long ago, the oldest first. */
    synchronized List<IdempotencyKey> keys(Duration maxAge) {
        long now = timing.nanoTime();
        return sends.entrySet().stream()
                .filter(send -> now - send.getValue().since() <= maxAge.toNanos())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Records the outcome of a send, and publishes it.
     *
     * @return false if the claim has changed since it was read; then nothing has happened
     */
    boolean finishReconciled(Claim seen, SendOutcome outcome) {
        return finish(seen, outcome, idempotency::finishReconciled);
    }

    /**
     * Does the same from the vendor's report.
     *
     * @throws io.heliograph.error.SmsException if the store failed; then nothing has happened
     */
    boolean finishReported(Claim seen, SendOutcome outcome) {
        return finish(seen, outcome, idempotency::finishReported);
    }

    private boolean finish(Claim seen, SendOutcome outcome, BiPredicate<Claim, SendOutcome> recording) {
        Sent sent = get(seen.key()); // before the key is free for another send
        if (!recording.test(seen, outcome)) {
            return false;
        }
        if (sent != null) {
            resolve(sent, outcome);
        }
        events.publish(listener -> listener.reconciled(outcome));
        return true;
    }

    /** Drops a send whose outcome another process has recorded, and applies that to its budget reservations. */
    void resolvedElsewhere(SendOutcome outcome) {
        Sent sent = get(outcome.key());
        if (sent != null) {
            resolve(sent, outcome);
        }
    }

    private void resolve(Sent sent, SendOutcome outcome) {
        remove(outcome.key(), sent);
        SpendReservation reservation = sent.reservation();
        if (reservation != null) {
            reservation.reconciled(outcome);
        }
    }

    private synchronized @Nullable Sent get(IdempotencyKey key) {
        return sends.get(key);
    }

    private synchronized void remove(IdempotencyKey key, Sent sent) {
        sends.remove(key, sent);
    }
}
