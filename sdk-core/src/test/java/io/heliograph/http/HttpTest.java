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

/** What is decided before a connection is made. */
class HttpTest {
    private final Http http = Http.to(Endpoint.of("https://api.invalid", false), HttpOptions.defaults());
    private final Target target = http.target("sms");
    private final Deadline passed = Deadline.after(Duration.ZERO, () -> 0);

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aSendWithoutTimeLeftDoesNotBegin() {
        SendScope scope = new SendScope(passed);

        assertThatThrownBy(() -> http.submit(target, json -> json.beginObject().endObject(), scope))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        e -> assertThat(e)
                                .returns(ErrorType.DEADLINE, HttpException::type)
                                .returns(false, HttpException::mayHaveBeenSent));
        assertThat(scope.mayHaveBeenSent()).isFalse();
    }

    @Test
    void aQuestionWithoutTimeLeftDoesNotBegin() {
        assertThatThrownBy(() -> http.get(target, passed))
                .isInstanceOfSatisfying(
                        HttpException.class, e -> assertThat(e.type()).isEqualTo(ErrorType.DEADLINE));
    }

    @Test
    void aScopeIsGoodForOneSubmit() {
        SendScope scope = new SendScope(passed);
        assertThatThrownBy(() -> http.submit(target, json -> json.beginObject().endObject(), scope))
                .isInstanceOf(HttpException.class);

        assertThatThrownBy(() -> http.submit(target, json -> json.beginObject().endObject(), scope))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("one attempt is one POST");
    }

    @Test
    void aBodyThatCannotBeWrittenUsesNothingUp() {
        SendScope scope = new SendScope(passed);
        assertThatThrownBy(() -> http.submit(
                        target,
                        json -> {
                            throw new IOException("no body");
                        },
                        scope))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(scope.mayHaveBeenSent()).isFalse();
        scope.claim();
    }

    @Test
    void aFreshScopeHasSentNothingAndSeenNoAnswer() {
        SendScope scope = new SendScope(passed);

        assertThat(scope.mayHaveBeenSent()).isFalse();
        assertThat(scope.httpStatus()).isZero();
        assertThat(scope.deadline()).isSameAs(passed);
    }

    @Test
    void aScopeThatSubmittedHasSentNothingBeforeItsFirstByte() {
        SendScope scope = new SendScope(passed);
        scope.claim();

        assertThat(scope.mayHaveBeenSent()).isFalse();
    }

    @Test
    void aScopeWhoseBytesAreOutMayHaveSent() {
        SendScope scope = new SendScope(passed);
        Replies.answered(scope, 503);

        assertThat(scope.mayHaveBeenSent()).isTrue();
        assertThat(scope.httpStatus()).isEqualTo(503);
    }

    @Test
    void aScopeThatWasAnsweredWith401HasSentNothingAndMayTryOnceMore() {
        SendScope scope = new SendScope(passed);
        Replies.answered(scope, 401);
        assertThat(scope.mayHaveBeenSent()).isFalse();

        Replies.bytesOut(scope);

        assertThat(scope.mayHaveBeenSent()).isTrue();
        assertThat(scope.httpStatus()).isZero();
    }

    @Test
    void aSecond401IsTheLast() {
        SendScope scope = new SendScope(passed);
        Replies.answered(scope, 401);
        Replies.answered(scope, 401);

        assertThatThrownBy(scope::claim).isInstanceOf(IllegalStateException.class);
        assertThat(scope.mayHaveBeenSent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 307, 400, 402, 403, 407, 408, 421, 425, 429, 500, 502, 503})
    void noOtherAnswerLetsAScopeTryAgain(int status) {
        SendScope scope = new SendScope(passed);
        Replies.answered(scope, status);

        assertThatThrownBy(scope::claim).isInstanceOf(IllegalStateException.class);
        assertThat(scope.mayHaveBeenSent()).isTrue();
    }

    @Test
    void silenceLetsNoScopeTryAgain() {
        SendScope scope = new SendScope(passed);
        Replies.bytesOut(scope);

        assertThatThrownBy(scope::claim).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Timeout(60)
    void aScopeThatTwoThreadsClaimAtOnceIsGoodForOneOfThem() throws Exception {
        List<SendScope> scopes =
                Stream.generate(() -> new SendScope(passed)).limit(5_000).toList();
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

    /** Claims one scope after the other, each at the same moment as the other thread; gives how many it got. */
    private static int claimAll(List<SendScope> scopes, AtomicInteger arrived) {
        int claimed = 0;
        int bothArrived = 0;
        for (SendScope scope : scopes) {
            bothArrived += 2;
            arrived.incrementAndGet();
            while (arrived.get() < bothArrived) {
                Thread.onSpinWait();
            }
            try {
                scope.claim();
                claimed++;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessageContaining("one attempt is one POST");
            }
        }
        return claimed;
    }
}
