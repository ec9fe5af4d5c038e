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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TransportErrorsTest {
    private static final String PRIVATE = "https://api.example.com/?to=66812345678 X-Api-Key: hunter2";

    private final AtomicLong clock = new AtomicLong();
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(1), clock::get);
    private final AttemptContext context = new AttemptContext(deadline);

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
    void before_the_first_byte_nothing_was_sent_whatever_went_wrong(Exception e) {
        context.claim();

        assertThat(TransportErrors.explain(e, context, deadline))
                .returns(false, HttpException::mayHaveBeenSent)
                .returns(ErrorType.UNREACHABLE, HttpException::type);
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void after_the_first_byte_it_may_have_been_sent_whatever_went_wrong(Exception e) {
        Replies.bytesOut(context);

        assertThat(TransportErrors.explain(e, context, deadline)).returns(true, HttpException::mayHaveBeenSent);
        assertThat(context.mayHaveBeenSent()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void what_asks_only_sends_nothing(Exception e) {
        assertThat(TransportErrors.explain(e, null, deadline)).returns(false, HttpException::mayHaveBeenSent);
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void the_type_is_deadline_once_the_time_has_run_out(Exception e) {
        Replies.bytesOut(context);
        timeRunsOut();

        assertThat(TransportErrors.explain(e, context, deadline))
                .returns(ErrorType.DEADLINE, HttpException::type)
                .returns("no answer within the deadline", HttpException::reason);
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void the_reason_holds_nothing_of_the_stacks_message(Exception e) {
        HttpException early = TransportErrors.explain(e, context, deadline);
        Replies.bytesOut(context);
        HttpException late = TransportErrors.explain(e, context, deadline);

        assertThat(Stream.of(early, late)).allSatisfy(exception -> {
            assertThat(exception.reason()).doesNotContain("example.com").doesNotContain("668", "hunter2");
            assertThat(exception).hasNoCause();
        });
    }

    @Test
    void a_failure_of_tls_keeps_its_root_cause() {
        SSLHandshakeException e = new SSLHandshakeException("PKIX path building failed");
        e.initCause(new IllegalStateException("certificate expired"));

        assertThat(TransportErrors.explain(e, context, deadline).reason())
                .contains("TLS")
                .endsWith("certificate expired");
    }

    @Test
    void a_refused_stream_proves_that_nothing_was_done() throws ReflectiveOperationException {
        Replies.bytesOut(context);

        assertThat(TransportErrors.explain(streamReset("REFUSED_STREAM"), context, deadline))
                .returns(false, HttpException::mayHaveBeenSent);
        assertThat(context.mayHaveBeenSent()).isFalse();
    }

    @Test
    void a_stream_that_was_reset_otherwise_proves_nothing() throws ReflectiveOperationException {
        Replies.bytesOut(context);

        assertThat(TransportErrors.explain(streamReset("CANCEL"), context, deadline))
                .returns(true, HttpException::mayHaveBeenSent);
    }

    @Test
    void a_connection_that_was_shut_down_before_its_stream_began_has_sent_nothing()
            throws ReflectiveOperationException {
        Replies.bytesOut(context);
        Exception shutDown = Class.forName("okhttp3.internal.http2.ConnectionShutdownException")
                .asSubclass(Exception.class)
                .getConstructor()
                .newInstance();

        assertThat(TransportErrors.explain(shutDown, context, deadline)).returns(false, HttpException::mayHaveBeenSent);
    }

    @Test
    void a_proxy_that_wants_a_login_is_a_matter_of_the_configuration() {
        context.claim();

        assertThat(TransportErrors.explain(new ProxyLogin.RefusedException(), context, deadline))
                .returns(ErrorType.CONFIGURATION, HttpException::type)
                .returns(false, HttpException::mayHaveBeenSent)
                .returns("the proxy wants a login (HTTP 407)", HttpException::reason);
    }

    @ParameterizedTest
    @CsvSource({
        "400, CONFIGURATION",
        "403, CONFIGURATION",
        "404, CONFIGURATION",
        "405, CONFIGURATION",
        "302, CONFIGURATION",
        "408, UNREACHABLE",
        "429, UNREACHABLE",
        "500, UNREACHABLE",
        "502, UNREACHABLE",
        "503, UNREACHABLE",
        "504, UNREACHABLE"
    })
    void a_proxy_that_makes_no_connection_has_sent_nothing(int status, ErrorType type) {
        context.claim();

        assertThat(TransportErrors.explain(
                        new IOException("Unexpected response code for CONNECT: " + status), context, deadline))
                .returns(type, HttpException::type)
                .returns(false, HttpException::mayHaveBeenSent)
                .returns("the proxy made no connection to the vendor (HTTP " + status + ")", HttpException::reason);
    }

    @Test
    void a_connection_that_was_ready_too_late_is_unreachable_while_time_is_left() {
        context.claim();

        assertThat(TransportErrors.explain(new IOException(PRIVATE), context, deadline, true))
                .returns(ErrorType.UNREACHABLE, HttpException::type)
                .returns(false, HttpException::mayHaveBeenSent);
        timeRunsOut();
        assertThat(TransportErrors.explain(new IOException(PRIVATE), context, deadline, true))
                .returns(ErrorType.DEADLINE, HttpException::type);
    }

    /** OkHttp's own exception, from an internal package of OkHttp. */
    private static Exception streamReset(String code) throws ReflectiveOperationException {
        Class<?> codes = Class.forName("okhttp3.internal.http2.ErrorCode");
        return Class.forName("okhttp3.internal.http2.StreamResetException")
                .asSubclass(Exception.class)
                .getConstructor(codes)
                .newInstance(codes.getField(code).get(null));
    }
}
