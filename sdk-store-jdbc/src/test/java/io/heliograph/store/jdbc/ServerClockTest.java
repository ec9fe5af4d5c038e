package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.store.internal.PostgresDatabase;
import io.heliograph.store.internal.ServerClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong serverMicros = new AtomicLong(1_000_000_000L);
    private final AtomicLong nanos = new AtomicLong(-5);
    private final ServerClock clock = new ServerClock(
            PostgresDatabase.open(TestPostgres.database("server_clock"), () -> serverMicros.get() + "::bigint"),
            nanos::get);

    @Test
    void it_is_the_servers_time_goes_on_between_its_readings_and_never_back() {
        long start = clock.nanos();
        assertThat(start).isEqualTo(1_000_000_000_000L);

        serverMicros.addAndGet(Duration.ofHours(1).toMillis() * 1_000);
        nanos.addAndGet(59 * SECOND);
        assertThat(clock.nanos()).as("within a minute").isEqualTo(start + 59 * SECOND);

        nanos.addAndGet(SECOND);
        assertThat(clock.nanos()).as("a minute later").isEqualTo(start + 3_600 * SECOND);

        serverMicros.addAndGet(-Duration.ofHours(2).toMillis() * 1_000);
        nanos.addAndGet(90 * SECOND);
        assertThat(clock.nanos()).as("when the server's clock was set back").isEqualTo(start + 3_690 * SECOND);
    }
}
