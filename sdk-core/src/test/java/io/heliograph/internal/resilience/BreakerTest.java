package io.heliograph.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testing.HandClock;
import io.heliograph.testing.Property;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private HandClock clock = new HandClock();
    private Breaker breaker = new Breaker("first", clock, clock::nanoTime);

    @BeforeEach
    void begin() {
        clock = new HandClock();
        breaker = new Breaker("first", clock, clock::nanoTime);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(breaker.permit()).isTrue();
            breaker.failed("it failed", false);
        }
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(breaker.permit()).isTrue();
            breaker.succeeded(false);
        }
    }

    private Duration pause() {
        return Duration.between(clock.instant(), breaker.openUntil().orElse(clock.instant()));
    }

    /** Lets the pause end and the one probe fail. */
    private void failProbe() {
        clock.passes(pause()).passes(A_MOMENT);
        fail(1);
    }

    @Test
    void aNewBreakerPermitsCalls() {
        assertThat(breaker.permit()).isTrue();
        assertThat(breaker.openUntil()).isEmpty();
        assertThat(breaker.reason()).isEmpty();
    }

    @Test
    void fourFailuresAreTooFewToJudge() {
        fail(4);

        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void fiveCallsOfWhichHalfFailedOpenItForHalfAMinute() {
        succeed(2);
        fail(3);

        assertThat(breaker.permit()).isFalse();
        assertThat(pause()).isEqualTo(HALF_A_MINUTE);
        assertThat(breaker.reason()).isEqualTo("it failed");
    }

    @Test
    void fewerThanHalfFailedKeepItClosed() {
        succeed(3);
        fail(2);

        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void exactlyHalfIsEnough() {
        succeed(3);
        fail(3);

        assertThat(breaker.permit()).isFalse();
    }

    @Test
    void failuresOlderThanAMinuteDoNotCount() {
        fail(4);
        clock.passes(Duration.ofSeconds(61));
        fail(4);

        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void callsThatSayNothingAboutHealthDoNotCount() {
        for (int i = 0; i < 20; i++) {
            assertThat(breaker.permit()).isTrue();
            breaker.ignored(false);
        }
        fail(4);

        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void itStaysOpenUntilItsTimeIsOver() {
        fail(5);
        clock.passes(HALF_A_MINUTE);

        assertThat(breaker.permit()).isFalse();
        clock.passes(A_MOMENT);
        assertThat(breaker.openUntil()).isEmpty();
        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void oneProbeIsLetThroughAtATime() {
        fail(5);
        clock.passes(HALF_A_MINUTE).passes(A_MOMENT);

        assertThat(breaker.permit()).isTrue();
        assertThat(breaker.permit()).isFalse();
        assertThat(breaker.permit()).isFalse();
    }

    @Test
    void aProbeThatSaysNothingLetsTheNextOneThrough() {
        fail(5);
        clock.passes(HALF_A_MINUTE).passes(A_MOMENT);
        assertThat(breaker.permit()).isTrue();
        breaker.ignored(false);

        assertThat(breaker.permit()).isTrue();
        assertThat(breaker.permit()).isFalse();
    }

    @Test
    void aProbeThatSucceedsClosesIt() {
        fail(5);
        clock.passes(HALF_A_MINUTE).passes(A_MOMENT);
        succeed(1);

        succeed(5);
        assertThat(breaker.openUntil()).isEmpty();
    }

    @Test
    void thePauseDoublesWithEachProbeThatFailsUpToTenMinutes() {
        fail(5);

        for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600, 600}) {
            assertThat(pause()).hasSeconds(seconds);
            failProbe();
        }
    }

    @Test
    void afterASuccessThePauseBeginsAgainWithHalfAMinute() {
        fail(5);
        failProbe();
        failProbe();
        clock.passes(pause()).passes(A_MOMENT);
        succeed(1);
        fail(5);

        assertThat(pause()).isEqualTo(HALF_A_MINUTE);
    }

    @Test
    void anEjectionOpensItAtOnceAndSaysWhy() {
        assertThat(breaker.permit()).isTrue();
        breaker.eject("wrong key");

        assertThat(breaker.permit()).isFalse();
        assertThat(pause()).isEqualTo(HALF_A_MINUTE);
        assertThat(breaker.reason()).isEqualTo("wrong key");
    }

    @Test
    void callsThatWereUnderWayTogetherAndAreRefusedTogetherEjectItOnce() {
        for (int i = 0; i < 64; i++) {
            assertThat(breaker.permit()).isTrue();
        }
        for (int i = 0; i < 64; i++) {
            breaker.eject("wrong key");
        }

        assertThat(pause()).isEqualTo(HALF_A_MINUTE);
    }

    @Test
    void aProbeThatIsRefusedByTheAccountDoublesThePause() {
        breaker.eject("wrong key");
        clock.passes(HALF_A_MINUTE).passes(A_MOMENT);
        assertThat(breaker.permit()).isTrue();
        breaker.eject("wrong key");

        assertThat(pause()).hasSeconds(60);
    }

    @Test
    void aCallThatWasMadeAllTheSameAndSucceedsClosesIt() {
        fail(5);
        assertThat(breaker.permit()).isFalse();
        breaker.succeeded(true);

        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void aCallFromBeforeTheOutageThatSucceedsLateDoesNotCloseIt() {
        assertThat(breaker.permit()).isTrue();
        fail(5);
        breaker.succeeded(false);

        assertThat(breaker.permit()).isFalse();
    }

    @Test
    void aCallThatWasMadeAllTheSameAndFailsChangesNothing() {
        fail(5);
        Duration before = pause();
        breaker.failed("it failed again", true);
        breaker.ignored(true);

        assertThat(pause()).isEqualTo(before);
        assertThat(breaker.reason()).isEqualTo("it failed");
    }

    @Test
    void thePauseIsNeverLongerThanTenMinutesWhateverHappens() {
        Property.check(100, random -> {
            begin();
            for (int i = 0; i < 300; i++) {
                clock.passes(Duration.ofMillis(random.nextInt(40_000)));
                breaker.permit();
                switch (random.nextInt(6)) {
                    case 0 -> breaker.succeeded(false);
                    case 1 -> breaker.ignored(false);
                    case 2 -> breaker.eject("wrong key");
                    default -> breaker.failed("it failed", false);
                }
                assertThat(pause()).isBetween(Duration.ZERO, Duration.ofMinutes(10));
            }
            clock.passes(Duration.ofMinutes(10)).passes(A_MOMENT);
            assertThat(breaker.openUntil()).isEmpty();
        });
    }

    @Test
    void aWallClockThatStepsChangesNoPause() {
        fail(5);
        for (int days : new int[] {-30, 1, -1}) {
            clock.isOff(Duration.ofDays(days));
            assertThat(breaker.permit()).isFalse();
            assertThat(pause()).isEqualTo(HALF_A_MINUTE); // shown as the clock goes now
        }
        clock.passes(HALF_A_MINUTE).passes(A_MOMENT);

        assertThat(breaker.openUntil()).isEmpty();
        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void askingWhetherACallWouldBePermittedTakesNoPermit() {
        assertThat(breaker.permits()).isTrue();
        fail(5);
        assertThat(breaker.permits()).isFalse();
        clock.passes(HALF_A_MINUTE).passes(A_MOMENT);

        assertThat(breaker.permits()).isTrue();
        assertThat(breaker.permits()).isTrue();
        assertThat(breaker.permit()).isTrue(); // the one probe
        assertThat(breaker.permits()).isFalse();
    }
}
