package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.ErrorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions before a connection is made. */
class VendorHttpTest {
    private final VendorHttp http = VendorHttp.to(Endpoint.of("https://api.invalid", false), HttpOptions.defaults());
    private final ResourcePath target = http.target("sms");
    private final Deadline passed = Deadline.after(Duration.ZERO, () -> 0);

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void a_send_without_time_left_does_not_begin() {
        AttemptContext context = new AttemptContext(passed);

        assertThatThrownBy(() -> http.submit(target, json -> json.beginObject().endObject(), context))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        e -> assertThat(e)
                                .returns(ErrorType.DEADLINE, HttpException::type)
                                .returns(false, HttpException::mayHaveBeenSent));
        assertThat(context.mayHaveBeenSent()).isFalse();
    }

    @Test
    void a_query_without_time_left_does_not_begin() {
        assertThatThrownBy(() -> http.get(target, passed))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.DEADLINE));
    }

    @Test
    void a_context_is_good_for_one_submit() {
        AttemptContext context = new AttemptContext(passed);
        assertThatThrownBy(() -> http.submit(target, json -> json.beginObject().endObject(), context))
                .isInstanceOf(HttpException.class);

        assertThatThrownBy(() -> http.submit(target, json -> json.beginObject().endObject(), context))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one attempt is one POST");
    }

    @Test
    void a_body_that_cannot_be_written_uses_nothing_up() {
        AttemptContext context = new AttemptContext(passed);
        assertThatThrownBy(() -> http.submit(
                        target,
                        json -> {
                            throw new IOException("no body");
                        },
                        context))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(context.mayHaveBeenSent()).isFalse();
        context.claim();
    }

    @Test
    void a_fresh_context_has_sent_nothing_and_seen_no_response() {
        AttemptContext context = new AttemptContext(passed);

        assertThat(context.mayHaveBeenSent()).isFalse();
        assertThat(context.httpStatus()).isZero();
        assertThat(context.deadline()).isSameAs(passed);
    }

    @Test
    void a_context_that_submitted_has_sent_nothing_before_its_first_byte() {
        AttemptContext context = new AttemptContext(passed);
        context.claim();

        assertThat(context.mayHaveBeenSent()).isFalse();
    }

    @Test
    void a_context_whose_bytes_are_out_may_have_sent() {
        AttemptContext context = new AttemptContext(passed);
        Replies.answered(context, 503);

        assertThat(context.mayHaveBeenSent()).isTrue();
        assertThat(context.httpStatus()).isEqualTo(503);
    }

    @Test
    void a_context_that_was_answered_with_401_has_sent_nothing_and_may_retry_once() {
        AttemptContext context = new AttemptContext(passed);
        Replies.answered(context, 401);
        assertThat(context.mayHaveBeenSent()).isFalse();

        Replies.bytesOut(context);

        assertThat(context.mayHaveBeenSent()).isTrue();
        assertThat(context.httpStatus()).isZero();
    }

    @Test
    void a_second_401_is_the_last() {
        AttemptContext context = new AttemptContext(passed);
        Replies.answered(context, 401);
        Replies.answered(context, 401);

        assertThatThrownBy(context::claim).isInstanceOf(IllegalStateException.class);
        assertThat(context.mayHaveBeenSent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 307, 400, 402, 403, 407, 408, 421, 425, 429, 500, 502, 503})
    void no_other_response_lets_a_context_try_again(int status) {
        AttemptContext context = new AttemptContext(passed);
        Replies.answered(context, status);

        assertThatThrownBy(context::claim).isInstanceOf(IllegalStateException.class);
        assertThat(context.mayHaveBeenSent()).isTrue();
    }

    @Test
    void silence_lets_no_context_try_again() {
        AttemptContext context = new AttemptContext(passed);
        Replies.bytesOut(context);

        assertThatThrownBy(context::claim).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Timeout(60)
    void a_context_that_two_threads_claim_at_once_is_good_for_one_of_them() throws Exception {
        List<AttemptContext> scopes =
                Stream.generate(() -> new AttemptContext(passed)).limit(5_000).toList();
        AtomicInteger arrived = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one = pool.submit(() -> claimAll(scopes, arrived));
            Future<Integer> other = pool.submit(() -> claimAll(scopes, arrived));

            assertThat(one.get() + other.get()).isEqualTo(scopes.size());
        } finally {
            pool.shutdownNow();
        }
    }

    /**
     * Claims one context after the other, each at the same moment as the other thread; returns the number of successful
     * claims.
     */
    private static int claimAll(List<AttemptContext> scopes, AtomicInteger arrived) {
        int claimed = 0;
        int bothArrived = 0;
        for (AttemptContext context : scopes) {
            bothArrived += 2;
            arrived.incrementAndGet();
            while (arrived.get() < bothArrived) {
                Thread.onSpinWait();
            }
            try {
                context.claim();
                claimed++;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("one attempt is one POST");
            }
        }
        return claimed;
    }
}
