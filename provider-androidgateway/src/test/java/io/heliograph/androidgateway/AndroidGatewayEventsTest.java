package io.heliograph.androidgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.WebhookParser;
import io.heliograph.testkit.WebhookContract;
import io.heliograph.testkit.WebhookProof;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What the phones tell. */
class AndroidGatewayEventsTest extends WebhookContract {
    @Override
    protected ProviderFactory factory() {
        return new AndroidGatewayConfig();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("username", "ABCDEF", "password", "abcdefghijklmn");
    }

    /** The phone signs the body with the seconds right behind it. */
    @Override
    protected WebhookProof proof(byte[] body, String secret, Instant at) {
        String seconds = Long.toString(at.getEpochSecond());
        return WebhookProof.headers("X-Signature", hmac(secret, body, seconds), "X-Timestamp", seconds);
    }

    /** What the vendor's documentation advises. */
    @Override
    protected Optional<Duration> tolerance() {
        return Optional.of(Duration.ofMinutes(5));
    }

    private static String hmac(String secret, byte[] body, String seconds) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(body);
            return HexFormat.of().formatHex(mac.doFinal(seconds.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static WebhookParser withKeys(String... keys) {
        return AndroidGateway.builder()
                .username("ABCDEF")
                .password("abcdefghijklmn")
                .webhookSecrets(keys)
                .build()
                .provider()
                .webhooks()
                .orElseThrow();
    }

    private WebhookRequest fixture(String name, Map<String, List<String>> headers) throws IOException {
        byte[] body = Files.readAllBytes(folder().resolve(name + ".json"));
        return new WebhookRequest(headers, body, URI.create("/hook"));
    }

    @Test
    void a_signature_that_other_programs_made_is_right() throws IOException {
        WebhookRequest signed = fixture(
                "sheet-vector",
                Map.of(
                        "x-signature",
                        List.of("de5f9b09f4869f235a5fd997f631a95a7b4464b3f6a7f308b02da17ba38d7b8b"),
                        "x-timestamp",
                        List.of("1700000000")));

        assertThatCode(() ->
                        withKeys("another0", "s3cr3tKy").check().verify(signed, Instant.ofEpochSecond(1_700_000_299)))
                .doesNotThrowAnyException();
    }

    @Test
    void the_receipts_of_two_parts_are_two_events_of_one_message() throws IOException {
        WebhookParser parser = withKeys("phone-1a");
        StatusChanged first = (StatusChanged) parser.parse(fixture("sms-delivered-first-part", Map.of()), Instant.EPOCH)
                .get(0);
        StatusChanged second =
                (StatusChanged) parser.parse(fixture("sms-delivered-second-part", Map.of()), Instant.EPOCH)
                        .get(0);

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.eventId()).isNotEqualTo(first.eventId());
        assertThat(second.report().saysTheSameAs(first.report())).isFalse();
    }

    @Test
    void a_report_names_the_key_that_the_message_was_sent_with() throws IOException {
        StatusChanged sent = (StatusChanged) withKeys("phone-1a")
                .parse(fixture("sms-sent", Map.of()), Instant.EPOCH)
                .get(0);

        assertThat(sent.report().key()).contains(IdempotencyKey.of("0197d8f0-1c2d-7a3b-8c4d-5e6f708192a3"));
    }
}
