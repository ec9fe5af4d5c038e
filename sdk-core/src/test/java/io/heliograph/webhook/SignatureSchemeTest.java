package io.heliograph.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.message.Secret;
import io.heliograph.webhook.SignatureScheme.Algorithm;
import io.heliograph.webhook.SignatureScheme.Encoding;
import io.heliograph.webhook.WebhookRejectedException.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemes with other signatures than that over the raw body. */
class SignatureSchemeTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Duration DAY = Duration.ofDays(1);

    /** Twilio's example of HMAC-SHA1 over the URL and the sorted fields (docs "Validating requests", read 2026-11). */
    private static final String URL_OF_EXAMPLE = "https://mycompany.com/myapp.php?foo=1&bar=2";

    private static final String FORM =
            "CallSid=CA1234567890ABCDE&To=%2B18005551212&Digits=1234&From=%2B14158675309" + "&Caller=%2B14158675309";
    private static final String SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
    private static final Secret TOKEN = Secret.of("auth-token", "12345");

    private static final SignatureScheme OVER_FORM = SignatureScheme.of("X-Signature", DAY)
            .algorithm(Algorithm.HMAC_SHA1)
            .encoding(Encoding.BASE64)
            .overText(request -> URL_OF_EXAMPLE.split("\\?", 2)[0] + "?" + request.rawQuery() + sorted(request.form()));

    private static String sorted(Map<String, List<String>> fields) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(fields).forEach((name, values) -> text.append(name).append(values.get(0)));
        return text.toString();
    }

    private static WebhookRequest form(String form, String signature) {
        return new WebhookRequest(
                Map.of(
                        "X-Signature",
                        List.of(signature),
                        "content-type",
                        List.of("Application/X-WWW-Form-Urlencoded; charset=utf-8")),
                form.getBytes(StandardCharsets.UTF_8),
                URI.create("/myapp.php?foo=1&bar=2"));
    }

    private static SignatureVerifier check(SignatureScheme scheme) {
        return new SignatureVerifier("acme", scheme, List.of(Secret.of("old", "another"), TOKEN), 10);
    }

    private static Reason rejected(WebhookVerifier check, WebhookRequest request) {
        WebhookRejectedException rejected =
                catchThrowableOfType(WebhookRejectedException.class, () -> check.verify(request, NOW));
        assertThat(rejected).as("a rejection").isNotNull();
        return rejected.reason();
    }

    @Test
    void a_signature_over_url_and_sorted_fields_is_the_one_that_the_vendor_documents() {
        assertThatCode(() -> check(OVER_FORM).verify(form(FORM, SIGNATURE), NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void a_field_that_was_changed_or_added_is_wrong() {
        assertThat(rejected(check(OVER_FORM), form(FORM.replace("1234&", "1235&"), SIGNATURE)))
                .isEqualTo(Reason.INVALID);
        assertThat(rejected(check(OVER_FORM), form(FORM + "&x=1", SIGNATURE))).isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RSOYDt4T1cUTdK1PDd93/VVr8B8",
                "RSOYDt4T1cUTdK1PDd93_VVr8B8=",
                "sha1=RSOYDt4T1cUTdK1PDd93/VVr8B8="
            })
    void another_spelling_of_it_is_a_replay(String same) {
        SignatureVerifier check = check(OVER_FORM);
        check.verify(form(FORM, SIGNATURE), NOW);
        check.handled(form(FORM, SIGNATURE));

        assertThat(rejected(check, form(FORM, same))).isEqualTo(Reason.REPLAYED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsoydt4t1cutdk1pdd93/vvr8b8=", "RSOYDt4T1cUTdK1PDd93/VVr8B8=AAAA", "é", "%", "AAAA"})
    void what_isnt_it_in_base64_is_wrong(String signature) {
        assertThat(rejected(check(OVER_FORM), form(FORM, signature))).isEqualTo(Reason.INVALID);
    }

    @Test
    void a_signature_over_nothing_that_can_be_made_is_wrong() {
        SignatureScheme throwing = OVER_FORM.over(request -> {
            throw new IllegalStateException("what the author forgot: " + request.form());
        });

        assertThat(rejected(check(throwing), form(FORM, SIGNATURE))).isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @EnumSource
    void each_algorithm_signs_the_raw_body_unless_the_scheme_says_otherwise(Algorithm algorithm) {
        String signature = HexFormat.of()
                .formatHex(new HmacKey(algorithm, TOKEN).of(FORM.getBytes(StandardCharsets.UTF_8), new byte[0]));
        SignatureScheme scheme = SignatureScheme.of("X-Signature", DAY).algorithm(algorithm);

        assertThatCode(() -> check(scheme).verify(form(FORM, signature), NOW)).doesNotThrowAnyException();
        assertThat(rejected(check(scheme), form(FORM + "&", signature))).isEqualTo(Reason.INVALID);
    }

    @Test
    void a_get_is_verified_by_its_query_and_the_time_in_it() {
        SignatureScheme scheme = SignatureScheme.withTime(
                        request -> request.query("sig"), request -> request.query("time"), Duration.ofMinutes(5))
                .encoding(Encoding.BASE64)
                .overText(request ->
                        request.query("id").orElse("") + request.query("time").orElse(""));
        byte[] mac = Hmac.of(TOKEN, "m-11700000000".getBytes(StandardCharsets.UTF_8));
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
        WebhookRequest get = new WebhookRequest(
                "GET", Map.of(), new byte[0], URI.create("/hook?id=m-1&time=1700000000&sig=" + signature), "");

        SignatureVerifier check = check(scheme);
        assertThatCode(() -> check.verify(get, NOW)).doesNotThrowAnyException();
        WebhookRejectedException late = catchThrowableOfType(
                WebhookRejectedException.class, () -> check.verify(get, NOW.plus(Duration.ofMinutes(6))));
        assertThat(late.reason()).isEqualTo(Reason.STALE);
    }

    @Test
    void a_body_of_another_type_is_no_form() {
        WebhookRequest json = new WebhookRequest(
                Map.of("Content-Type", List.of("application/json")),
                "a=1".getBytes(StandardCharsets.UTF_8),
                URI.create("/hook"));

        assertThat(json.form()).isEmpty();
        assertThat(json.form("a")).isEmpty();
    }

    @Test
    void a_form_is_decoded_in_order_and_a_repeated_field_is_empty() {
        WebhookRequest request = form("b=1+2&a=%C3%A9&b=3&&c&%zz=1", SIGNATURE);

        assertThat(request.form()).containsExactly(Map.entry("b", List.of("1 2", "3")), Map.entry("a", List.of("é")));
        assertThat(request.form("a")).contains("é");
        assertThat(request.form("b")).isEmpty();
        assertThat(request.query()).containsKeys("foo", "bar");
    }
}
