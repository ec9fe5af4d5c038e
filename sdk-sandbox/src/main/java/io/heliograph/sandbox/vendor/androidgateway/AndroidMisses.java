package io.heliograph.sandbox.vendor.androidgateway;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The server's cache of ids that were "not found" and stay so: each request to {@code GET
 * /messages/{id}} renews an entry, whether the message exists by now or not (server v1.47.1, {@code
 * modules/messages/cache.go}, 2026-08-22; the time is the default of its setting {@code MESSAGES__CACHE_TTL_SECONDS}). Not
 * thread-safe.
 */
final class AndroidMisses {
    private static final Duration KEPT_FOR = Duration.ofMinutes(5);
    private static final int MAX_IDS = 10_000;

    private final Map<String, Instant> until = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAX_IDS;
        }
    };

    /** Whether the response to a request is "not found". */
    boolean isMissing(String id, boolean stored, Instant now) {
        Instant end = until.remove(id);
        boolean missing = !stored || (end != null && now.isBefore(end));
        if (missing) {
            until.put(id, now.plus(KEPT_FOR));
        }
        return missing;
    }
}
