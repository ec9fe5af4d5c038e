package io.heliograph.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testing.ManualClock;
import io.heliograph.testing.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProviderRateLimiterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONG = Duration.ofMinutes(10).toNanos();

    private final ManualClock clock = new ManualClock();

    private ProviderRateLimiter gate(double perSecond) {
        return new ProviderRateLimiter(perSecond, clock::nanoTime);
    }

    @Test
    void the_first_request_waits_for_nothing() {
        assertThat(gate(1).reserve(0)).isZero();
    }

    @Test
    void places_are_spread_evenly() {
        ProviderRateLimiter gate = gate(4);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waits.add(gate.reserve(LONG));
        }

        assertThat(waits).containsExactly(0L, SECOND / 4, SECOND / 2, 3 * SECOND / 4, SECOND);
    }

    @Test
    void quiet_times_are_not_saved_up_for_a_burst() {
        ProviderRateLimiter gate = gate(10);
        gate.reserve(LONG);
        clock.passes(Duration.ofHours(1));

        assertThat(gate.reserve(LONG)).isZero();
        assertThat(gate.reserve(LONG)).isPositive();
    }

    @Test
    void a_place_that_comes_too_late_is_not_taken() {
        ProviderRateLimiter gate = gate(1);
        gate.reserve(LONG);

        assertThat(gate.reserve(SECOND - 1)).isNegative();
        assertThat(gate.reserve(SECOND - 1)).isNegative();
        assertThat(gate.reserve(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void slow_rates_are_kept_too() {
        ProviderRateLimiter gate = gate(0.1);
        gate.reserve(LONG);

        assertThat(gate.reserve(LONG)).isEqualTo(10 * SECOND);
    }

    @Test
    void no_second_ever_has_more_than_its_number_of_requests_wherever_it_begins() {
        Property.check(100, random -> {
            ManualClock manualClock = new ManualClock();
            int perSecond = 1 + random.nextInt(20);
            ProviderRateLimiter gate = new ProviderRateLimiter(perSecond, manualClock::nanoTime);
            List<Long> times = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long wait = gate.reserve(LONG);
                assertThat(wait).isNotNegative();
                times.add(manualClock.nanoTime() + wait);
                manualClock.passes(Duration.ofNanos(random.nextInt(3) == 0 ? random.nextInt(2_000_000_000) : 0));
            }
            times.sort(null);
            for (int i = 0; i + perSecond + 1 < times.size(); i++) {
                // One more than the rate can touch both ends of a second; never two.
                assertThat(times.get(i + perSecond + 1) - times.get(i)).isGreaterThanOrEqualTo(SECOND);
            }
        });
    }

    @Test
    void threads_that_reserve_together_get_permits_of_their_own() {
        ProviderRateLimiter gate = gate(10);

        List<Long> waits = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> gate.reserve(LONG))
                .sorted()
                .toList();

        assertThat(waits)
                .containsExactlyElementsOf(
                        LongStream.range(0, 64).mapToObj(i -> i * SECOND / 10).toList());
    }
}
