package io.heliograph.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.message.Secret;
import io.heliograph.webhook.WebhookRejectedException.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Secret KEY = Secret.of("key", "s3cr3tKy");
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final SignatureVerifier untimed = check(SignatureScheme.of("X-Sign", Duration.ofDays(1)), 1_000);
    private final SignatureVerifier timed = check(SignatureScheme.withTime("X-Sign", "X-Time", WINDOW), 1_000);

    private static SignatureVerifier check(SignatureScheme scheme, int most) {
        return new SignatureVerifier("acme", scheme, List.of(KEY), most);
    }

    private static String sign(String text) {
        return HexFormat.of().formatHex(Hmac.of(KEY, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static WebhookRequest request(String body, String... headers) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        return new WebhookRequest(all, body.getBytes(StandardCharsets.UTF_8), URI.create("/hook"));
    }

    private static void assertRejected(WebhookVerifier check, WebhookRequest request, Instant now, Reason reason) {
        WebhookRejectedException rejected =
                catchThrowableOfType(WebhookRejectedException.class, () -> check.verify(request, now));
        assertThat(rejected).isNotNull();
        assertThat(rejected.reason()).isEqualTo(reason);
    }

    private static void assertTaken(WebhookVerifier check, WebhookRequest request, Instant now) {
        assertThatCode(() -> check.verify(request, now)).doesNotThrowAnyException();
        check.handled(request);
    }

    @Test
    void a_repeat_while_the_request_is_handled_is_wanted_later() {
        WebhookRequest request = request("{}", "X-Sign", sign("{}"));
        untimed.verify(request, NOW);
        assertRejected(untimed, request, NOW, Reason.IN_PROGRESS);

        untimed.release(request);
        assertTaken(untimed, request, NOW);
        assertRejected(untimed, request, NOW, Reason.REPLAYED);
    }

    @Test
    void a_prefix_capitals_and_blanks_around_are_the_same_signature_and_so_a_replay() {
        String signature = sign("{}");
        assertTaken(untimed, request("{}", "x-sign", "sha256=" + signature), NOW);
        for (String same : List.of(signature, signature.toUpperCase(Locale.ROOT), " SHA256=" + signature + " ")) {
            assertRejected(untimed, request("{}", "X-SIGN", same), NOW, Reason.REPLAYED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "zz", "sha256=", "sha1=ab", "é", "sha256=sha256="})
    void what_is_no_signature_is_wrong_or_missing_and_never_thrown_over(String signature) {
        WebhookRejectedException rejected = catchThrowableOfType(
                WebhookRejectedException.class, () -> untimed.verify(request("{}", "X-Sign", signature), NOW));
        assertThat(rejected.reason()).isIn(Reason.INVALID, Reason.MISSING);
    }

    @Test
    void a_signature_that_is_cut_or_longer_is_wrong() {
        String signature = sign("{}");
        for (String other : List.of(
                signature.substring(1),
                signature + "0",
                signature + signature,
                "sha256=sha256=" + signature,
                "g" + signature.substring(1))) {
            assertRejected(untimed, request("{}", "X-Sign", other), NOW, Reason.INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "soon", "-1700000000", "+1700000000", "1700000000.0", "1.7e9", "170000000000", "١٧٠٠٠٠٠٠٠٠"})
    void a_signed_time_that_is_none_is_stale(String time) {
        assertRejected(timed, request("{}", "X-Sign", sign("{}" + time), "X-Time", time), NOW, Reason.STALE);
    }

    @Test
    void milliseconds_are_stale() {
        String time = Long.toString(NOW.toEpochMilli());
        assertRejected(timed, request("{}", "X-Sign", sign("{}" + time), "X-Time", time), NOW, Reason.STALE);
    }

    @Test
    void a_stale_request_isnt_remembered_as_handled() {
        String time = Long.toString(NOW.getEpochSecond());
        WebhookRequest request = request("{}", "X-Sign", sign("{}" + time), "X-Time", time);
        assertRejected(timed, request, NOW.plus(WINDOW).plusSeconds(1), Reason.STALE);
        assertTaken(timed, request, NOW);
    }

    @Test
    void a_request_of_the_future_cant_be_replayed_as_long_as_it_is_fresh() {
        String time = Long.toString(NOW.plus(WINDOW).getEpochSecond());
        WebhookRequest request = request("{}", "X-Sign", sign("{}" + time), "X-Time", time);
        assertTaken(timed, request, NOW);
        for (long seconds = 0; seconds <= 2 * WINDOW.toSeconds(); seconds += 30) {
            assertRejected(timed, request, NOW.plusSeconds(seconds), Reason.REPLAYED);
        }
        assertRejected(timed, request, NOW.plus(WINDOW.multipliedBy(2)).plusSeconds(1), Reason.STALE);
    }

    @Test
    void a_wrong_request_isnt_remembered() {
        SignatureVerifier one = check(SignatureScheme.of("X-Sign", Duration.ofDays(1)), 1);
        WebhookRequest right = request("{}", "X-Sign", sign("{}"));
        assertTaken(one, right, NOW);
        for (int i = 0; i < 10; i++) {
            assertRejected(one, request("{" + i + "}", "X-Sign", sign("other")), NOW, Reason.INVALID);
        }
        assertRejected(one, right, NOW, Reason.REPLAYED);
    }

    @Test
    void a_released_request_is_accepted_again_and_releasing_an_unknown_one_does_nothing() {
        WebhookRequest request = request("{}", "X-Sign", "SHA256=" + sign("{}").toUpperCase(Locale.ROOT));
        untimed.release(request);
        assertTaken(untimed, request, NOW);
        untimed.release(request);
        assertTaken(untimed, request, NOW);
        assertRejected(untimed, request, NOW, Reason.REPLAYED);
    }
}
