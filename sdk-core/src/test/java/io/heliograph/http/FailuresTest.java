package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private static final String PRIVATE = "https://api.example.com/?to=66812345678 X-Api-Key: hunter2";

    private final AtomicLong clock = new AtomicLong();
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(1), clock::get);
    private final SendScope scope = new SendScope(deadline);

    static Stream<Exception> exceptions() {
        return Stream.of(
                new IOException(PRIVATE),
                new EOFException(PRIVATE),
                new SocketException(PRIVATE),
                new SocketTimeoutException(PRIVATE),
                new InterruptedIOException(PRIVATE),
                new ConnectException(PRIVATE),
                new NoRouteToHostException(PRIVATE),
                new UnknownHostException(PRIVATE),
                new IllegalStateException(PRIVATE),
                new NumberFormatException(PRIVATE));
    }

    private void timeRunsOut() {
        clock.set(Duration.ofSeconds(2).toNanos());
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void beforeTheFirstByteNothingWasSentWhateverWentWrong(Exception e) {
        scope.claim();

        assertThat(Failures.explain(e, scope, deadline))
                .returns(false, HttpException::mayHaveBeenSent)
                .returns(ErrorType.UNREACHABLE, HttpException::type);
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void afterTheFirstByteItMayHaveBeenSentWhateverWentWrong(Exception e) {
        Replies.bytesOut(scope);

        assertThat(Failures.explain(e, scope, deadline)).returns(true, HttpException::mayHaveBeenSent);
        assertThat(scope.mayHaveBeenSent()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void whatAsksOnlySendsNothing(Exception e) {
        assertThat(Failures.explain(e, null, deadline)).returns(false, HttpException::mayHaveBeenSent);
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void theTypeIsDeadlineOnceTheTimeHasRunOut(Exception e) {
        Replies.bytesOut(scope);
        timeRunsOut();

        assertThat(Failures.explain(e, scope, deadline))
                .returns(ErrorType.DEADLINE, HttpException::type)
                .returns("no answer within the deadline", HttpException::reason);
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void theReasonHoldsNothingOfTheStacksMessage(Exception e) {
        HttpException early = Failures.explain(e, scope, deadline);
        Replies.bytesOut(scope);
        HttpException late = Failures.explain(e, scope, deadline);

        assertThat(Stream.of(early, late)).allSatisfy(exception -> {
            assertThat(exception.reason()).doesNotContain("example.com").doesNotContain("668", "hunter2");
            assertThat(exception).hasNoCause();
        });
    }

    @Test
    void aFailureOfTlsKeepsItsRootWhichCannotBeMendedWithoutIt() {
        SSLHandshakeException e = new SSLHandshakeException("PKIX path building failed");
        e.initCause(new IllegalStateException("certificate expired"));

        assertThat(Failures.explain(e, scope, deadline).reason())
                .contains("TLS")
                .endsWith("certificate expired");
    }

    @Test
    void aRefusedStreamProvesThatNothingWasDone() throws ReflectiveOperationException {
        Replies.bytesOut(scope);

        assertThat(Failures.explain(streamReset("REFUSED_STREAM"), scope, deadline))
                .returns(false, HttpException::mayHaveBeenSent);
        assertThat(scope.mayHaveBeenSent()).isFalse();
    }

    @Test
    void aStreamThatWasResetOtherwiseProvesNothing() throws ReflectiveOperationException {
        Replies.bytesOut(scope);

        assertThat(Failures.explain(streamReset("CANCEL"), scope, deadline))
                .returns(true, HttpException::mayHaveBeenSent);
    }

    @Test
    void aConnectionThatWasShutDownBeforeItsStreamBeganHasSentNothing() throws ReflectiveOperationException {
        Replies.bytesOut(scope);
        Exception shutDown = Class.forName("okhttp3.internal.http2.ConnectionShutdownException")
                .asSubclass(Exception.class)
                .getConstructor()
                .newInstance();

        assertThat(Failures.explain(shutDown, scope, deadline)).returns(false, HttpException::mayHaveBeenSent);
    }

    @Test
    void aProxyThatWantsALoginIsAMatterOfTheConfiguration() {
        scope.claim();

        assertThat(Failures.explain(new ProxyLogin.RefusedException(), scope, deadline))
                .returns(ErrorType.CONFIGURATION, HttpException::type)
                .returns(false, HttpException::mayHaveBeenSent)
                .returns("the proxy wants a login (HTTP 407)", HttpException::reason);
    }

    @Test
    void aConnectionThatWasReadyTooLateIsUnreachableWhileTimeIsLeft() {
        scope.claim();

        assertThat(Failures.explain(new IOException(PRIVATE), scope, deadline, true))
                .returns(ErrorType.UNREACHABLE, HttpException::type)
                .returns(false, HttpException::mayHaveBeenSent);
        timeRunsOut();
        assertThat(Failures.explain(new IOException(PRIVATE), scope, deadline, true))
                .returns(ErrorType.DEADLINE, HttpException::type);
    }

    /** OkHttp's own exception, which it keeps in a package that is not for users. */
    private static Exception streamReset(String code) throws ReflectiveOperationException {
        Class<?> codes = Class.forName("okhttp3.internal.http2.ErrorCode");
        return Class.forName("okhttp3.internal.http2.StreamResetException")
                .asSubclass(Exception.class)
                .getConstructor(codes)
                .newInstance(codes.getField(code).get(null));
    }
}
