package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.store.internal.Micros;
import io.heliograph.testkit.TestClock;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes of one machine, of which each sees the wall clock's time at its start and the monotonic clock. */
class MachineClockTest {
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final IdempotencyKey KEY = IdempotencyKey.of("order-42");
    private static final Fingerprint PRINT = new Fingerprint("a".repeat(64));

    private final TestClock monotonic = new TestClock();
    private final Instant start = monotonic.instant();

    @TempDir
    private @Nullable Path folder;

    private @Nullable SqliteFiles files;

    @BeforeEach
    void openFiles() {
        files = new SqliteFiles(Objects.requireNonNull(folder, "folder"));
    }

    @AfterEach
    void closeFiles() {
        Objects.requireNonNull(files, "files").close();
    }

    /** A process that starts when the wall clock shows this, after this start of the machine. */
    private JdbcStore process(Instant wall, String boot) {
        MachineClock clock = new MachineClock(Clock.fixed(wall, ZoneOffset.UTC), monotonic::nanoTime, () -> boot);
        return Objects.requireNonNull(files, "files")
                .open(SqliteStore.builder(
                                Objects.requireNonNull(folder, "folder").resolve("store.db"))
                        .clock(clock));
    }

    private static Claim claim(JdbcStore process, String owner) {
        return process.idempotency().claim(KEY, PRINT, owner, LEASE);
    }

    @Test
    void a_wall_clock_that_is_set_changes_no_lease_of_another_process() {
        claim(process(start, "boot-1"), "a");

        for (Instant wall : new Instant[] {start.plus(A_DAY), start.minus(A_DAY), start.plus(A_DAY.multipliedBy(90))}) {
            Claim seen = claim(process(wall, "boot-1"), "b");

            assertThat(seen.owner()).isEqualTo("a");
            assertThat(seen.isLeased()).isTrue();
            assertThat(seen.leaseEnds()).isEqualTo(start.plus(LEASE));
        }
    }

    @Test
    void a_lease_ends_for_every_process_when_its_time_has_passed() {
        JdbcStore first = process(start, "boot-1");
        claim(first, "a");
        JdbcStore second = process(start.minus(A_DAY), "boot-1");
        monotonic.passes(LEASE.minusMillis(1));
        assertThat(claim(second, "b").isLeased()).isTrue();

        monotonic.passes(Duration.ofMillis(1));

        assertThat(claim(first, "b").isLeased()).isFalse();
        assertThat(claim(second, "b").isLeased()).isFalse();
    }

    @Test
    void after_a_restart_of_the_machine_the_time_begins_again_and_never_before_a_claim() {
        claim(process(start, "boot-1"), "a");

        JdbcStore early = process(start.minus(A_DAY), "boot-2");
        Claim seen = claim(early, "b");
        assertThat(seen.isLeased()).isTrue();
        monotonic.passes(LEASE);
        assertThat(claim(early, "b").isLeased()).isFalse();

        JdbcStore late = process(start.plus(A_DAY), "boot-3");
        assertThat(claim(late, "b").sinceClaim()).isEqualTo(A_DAY);
    }

    @Test
    void where_the_start_has_no_name_each_process_begins_with_the_wall_clock() {
        claim(process(start, ""), "a");

        assertThat(claim(process(start.plusSeconds(10), ""), "b").sinceClaim()).isEqualTo(Duration.ofSeconds(10));
        assertThat(claim(process(start.minusSeconds(10), ""), "b").sinceClaim()).isEqualTo(Duration.ZERO);
    }

    @Test
    void this_machine_has_a_clock_that_goes_on() {
        MachineClock clock = MachineClock.ofThisMachine();
        long first = clock.micros();

        assertThat(clock.micros()).isGreaterThanOrEqualTo(first);
        assertThat(Micros.toInstant(first))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }
}
