package io.heliograph.spring.metrics;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.store.StoreException;
import io.heliograph.store.jdbc.JdbcStore;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether the store can be reached, and what is unresolved in it. Thread-safe. */
public interface StoreHealth {
    /** The state, UP or DOWN, with the number of keys without a certain outcome where it is UP. */
    Map<String, Object> details();

    /** The health of this store, with its last counts. */
    static StoreHealth of(JdbcStore store, StoreCounts counts) {
        IdempotencyKey none = IdempotencyKey.of("heliograph-health");
        return () -> {
            Map<String, Object> details = new LinkedHashMap<>();
            try {
                store.idempotency().find(none);
                details.put("state", "UP");
                counts.latest().ifPresent(info -> details.put("unresolved", info.unresolved()));
            } catch (StoreException e) {
                details.put("state", "DOWN");
                details.put("reason", e.getMessage());
            }
            return details;
        };
    }
}
