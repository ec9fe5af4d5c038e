package io.heliograph.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testing.HandClock;
import io.heliograph.testing.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateGateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONG = Duration.ofMinutes(10).toNanos();

    private final HandClock clock = new HandClock();

    private RateGate gate(double perSecond) {
        return new RateGate("first", perSecond, clock::nanoTime);
    }

    @Test
    void theFirstRequestWaitsForNothing() {
        assertThat(gate(1).reserve(0)).isZero();
    }

    @Test
    void placesAreSpreadEvenly() {
        RateGate gate = gate(4);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waits.add(gate.reserve(LONG));
        }

        assertThat(waits).containsExactly(0L, SECOND / 4, SECOND / 2, 3 * SECOND / 4, SECOND);
    }

    @Test
    void quietTimesAreNotSavedUpForABurst() {
        RateGate gate = gate(10);
        gate.reserve(LONG);
        clock.passes(Duration.ofHours(1));

        assertThat(gate.reserve(LONG)).isZero();
        assertThat(gate.reserve(LONG)).isPositive();
    }

    @Test
    void aPlaceThatComesTooLateIsNotTaken() {
        RateGate gate = gate(1);
        gate.reserve(LONG);

        assertThat(gate.reserve(SECOND - 1)).isNegative();
        assertThat(gate.reserve(SECOND - 1)).isNegative();
        assertThat(gate.reserve(SECOND)).isEqualTo(SECOND);
    }

    @Test
    void slowRatesAreKeptToo() {
        RateGate gate = gate(0.1);
        gate.reserve(LONG);

        assertThat(gate.reserve(LONG)).isEqualTo(10 * SECOND);
    }

    @Test
    void noSecondEverHasMoreThanItsNumberOfRequestsWhereverItBegins() {
        Property.check(100, random -> {
            HandClock its = new HandClock();
            int perSecond = 1 + random.nextInt(20);
            RateGate gate = new RateGate("first", perSecond, its::nanoTime);
            List<Long> times = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                long wait = gate.reserve(LONG);
                assertThat(wait).isNotNegative();
                times.add(its.nanoTime() + wait);
                its.passes(Duration.ofNanos(random.nextInt(3) == 0 ? random.nextInt(2_000_000_000) : 0));
            }
            times.sort(null);
            for (int i = 0; i + perSecond + 1 < times.size(); i++) {
                // One more than the rate can touch both ends of a second; never two.
                assertThat(times.get(i + perSecond + 1) - times.get(i)).isGreaterThanOrEqualTo(SECOND);
            }
        });
    }
}
