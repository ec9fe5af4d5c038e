package io.heliograph.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testing.ManualClock;
import io.heliograph.testing.Property;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderBreakerTest {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private ManualClock clock = new ManualClock();
    private ProviderBreaker breaker = new ProviderBreaker("first", clock, clock::nanoTime);

    @BeforeEach
    void begin() {
        clock = new ManualClock();
        breaker = new ProviderBreaker("first", clock, clock::nanoTime);
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
    void a_new_breaker_permits_calls() {
        assertThat(breaker.permit()).isTrue();
        assertThat(breaker.openUntil()).isEmpty();
        assertThat(breaker.reason()).isEmpty();
    }

    @Test
    void four_failures_are_too_few_to_judge() {
        fail(4);

        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void five_calls_of_which_half_failed_open_it_for_half_a_minute() {
        succeed(2);
        fail(3);

        assertThat(breaker.permit()).isFalse();
        assertThat(pause()).isEqualTo(HALF_A_MINUTE);
        assertThat(breaker.reason()).isEqualTo("it failed");
    }

    @Test
    void fewer_than_half_failed_keep_it_closed() {
        succeed(3);
        fail(2);

        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void exactly_half_is_enough() {
        succeed(3);
        fail(3);

        assertThat(breaker.permit()).isFalse();
    }

    @Test
    void failures_older_than_a_minute_do_not_count() {
        fail(4);
        clock.passes(Duration.ofSeconds(61));
        fail(4);

        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void calls_that_say_nothing_about_health_do_not_count() {
        for (int i = 0; i < 20; i++) {
            assertThat(breaker.permit()).isTrue();
            breaker.ignored(false);
        }
        fail(4);

        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void it_stays_open_until_its_time_is_over() {
        fail(5);
        clock.passes(HALF_A_MINUTE);

        assertThat(breaker.permit()).isFalse();
        clock.passes(A_MOMENT);
        assertThat(breaker.openUntil()).isEmpty();
        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void one_probe_is_let_through_at_a_time() {
        fail(5);
        clock.passes(HALF_A_MINUTE).passes(A_MOMENT);

        assertThat(breaker.permit()).isTrue();
        assertThat(breaker.permit()).isFalse();
        assertThat(breaker.permit()).isFalse();
    }

    @Test
    void a_probe_that_says_nothing_lets_the_next_one_through() {
        fail(5);
        clock.passes(HALF_A_MINUTE).passes(A_MOMENT);
        assertThat(breaker.permit()).isTrue();
        breaker.ignored(false);

        assertThat(breaker.permit()).isTrue();
        assertThat(breaker.permit()).isFalse();
    }

    @Test
    void a_probe_that_succeeds_closes_it() {
        fail(5);
        clock.passes(HALF_A_MINUTE).passes(A_MOMENT);
        succeed(1);

        succeed(5);
        assertThat(breaker.openUntil()).isEmpty();
    }

    @Test
    void the_pause_doubles_with_each_probe_that_fails_up_to_ten_minutes() {
        fail(5);

        for (int seconds : new int[] {30, 60, 120, 240, 480, 600, 600, 600}) {
            assertThat(pause()).hasSeconds(seconds);
            failProbe();
        }
    }

    @Test
    void after_a_success_the_pause_begins_again_with_half_a_minute() {
        fail(5);
        failProbe();
        failProbe();
        clock.passes(pause()).passes(A_MOMENT);
        succeed(1);
        fail(5);

        assertThat(pause()).isEqualTo(HALF_A_MINUTE);
    }

    @Test
    void an_ejection_opens_it_at_once_and_says_why() {
        assertThat(breaker.permit()).isTrue();
        breaker.eject("wrong key");

        assertThat(breaker.permit()).isFalse();
        assertThat(pause()).isEqualTo(HALF_A_MINUTE);
        assertThat(breaker.reason()).isEqualTo("wrong key");
    }

    @Test
    void calls_that_were_under_way_together_and_are_refused_together_eject_it_once() {
        for (int i = 0; i < 64; i++) {
            assertThat(breaker.permit()).isTrue();
        }
        for (int i = 0; i < 64; i++) {
            breaker.eject("wrong key");
        }

        assertThat(pause()).isEqualTo(HALF_A_MINUTE);
    }

    @Test
    void a_probe_that_is_refused_by_the_account_doubles_the_pause() {
        breaker.eject("wrong key");
        clock.passes(HALF_A_MINUTE).passes(A_MOMENT);
        assertThat(breaker.permit()).isTrue();
        breaker.eject("wrong key");

        assertThat(pause()).hasSeconds(60);
    }

    @Test
    void a_call_that_was_made_all_the_same_and_succeeds_closes_it() {
        fail(5);
        assertThat(breaker.permit()).isFalse();
        breaker.succeeded(true);

        assertThat(breaker.permit()).isTrue();
    }

    @Test
    void a_call_from_before_the_outage_that_succeeds_late_does_not_close_it() {
        assertThat(breaker.permit()).isTrue();
        fail(5);
        breaker.succeeded(false);

        assertThat(breaker.permit()).isFalse();
    }

    @Test
    void a_call_that_was_made_all_the_same_and_fails_changes_nothing() {
        fail(5);
        Duration before = pause();
        breaker.failed("it failed again", true);
        breaker.ignored(true);

        assertThat(pause()).isEqualTo(before);
        assertThat(breaker.reason()).isEqualTo("it failed");
    }

    @Test
    void the_pause_is_never_longer_than_ten_minutes_whatever_happens() {
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
    void a_wall_clock_that_steps_changes_no_pause() {
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
    void asking_whether_a_call_would_be_permitted_takes_no_permit() {
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
