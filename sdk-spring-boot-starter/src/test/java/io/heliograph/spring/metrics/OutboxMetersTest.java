package io.heliograph.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxHealth;
import io.heliograph.store.StoreException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OutboxMetersTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final AtomicInteger counts = new AtomicInteger();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private volatile boolean fails;

    /** An outbox that can be counted, and nothing else. */
    private final Outbox outbox = (Outbox) Proxy.newProxyInstance(
            Outbox.class.getClassLoader(), new Class<?>[] {Outbox.class}, (self, method, arguments) -> {
                counts.incrementAndGet();
                if (fails) {
                    throw new StoreException("no connection", null);
                }
                return new OutboxHealth(3, Duration.ofMillis(1_500), 2, 1, 4);
            });

    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

    private double gauge(String name) {
        return registry.get("sms.outbox." + name).gauge().value();
    }

    @Test
    void the_outbox_is_counted_once_for_all_gauges_and_again_after_ten_seconds() {
        OutboxMeters meters = new OutboxMeters(() -> outbox, clock);
        meters.bindTo(registry);

        assertThat(gauge("waiting")).isEqualTo(3);
        assertThat(gauge("oldest")).isEqualTo(1.5);
        assertThat(gauge("sending")).isEqualTo(2);
        assertThat(gauge("unresolved")).isEqualTo(1);
        assertThat(gauge("dead")).isEqualTo(4);
        assertThat(counts).hasValue(1);

        fails = true;
        now.set(Instant.EPOCH.plusSeconds(9));
        assertThat(gauge("waiting")).isEqualTo(3);
        now.set(Instant.EPOCH.plusSeconds(10));
        assertThat(gauge("waiting")).isNaN();
        assertThat(counts).hasValue(2);
    }

    @Test
    void a_dead_letter_of_this_process_is_counted() {
        OutboxMeters meters = new OutboxMeters(() -> outbox, clock);
        meters.bindTo(registry);
        meters.dead(IdempotencyKey.of("order-1"), "no route");

        assertThat(registry.get("sms.outbox.failed").functionCounter().count()).isEqualTo(1);
    }
}
