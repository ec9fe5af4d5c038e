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
    void theTimeLeftShrinksAsTheClockRuns() {
        Deadline deadline = after(500);
        clock.addAndGet(200);

        assertThat(deadline.nanosLeft()).isEqualTo(300);
    }

    @Test
    void oneNanosecondBeforeItsEndItHasNotPassed() {
        Deadline deadline = after(500);
        clock.addAndGet(499);

        assertThat(deadline.hasPassed()).isFalse();
    }

    @Test
    void atItsEndItHasPassed() {
        Deadline deadline = after(500);
        clock.addAndGet(500);

        assertThat(deadline.hasPassed()).isTrue();
        assertThat(deadline.nanosLeft()).isZero();
    }

    @Test
    void afterItsEndLessThanNothingIsLeft() {
        Deadline deadline = after(500);
        clock.addAndGet(700);

        assertThat(deadline.hasPassed()).isTrue();
        assertThat(deadline.nanosLeft()).isEqualTo(-200);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE - 100, Long.MAX_VALUE, -1})
    void theClockMayOverflowInBetween(long start) {
        clock.set(start);
        Deadline deadline = after(500);
        clock.addAndGet(200);

        assertThat(deadline.nanosLeft()).isEqualTo(300);
        assertThat(deadline.hasPassed()).isFalse();
    }

    @Test
    void theSystemClockRunsByDefault() {
        assertThat(Deadline.after(Duration.ofHours(1)).nanosLeft())
                .isBetween(Duration.ofMinutes(59).toNanos(), Duration.ofHours(1).toNanos());
    }

    @Test
    void aDeadlineBeyondTheClocksRangeIsFarAway() {
        Deadline deadline = Deadline.after(ChronoUnit.FOREVER.getDuration(), clock::get);

        assertThat(deadline.nanosLeft()).isGreaterThan(Duration.ofDays(365).toNanos());
    }
}
