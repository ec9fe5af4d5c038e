package io.heliograph;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The requests whose outcome is unknown, the last 10,000 of them, so that a key is enough to settle one. Thread-safe. */
final class Unsettled {
    private static final int MOST = 10_000;

    private final Map<IdempotencyKey, SendRequest> requests = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IdempotencyKey, SendRequest> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(SendRequest request) {
        requests.put(request.key(), request);
    }

    synchronized Optional<SendRequest> find(IdempotencyKey key) {
        return Optional.ofNullable(requests.get(key));
    }

    synchronized void remove(IdempotencyKey key) {
        requests.remove(key);
    }
}
