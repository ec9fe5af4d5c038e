package io.heliograph;

import io.heliograph.event.SmsEventListener;
import io.heliograph.idempotency.Claim;
import io.heliograph.internal.listeners.EventPublisher;
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
final class Unsettled {
    private static final int MOST = 10_000;

    private final Keys keys;
    private final EventPublisher<SmsEventListener> events;
    private final Map<IdempotencyKey, Sent> sends = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IdempotencyKey, Sent> eldest) {
            return size() > MOST;
        }
    };

    Unsettled(Keys keys, EventPublisher<SmsEventListener> events) {
        this.keys = keys;
        this.events = events;
    }

    private record Sent(SendRequest request, @Nullable Spending spending) {}

    /**
     * Keeps a send whose outcome is unknown.
     *
     * @param spending null where nothing was taken for it
     */
    synchronized void add(SendRequest request, @Nullable Spending spending) {
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
    boolean settle(Claim seen, SendOutcome outcome) {
        return settle(seen, outcome, keys::settle);
    }

    /**
     * The same by the vendor's report.
     *
     * @throws io.heliograph.error.SmsException if the store failed; then nothing has happened
     */
    boolean settleReported(Claim seen, SendOutcome outcome) {
        return settle(seen, outcome, keys::settleReported);
    }

    private boolean settle(Claim seen, SendOutcome outcome, BiPredicate<Claim, SendOutcome> noting) {
        Sent sent = get(seen.key()); // before the key is free, and names another send
        if (!noting.test(seen, outcome)) {
            return false;
        }
        if (sent != null) {
            remove(seen.key(), sent);
            Spending spending = sent.spending();
            if (spending != null) {
                spending.settled(outcome);
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
