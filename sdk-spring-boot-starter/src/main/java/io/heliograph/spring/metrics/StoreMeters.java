package io.heliograph.spring.metrics;

import io.heliograph.store.jdbc.StoreInfo;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/**
 * The meters of a store: {@code sms.store.unresolved} and {@code sms.store.keys}, a minute old at most; not a number while the
 * store can't be read. Thread-safe.
 */
public final class StoreMeters implements MeterBinder {
    private final StoreCounts counts;

    /** The meters of these counts. */
    public StoreMeters(StoreCounts counts) {
        this.counts = counts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(
                registry,
                "sms.store.unresolved",
                "Sends of any process without a certain outcome",
                StoreInfo::unresolved);
        gauge(registry, "sms.store.keys", "Idempotency keys that are remembered", StoreInfo::keys);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<StoreInfo> value) {
        Gauge.builder(
                        name,
                        counts,
                        now -> now.latest()
                                .map(info -> value.applyAsDouble(info))
                                .orElse(Double.NaN))
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
