package io.heliograph.sandbox.vendor.wavix;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavixIdempotencyTest {
    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse send(String path, String to, String... keyHeader) {
        String[] headers = new String[4 + keyHeader.length];
        System.arraycopy(Browser.headers("wavix"), 0, headers, 0, 4);
        System.arraycopy(keyHeader, 0, headers, 4, keyHeader.length);
        return Browser.send("POST", Browser.wavix(sandbox, path), """
                {"from":"Wavix","to":"%s","message_body":{"text":"Hi","media":null}}""".formatted(to), headers);
    }

    @ParameterizedTest
    @CsvSource({"'', X-Cio-Idempotency-Key", "idempotent, X-Cio-Idempotency-Key", "idempotent, Idempotency-Key"})
    void a_key_is_taken_once_within_12_hours(String path, String header) {
        assertThat(send(path, "+66812345678", header, "order-1").status()).isEqualTo(201);
        clock.advance(Duration.ofHours(12).minusMillis(1));

        JsonResponse again = send(path, "+66812345678", header, "order-1");

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.json()).isEqualTo(Map.of("success", false, "message", "Idempotency violation"));
        assertThat(send(path, "+66812345678", header, "order-2").status()).isEqualTo(201);
        clock.advance(Duration.ofMillis(1));
        assertThat(send(path, "+66812345678", header, "order-1").status()).isEqualTo(201);
        assertThat(sandbox.inbox()).hasSize(3);
    }

    @Test
    void a_refused_send_uses_no_key_up() {
        assertThat(send("", "+66812340001", "X-Cio-Idempotency-Key", "order-1").status())
                .isEqualTo(422);

        assertThat(send("", "+66812345678", "X-Cio-Idempotency-Key", "order-1").status())
                .isEqualTo(201);
    }

    @Test
    void the_header_of_the_endpoint_counts_only_there() {
        assertThat(send("", "+66812345678", "Idempotency-Key", "order-1").status())
                .isEqualTo(201);
        assertThat(send("", "+66812345678", "Idempotency-Key", "order-1").status())
                .isEqualTo(201);
        assertThat(send("idempotent", "+66812345678").status()).isEqualTo(400);
    }

    @Test
    void smart_encoding_makes_a_text_fit_gsm7() {
        String text = "“" + "a".repeat(100) + "”";

        JsonResponse plain = Browser.postWavix(sandbox, body(text, false));
        JsonResponse smart = Browser.postWavix(sandbox, body(text, true));

        assertThat(plain.json()).containsEntry("segments", 2.0);
        assertThat(smart.json()).containsEntry("segments", 1.0);
        assertThat(sandbox.inbox().get(1).text()).isEqualTo("\"" + "a".repeat(100) + "\"");
    }

    private static String body(String text, boolean smart) {
        return """
                {"from":"Wavix","to":"+66812345678","smart_encoding":%s,"message_body":{"text":"%s","media":null}}""".formatted(smart, text);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2",
        "sender_id=BRAND, 1",
        "campaign_id=C123456, 0",
        "created_after=2026-03-01, 2",
        "created_after=2026-03-02, 1",
        "created_before=2026-03-01, 1",
        "created_after=2026-03-01&created_before=2026-03-02, 2",
        "created_before=2026-02-28, 0"
    })
    void opt_outs_are_found_by_every_documented_filter(String query, int count) {
        sandbox.reply("wavix", "+66812345678", "BRAND", "STOP");
        clock.advance(Duration.ofDays(1));
        sandbox.reply("wavix", "+66812345679", "OTHER", "cancel");

        JsonResponse found = Browser.call(sandbox, "wavix", "GET", "/v3/messages/opt-outs?" + query, "");

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.objects("items")).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource({"created_after=soon", "created_before=2026-13-01", "state=x"})
    void other_filters_are_refused(String query) {
        assertThat(Browser.call(sandbox, "wavix", "GET", "/v3/messages/opt-outs?" + query, "")
                        .status())
                .isEqualTo(400);
    }
}
