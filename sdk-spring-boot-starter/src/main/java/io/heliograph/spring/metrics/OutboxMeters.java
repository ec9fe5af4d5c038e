package io.heliograph.spring.metrics;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxHealth;
import io.heliograph.outbox.OutboxListener;
import io.heliograph.store.StoreException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The meters of an outbox: what this process enqueued, sent and gave up, and what all processes have in it, 10 seconds old at most; not
 * a number while the database can't be read. Thread-safe.
 */
public final class OutboxMeters implements MeterBinder, OutboxListener {
    private static final Duration MAX_AGE = Duration.ofSeconds(10);

    private final Supplier<Outbox> outbox;
    private final Latest<OutboxHealth> health;
    private final LongAdder enqueued = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * The meters of an outbox that has them among its listeners.
     *
     * @param outbox is asked when a meter is read, because it is made after its listeners
     */
    public OutboxMeters(Supplier<Outbox> outbox, Clock clock) {
        this.outbox = outbox;
        health = new Latest<>(MAX_AGE, clock, this::read);
    }

    private Optional<OutboxHealth> read() {
        try {
            return Optional.of(outbox.get().health());
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    @Override
    public void enqueued(IdempotencyKey key) {
        enqueued.increment();
    }

    @Override
    public void sent(IdempotencyKey key, SendOutcome.Accepted outcome) {
        sent.increment();
    }

    @Override
    public void dead(IdempotencyKey key, String reason) {
        failed.increment();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "sms.outbox.enqueued", "Messages that this process wrote into the outbox", enqueued);
        counter(registry, "sms.outbox.sent", "Messages of the outbox that this process sent", sent);
        counter(registry, "sms.outbox.failed", "Messages of the outbox that this process made dead letters", failed);
        gauge(registry, "sms.outbox.waiting", "Messages that wait in the outbox", OutboxHealth::waiting);
        gauge(registry, "sms.outbox.sending", "Messages of the outbox that are being sent", OutboxHealth::sending);
        gauge(
                registry,
                "sms.outbox.unresolved",
                "Messages of the outbox without a certain outcome",
                OutboxHealth::unresolved);
        gauge(registry, "sms.outbox.dead", "Dead letters of the outbox", OutboxHealth::dead);
        gauge(
                registry,
                "sms.outbox.oldest",
                "Seconds for which the oldest waiting message has been due",
                now -> now.oldestWaiting().toMillis() / 1_000.0);
    }

    private static void counter(MeterRegistry registry, String name, String description, LongAdder count) {
        FunctionCounter.builder(name, count, LongAdder::sum)
                .description(description)
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<OutboxHealth> value) {
        Gauge.builder(name, health, now -> now.get().map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
