package io.heliograph.spring;

import io.heliograph.event.SmsEventListener;
import io.heliograph.message.Attempt;
import io.heliograph.message.IdempotencyKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the last attempt at each provider. Thread-safe. */
final class LastAttempts implements SmsEventListener {
    private final Map<String, Attempt> last = new ConcurrentHashMap<>();

    @Override
    public void attemptEnded(IdempotencyKey key, Attempt attempt) {
        last.put(attempt.provider(), attempt);
    }

    /** The last attempt at a provider; empty if there was none yet. */
    Optional<Attempt> at(String provider) {
        return Optional.ofNullable(last.get(provider));
    }
}
