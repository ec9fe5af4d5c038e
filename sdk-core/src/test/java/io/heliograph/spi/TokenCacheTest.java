package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.DeadlineException;
import io.heliograph.http.Deadline;
import io.heliograph.message.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCacheTest {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private volatile Instant now = Instant.parse("2026-11-20T08:00:00Z");
    private long nanos;
    private final AtomicInteger fetches = new AtomicInteger();
    private final List<@Nullable String> refreshed = Collections.synchronizedList(new ArrayList<>());
    private final TokenCache cache = new TokenCache(clock(), () -> nanos, this::fetch);

    private TokenCache.Token fetch(TokenCache.@Nullable Token old, Deadline deadline) {
        Secret refresh = old == null ? null : old.refresh();
        refreshed.add(refresh == null ? null : refresh.reveal());
        int number = fetches.incrementAndGet();
        return new TokenCache.Token(
                Secret.of("token", "access-" + number), Secret.of("token", "refresh-" + number), now.plus(LIFE));
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    @Test
    @Timeout(60)
    void a_thread_that_waits_for_anothers_token_keeps_its_own_deadline() throws Exception {
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        TokenCache slow = new TokenCache(clock(), () -> nanos, (old, deadline) -> {
            fetching.countDown();
            awaitQuietly(end);
            return fetch(old, deadline);
        });
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Secret> first = pool.submit(() -> slow.access(soon()));
            fetching.await();
            Deadline brief = Deadline.after(Duration.ofMillis(50));

            assertThatThrownBy(() -> slow.access(brief)).isInstanceOf(DeadlineException.class);

            end.countDown();
            assertThat(first.get().reveal()).isEqualTo("access-1");
        } finally {
            pool.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    private void timePasses(Duration time) {
        now = now.plus(time);
        nanos = nanos + time.toNanos();
    }

    @Test
    void a_token_is_fetched_when_it_is_first_asked_for() {
        assertThat(fetches).hasValue(0);
        assertThat(cache.access(soon()).reveal()).isEqualTo("access-1");
        assertThat(refreshed).containsExactly((String) null);
    }

    @Test
    void a_token_that_is_good_is_kept() {
        cache.access(soon());
        timePasses(LIFE.minusSeconds(31));

        assertThat(cache.access(soon()).reveal()).isEqualTo("access-1");
    }

    @Test
    void a_token_is_renewed_half_a_minute_before_its_end_with_the_last_refresh_token() {
        cache.access(soon());
        timePasses(LIFE.minusSeconds(30));

        assertThat(cache.access(soon()).reveal()).isEqualTo("access-2");
        assertThat(refreshed).containsExactly(null, "refresh-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P30D", "-P30D"})
    void a_wall_clock_that_steps_changes_nothing_about_a_tokens_life(Duration step) {
        cache.access(soon());
        now = now.plus(step);
        timePasses(LIFE.minusSeconds(31));
        assertThat(cache.access(soon()).reveal()).isEqualTo("access-1");
        timePasses(Duration.ofSeconds(1));

        assertThat(cache.access(soon()).reveal()).isEqualTo("access-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z"})
    void a_token_that_ended_long_ago_is_renewed_each_time(Instant end) {
        TokenCache ended = new TokenCache(
                clock(),
                () -> nanos,
                (old, deadline) ->
                        new TokenCache.Token(Secret.of("token", "access-" + fetches.incrementAndGet()), null, end));

        assertThat(ended.access(soon()).reveal()).isEqualTo("access-1");
        assertThat(ended.access(soon()).reveal()).isEqualTo("access-2");
    }

    @Test
    void a_token_without_an_end_is_kept() {
        TokenCache endless = new TokenCache(
                clock(),
                () -> nanos,
                (old, deadline) -> new TokenCache.Token(
                        Secret.of("token", "access-" + fetches.incrementAndGet()), null, Instant.MAX));
        endless.access(soon());
        timePasses(Duration.ofDays(10_000));

        assertThat(endless.access(soon()).reveal()).isEqualTo("access-1");
    }

    @Test
    void a_token_that_was_rejected_is_renewed() {
        Secret refused = cache.access(soon());

        assertThat(cache.accessAfter(refused, soon()).reveal()).isEqualTo("access-2");
    }

    @Test
    void a_token_that_replaced_the_rejected_one_is_kept() {
        Secret refused = cache.access(soon());
        cache.accessAfter(refused, soon());

        assertThat(cache.accessAfter(refused, soon()).reveal()).isEqualTo("access-2");
        assertThat(fetches).hasValue(2);
    }

    @Test
    void a_failed_fetch_is_the_callers_and_the_next_one_tries_again() {
        AtomicInteger tries = new AtomicInteger();
        TokenCache failing = new TokenCache(clock(), () -> nanos, (old, deadline) -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("no token today");
            }
            return fetch(old, deadline);
        });

        assertThatThrownBy(() -> failing.access(soon())).hasMessage("no token today");
        assertThat(failing.access(soon()).reveal()).isEqualTo("access-1");
    }

    @Test
    @Timeout(60)
    void many_threads_that_find_the_same_token_rejected_fetch_once() throws Exception {
        int threads = 16;
        Secret refused = cache.access(soon());
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<Secret>> got = pool.invokeAll(Collections.nCopies(threads, () -> {
                start.await();
                return cache.accessAfter(refused, soon());
            }));
            for (Future<Secret> secret : got) {
                assertThat(secret.get().reveal()).isEqualTo("access-2");
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(fetches).hasValue(2);
    }

    @Test
    void a_token_is_not_printed() {
        assertThat(fetch(null, soon()).toString()).doesNotContain("access-1").doesNotContain("refresh-1");
    }
}
