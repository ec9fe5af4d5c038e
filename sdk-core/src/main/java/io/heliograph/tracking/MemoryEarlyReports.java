package io.heliograph.tracking;

import io.heliograph.message.IdempotencyKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last 10,000 early reports, in memory. Thread-safe: one lock, held for one look-up. */
public final class MemoryEarlyReports implements EarlyReports {
    private static final int MAX = 10_000;

    private final Map<IdempotencyKey, StatusReport> reports = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IdempotencyKey, StatusReport> eldest) {
            return size() > MAX;
        }
    };

    /** No reports. */
    public MemoryEarlyReports() {}

    @Override
    public synchronized void keep(IdempotencyKey key, StatusReport report) {
        reports.put(key, report);
    }

    @Override
    public synchronized Optional<StatusReport> take(IdempotencyKey key) {
        return Optional.ofNullable(reports.remove(key));
    }

    @Override
    public synchronized void forget(IdempotencyKey key) {
        reports.remove(key);
    }
}
