package io.heliograph.tracking;

import io.heliograph.message.IdempotencyKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last 10,000 early reports, in memory. Thread-safe: one lock, held for one look-up, and none while nothing is kept. */
public final class MemoryEarlyReports implements EarlyReports {
    private static final int MAX = 10_000;

    private final Map<IdempotencyKey, StatusReport> reports = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<IdempotencyKey, StatusReport> eldest) {
            return size() > MAX;
        }
    };

    /** So that a send, which forgets its key at its end, needs no lock while nothing is kept. */
    private volatile boolean anyKept;

    /** No reports. */
    public MemoryEarlyReports() {}

    @Override
    public synchronized void keep(IdempotencyKey key, StatusReport report) {
        reports.put(key, report);
        anyKept = true;
    }

    @Override
    public Optional<StatusReport> take(IdempotencyKey key) {
        return anyKept ? Optional.ofNullable(remove(key)) : Optional.empty();
    }

    @Override
    public void forget(IdempotencyKey key) {
        if (anyKept) {
            remove(key);
        }
    }

    private synchronized @Nullable StatusReport remove(IdempotencyKey key) {
        StatusReport removed = reports.remove(key);
        anyKept = !reports.isEmpty();
        return removed;
    }
}
