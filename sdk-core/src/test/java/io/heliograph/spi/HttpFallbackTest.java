package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Results of a send by its HTTP status alone, without a matching row of the vendor's table. */
class HttpFallbackTest {
    private static final ErrorTable EMPTY = ErrorTable.of();

    /** Redirects of a request that wasn't processed. */
    private static final Set<Integer> REDIRECTS_OF_A_POST = Set.of(301, 302, 307, 308);

    /** A timeout of a proxy, which may have forwarded the request. */
    private static final int REQUEST_TIMEOUT = 408;

    private static final int CONFLICT = 409;

    /** nginx and gRPC gateways: the forwarded call may have gone on. */
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private static final Map<Integer, ErrorType> TYPES = Map.ofEntries(
            Map.entry(301, ErrorType.CONFIGURATION),
            Map.entry(302, ErrorType.CONFIGURATION),
            Map.entry(307, ErrorType.CONFIGURATION),
            Map.entry(308, ErrorType.CONFIGURATION),
            Map.entry(400, ErrorType.INVALID_REQUEST),
            Map.entry(401, ErrorType.AUTHENTICATION),
            Map.entry(402, ErrorType.INSUFFICIENT_CREDIT),
            Map.entry(403, ErrorType.PERMISSION),
            Map.entry(404, ErrorType.CONFIGURATION),
            Map.entry(405, ErrorType.CONFIGURATION),
            Map.entry(407, ErrorType.CONFIGURATION),
            Map.entry(410, ErrorType.CONFIGURATION),
            Map.entry(413, ErrorType.INVALID_REQUEST),
            Map.entry(415, ErrorType.INVALID_REQUEST),
            Map.entry(421, ErrorType.UNREACHABLE),
            Map.entry(422, ErrorType.INVALID_REQUEST),
            Map.entry(429, ErrorType.RATE_LIMITED));

    static IntStream certain() {
        return IntStream.rangeClosed(300, 599).filter(HttpFallbackTest::isCertain);
    }

    static IntStream unclear() {
        return IntStream.rangeClosed(300, 599).filter(status -> status != CONFLICT && !isCertain(status));
    }

    private static boolean isCertain(int status) {
        boolean clientError = status >= 400
                && status <= 499
                && !Set.of(REQUEST_TIMEOUT, CONFLICT, CLIENT_CLOSED_REQUEST).contains(status);
        return clientError || REDIRECTS_OF_A_POST.contains(status);
    }

    static Set<Integer> typed() {
        return TYPES.keySet();
    }

    @ParameterizedTest
    @MethodSource("certain")
    void a_redirect_or_a_client_error_is_a_certain_rejection(int status) {
        assertThat(EMPTY.result(Replies.of(status), null, null, List.of())).isInstanceOf(SendResult.Rejected.class);
        assertThat(EMPTY.refusal(Replies.of(status), null, null, List.of())).isPresent();
    }

    /** For a send it may be about an earlier attempt with the same key; for a query it's a plain failure. */
    @Test
    void a_conflict_may_have_been_sent() {
        assertThat(EMPTY.result(Replies.of(CONFLICT), null, null, List.of()))
                .isEqualTo(new SendResult.Unknown("HTTP 409"));
        assertThat(EMPTY.refusal(Replies.of(CONFLICT), null, null, List.of())).isPresent();
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void everything_else_may_have_been_sent(int status) {
        assertThat(EMPTY.result(Replies.of(status), null, null, List.of()))
                .isEqualTo(new SendResult.Unknown("HTTP " + status));
        assertThat(EMPTY.refusal(Replies.of(status), null, null, List.of())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void a_hint_to_wait_is_no_permission_to_send_again(int status) {
        assertThat(EMPTY.result(Replies.of(status, "Retry-After", "0"), null, null, List.of()))
                .isInstanceOf(SendResult.Unknown.class);
    }

    @ParameterizedTest
    @MethodSource("typed")
    void the_statuses_that_http_explains_have_their_type(int status) {
        @Nullable ErrorType expected = TYPES.get(status);

        assertThat(EMPTY.refusal(Replies.of(status), null, null, List.of()))
                .hasValueSatisfying(failure -> assertThat(failure.type()).isEqualTo(expected));
    }
}
