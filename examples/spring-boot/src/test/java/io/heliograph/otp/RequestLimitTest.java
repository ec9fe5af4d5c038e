package io.heliograph.otp;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestLimitTest {
    private static final PhoneNumber ANNE = PhoneNumber.of("+447700900123");
    private static final PhoneNumber BEN = PhoneNumber.of("+447700900124");
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final RequestLimit limit = new RequestLimit(Duration.ofSeconds(30), 3);

    @Test
    void a_number_waits_for_the_rest_of_the_pause() {
        assertThat(limit.acquire(ANNE, NOON)).isEmpty();
        assertThat(limit.acquire(ANNE, NOON.plusSeconds(10))).contains(Duration.ofSeconds(20));
        assertThat(limit.acquire(ANNE, NOON.plusSeconds(30))).isEmpty();
    }

    @Test
    void numbers_do_not_wait_for_each_other() {
        assertThat(limit.acquire(ANNE, NOON)).isEmpty();
        assertThat(limit.acquire(BEN, NOON)).isEmpty();
    }

    @Test
    void the_fourth_within_an_hour_waits_until_the_first_is_an_hour_old() {
        for (int minute = 0; minute < 3; minute++) {
            assertThat(limit.acquire(ANNE, NOON.plusSeconds(60L * minute))).isEmpty();
        }
        assertThat(limit.acquire(ANNE, NOON.plusSeconds(600))).contains(Duration.ofMinutes(50));
        assertThat(limit.acquire(ANNE, NOON.plusSeconds(3600))).isEmpty();
        assertThat(limit.acquire(ANNE, NOON.plusSeconds(3630))).contains(Duration.ofSeconds(30));
    }

    @Test
    void a_refused_request_makes_nobody_wait_longer() {
        assertThat(limit.acquire(ANNE, NOON)).isEmpty();
        assertThat(limit.acquire(ANNE, NOON.plusSeconds(29))).isPresent();
        assertThat(limit.acquire(ANNE, NOON.plusSeconds(30))).isEmpty();
    }

    @Test
    void numbers_are_forgotten_after_an_hour() {
        limit.acquire(ANNE, NOON);
        limit.acquire(BEN, NOON.plusSeconds(1800));
        limit.acquire(ANNE, NOON.plusSeconds(1900));
        assertThat(limit.size()).isEqualTo(2);
        limit.acquire(PhoneNumber.of("+447700900125"), NOON.plusSeconds(1800 + 3600));
        assertThat(limit.size()).isEqualTo(2);
    }
}
