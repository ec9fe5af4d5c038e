package io.heliograph.internal.key;

import io.heliograph.event.SmsEventListener;
import io.heliograph.idempotency.Claim;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.internal.guard.SpendReservation;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The sends whose outcome is unknown, the last 10,000 of them: their requests, so that a key is enough to settle one, and
 * their money, which waits for it. Thread-safe.
 */
public final class UnknownSends {
    private static final int MAX = 10_000;

    private final IdempotencyGuard keys;
    private final EventPublisher<SmsEventListener> events;
    private final Map<IdempotencyKey, Sent> sends = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IdempotencyKey, Sent> eldest) {
            return size() > MAX;
        }
    };

    public UnknownSends(IdempotencyGuard keys, EventPublisher<SmsEventListener> events) {
        this.keys = keys;
        this.events = events;
    }

    private record Sent(SendRequest request, @Nullable SpendReservation spending) {}

    /**
     * Keeps a send whose outcome is unknown.
     *
     * @param spending null where nothing was taken for it
     */
    public synchronized void add(SendRequest request, @Nullable SpendReservation spending) {
        sends.put(request.key(), new Sent(request, spending));
    }

    synchronized Optional<SendRequest> find(IdempotencyKey key) {
        return Optional.ofNullable(sends.get(key)).map(Sent::request);
    }

    /**
     * Notes what became of a send, and tells of it.
     *
     * @return false if the claim isn't as it was seen any more; then nothing has happened
     */
    boolean reconcile(Claim seen, SendOutcome outcome) {
        return reconcile(seen, outcome, keys::finishReconciled);
    }

    /**
     * The same by the vendor's report.
     *
     * @throws io.heliograph.error.SmsException if the store failed; then nothing has happened
     */
    boolean reconcileReported(Claim seen, SendOutcome outcome) {
        return reconcile(seen, outcome, keys::finishReported);
    }

    private boolean reconcile(Claim seen, SendOutcome outcome, BiPredicate<Claim, SendOutcome> noting) {
        Sent sent = get(seen.key()); // before the key is free, and names another send
        if (!noting.test(seen, outcome)) {
            return false;
        }
        if (sent != null) {
            remove(seen.key(), sent);
            SpendReservation spending = sent.spending();
            if (spending != null) {
                spending.reconciled(outcome);
            }
        }
        events.publish(listener -> listener.reconciled(outcome));
        return true;
    }

    private synchronized @Nullable Sent get(IdempotencyKey key) {
        return sends.get(key);
    }

    private synchronized void remove(IdempotencyKey key, Sent sent) {
        sends.remove(key, sent);
    }
}
