package io.heliograph.outbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static Backoff backoff(double chance) {
        return new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(15), () -> chance);
    }

    @Test
    void waits_double_up_to_the_maximum() {
        assertThat(backoff(0.5).after(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backoff(0.5).after(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(backoff(0.5).after(8)).isEqualTo(Duration.ofSeconds(640));
        assertThat(backoff(0.5).after(9)).isEqualTo(Duration.ofMinutes(15));
        assertThat(backoff(0.5).after(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void each_wait_is_up_to_a_fifth_shorter_or_longer() {
        assertThat(backoff(0).after(1)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff(1).after(1)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void the_vendors_own_wait_counts_if_it_is_longer() {
        assertThat(backoff(0.5).after(1, Duration.ofSeconds(60))).isEqualTo(Duration.ofSeconds(60));
        assertThat(backoff(0.5).after(1, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(5));
    }
}
