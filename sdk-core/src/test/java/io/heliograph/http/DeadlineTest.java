package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
    private final AtomicLong clock = new AtomicLong(1_000);

    private Deadline after(long nanos) {
        return Deadline.after(Duration.ofNanos(nanos), clock::get);
    }

    @Test
    void the_time_left_shrinks_as_the_clock_runs() {
        Deadline deadline = after(500);
        clock.addAndGet(200);

        assertThat(deadline.nanosLeft()).isEqualTo(300);
    }

    @Test
    void one_nanosecond_before_its_end_it_has_not_passed() {
        Deadline deadline = after(500);
        clock.addAndGet(499);

        assertThat(deadline.hasPassed()).isFalse();
    }

    @Test
    void at_its_end_it_has_passed() {
        Deadline deadline = after(500);
        clock.addAndGet(500);

        assertThat(deadline.hasPassed()).isTrue();
        assertThat(deadline.nanosLeft()).isZero();
    }

    @Test
    void after_its_end_less_than_nothing_is_left() {
        Deadline deadline = after(500);
        clock.addAndGet(700);

        assertThat(deadline.hasPassed()).isTrue();
        assertThat(deadline.nanosLeft()).isEqualTo(-200);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE - 100, Long.MAX_VALUE, -1})
    void the_clock_may_overflow_in_between(long start) {
        clock.set(start);
        Deadline deadline = after(500);
        clock.addAndGet(200);

        assertThat(deadline.nanosLeft()).isEqualTo(300);
        assertThat(deadline.hasPassed()).isFalse();
    }

    @Test
    void the_system_clock_runs_by_default() {
        assertThat(Deadline.after(Duration.ofHours(1)).nanosLeft())
                .isBetween(Duration.ofMinutes(59).toNanos(), Duration.ofHours(1).toNanos());
    }

    @Test
    void a_deadline_beyond_the_clocks_range_is_far_away() {
        Deadline deadline = Deadline.after(ChronoUnit.FOREVER.getDuration(), clock::get);

        assertThat(deadline.nanosLeft()).isGreaterThan(Duration.ofDays(365).toNanos());
    }
}
