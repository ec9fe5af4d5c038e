package io.heliograph.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.webhook.ReplayCache.Before;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ReplayCacheTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final ReplayCache seen = new ReplayCache(WINDOW, 100);

    private boolean isNew(String id, Instant now) {
        return seen.add(id, now) == Before.NEW;
    }

    @Test
    void a_request_is_in_progress_until_it_is_handled_or_removed_and_isnt_kept_longer_for_that() {
        seen.add("a", NOW);
        assertThat(seen.add("a", NOW)).isEqualTo(Before.IN_PROGRESS);
        seen.taken("a");
        assertThat(seen.add("a", NOW.plus(WINDOW))).isEqualTo(Before.HANDLED);
        assertThat(isNew("a", NOW.plus(WINDOW).plusNanos(1))).isTrue();

        seen.remove("a");
        seen.taken("a");
        assertThat(isNew("a", NOW)).isTrue();
    }

    @Test
    void each_is_new_once_within_the_window() {
        assertThat(isNew("a", NOW)).isTrue();
        assertThat(isNew("a", NOW.plus(WINDOW))).isFalse();
        assertThat(isNew("b", NOW.plus(WINDOW))).isTrue();
        assertThat(isNew("a", NOW.plus(WINDOW).plusNanos(1))).isTrue();
    }

    @Test
    void however_many_come_only_so_many_are_kept_the_newest() {
        for (int i = 0; i < 50_000; i++) {
            assertThat(isNew("id-" + i, NOW.plusMillis(i))).isTrue();
            assertThat(seen.size()).isLessThanOrEqualTo(100);
        }
        assertThat(isNew("id-49999", NOW.plusSeconds(50))).isFalse();
        assertThat(isNew("id-49900", NOW.plusSeconds(50))).isFalse();
        assertThat(isNew("id-49899", NOW.plusSeconds(50))).isTrue();
    }

    @Test
    void a_request_can_be_forgotten_earlier_but_not_while_it_is_handled() {
        seen.add("a", NOW);
        seen.forgetAt("a", NOW.plusSeconds(2));
        assertThat(seen.add("a", NOW.plusSeconds(3))).isEqualTo(Before.IN_PROGRESS);
        seen.taken("a");

        assertThat(seen.add("a", NOW.plusSeconds(1))).isEqualTo(Before.HANDLED);
        assertThat(isNew("a", NOW.plusSeconds(2))).isTrue();
        assertThat(seen.add("a", NOW.plusSeconds(3))).isEqualTo(Before.IN_PROGRESS);
    }

    @Test
    void old_requests_take_no_space() {
        for (int i = 0; i < 100; i++) {
            seen.add("id-" + i, NOW);
        }
        seen.add("late", NOW.plus(WINDOW).plusSeconds(1));
        assertThat(seen.size()).isEqualTo(1);
    }

    @Test
    void a_clock_that_goes_back_forgets_nothing() {
        seen.add("a", NOW);
        assertThat(isNew("b", NOW.minus(Duration.ofHours(5)))).isTrue();
        assertThat(isNew("a", NOW.minus(Duration.ofHours(5)))).isFalse();
    }

    @Test
    void of_many_threads_with_the_same_request_one_has_it() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 200; round++) {
                String id = "round-" + round;
                List<Callable<Boolean>> adds = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    adds.add(() -> isNew(id, NOW));
                }
                int news = 0;
                for (Future<Boolean> added : threads.invokeAll(adds)) {
                    news += added.get() ? 1 : 0;
                }
                assertThat(news).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
