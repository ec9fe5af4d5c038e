package io.heliograph.androidgateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.WebhookParser;
import io.heliograph.testkit.WebhookContract;
import io.heliograph.testkit.WebhookProof;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The events of the phones' webhooks. */
class AndroidGatewayEventsTest extends WebhookContract {
    @Override
    protected ProviderFactory factory() {
        return new AndroidGatewayFactory();
    }

    @Override
    protected Map<String, String> required() {
        return Map.of("username", "ABCDEF", "password", "abcdefghijklmn");
    }

    /** The phone signs the body followed by the Unix time in seconds. */
    @Override
    protected WebhookProof proof(byte[] body, String secret, Instant at) {
        String seconds = Long.toString(at.getEpochSecond());
        return WebhookProof.headers("X-Signature", hmac(secret, body, seconds), "X-Timestamp", seconds);
    }

    /** The tolerance that the vendor's documentation advises. */
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

        assertThatCode(() -> withKeys("another0", "s3cr3tKy")
                        .verifier()
                        .verify(signed, Instant.ofEpochSecond(1_700_000_299)))
                .doesNotThrowAnyException();
    }

    /** A phone shows numbers of its country with the trunk prefix; others may be of another country. */
    @ParameterizedTest
    @CsvSource({
        "TH, 081-234-5678, +66812345678",
        "TH, +66 81 234 5678, +66812345678",
        "TH, 66812345678, +66812345678",
        "US, (202) 555-0123, +12025550123",
        "US, +1 (202) 555-0123, +12025550123",
        "DE, 0041791234567, +41791234567",
        "DE, 015123456789, +4915123456789",
        "DE, 41791234567, ",
        "TH, 41791234567, "
    })
    void a_stop_to_a_phone_of_a_country_holds_that_person_or_nobody(
            String region, String sender, @Nullable String person) {
        String json = "{\"id\":\"e1\",\"event\":\"sms:received\",\"payload\":{\"messageId\":\"m1\",\"sender\":\""
                + sender + "\",\"message\":\"STOP\",\"receivedAt\":\"2026-11-20T08:00:00Z\"}}";
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers = new HashMap<>();
        proof(body, "phone-1a", Instant.now()).headers().forEach((name, value) -> headers.put(name, List.of(value)));
        try (SmsClient client = SmsClient.builder()
                .provider(AndroidGateway.builder()
                        .username("ABCDEF")
                        .password("abcdefghijklmn")
                        .region(region)
                        .webhookSecrets("phone-1a")
                        .build())
                .build()) {
            client.webhooks().receive("androidgateway", new WebhookRequest(headers, body, URI.create("/hook")));

            assertThat(client.suppressions().all().map(held -> held.recipient().e164()))
                    .isEqualTo(person == null ? List.of() : List.of(person));
        }
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
        assertThat(second.report().sameContentAs(first.report())).isFalse();
    }

    /** The events come in any order, with duplicates. */
    @Test
    void a_text_of_two_parts_is_delivered_by_the_second_receipt() throws IOException {
        WebhookParser parser = withKeys("phone-1a");
        List<String> names = List.of("sms-delivered-first-part", "sms-sent", "sms-delivered-first-part");
        Timeline timeline = Timeline.of(new MessageId("androidgateway", "0197d8f0-1c2d-7a3b-8c4d-5e6f708192a3"))
                .with(StatusReport.of(
                                new MessageId("androidgateway", "0197d8f0-1c2d-7a3b-8c4d-5e6f708192a3"),
                                Status.QUEUED,
                                ReportSource.RECEIPT,
                                Instant.EPOCH)
                        .recipients(1)
                        .build());
        for (String name : names) {
            timeline = timeline.with(report(parser, name));
            assertThat(timeline.status()).as(name).isEqualTo(Status.SENT);
        }
        assertThat(timeline.with(report(parser, "sms-delivered-second-part")).status())
                .isEqualTo(Status.DELIVERED);
    }

    /** App 1.68 sends no reason in this event; a reason would be the TP-Status of a segment (3GPP TS 23.040, 9.2.3.15). */
    @Test
    void a_delivered_part_with_a_doubt_is_not_confirmed_and_neither_is_the_whole() throws IOException {
        WebhookParser parser = withKeys("phone-1a");
        String json = new String(
                        Files.readAllBytes(folder().resolve("sms-delivered-second-part.json")), StandardCharsets.UTF_8)
                .replace("\"payload\":{", "\"payload\":{\"reason\":\"Delivery result from SC 1: 1\",");
        WebhookRequest request =
                new WebhookRequest(Map.of(), json.getBytes(StandardCharsets.UTF_8), URI.create("/hook"));
        StatusReport doubtful =
                ((StatusChanged) parser.parse(request, Instant.EPOCH).get(0)).report();
        assertThat(doubtful.status()).isEqualTo(Status.UNCONFIRMED);

        Timeline timeline = Timeline.of(doubtful.id()).with(report(parser, "sms-sent"));
        assertThat(timeline.with(report(parser, "sms-delivered-first-part"))
                        .with(doubtful)
                        .status())
                .isNotEqualTo(Status.DELIVERED);
    }

    private StatusReport report(WebhookParser parser, String name) throws IOException {
        return ((StatusChanged)
                        parser.parse(fixture(name, Map.of()), Instant.EPOCH).get(0))
                .report();
    }

    /** A test vector, encrypted by an implementation in another language. */
    @Test
    void who_is_meant_by_an_encrypted_recipient_is_known_with_the_passphrase_and_a_key_to_check_by()
            throws IOException {
        AndroidGateway.Builder gateway = AndroidGateway.builder()
                .username("ABCDEF")
                .password("abcdefghijklmn")
                .passphrase("correct horse");
        WebhookParser signed =
                gateway.webhookSecrets("phone-1a").build().provider().webhooks().orElseThrow();
        assertThat(report(signed, "sms-sent-encrypted").recipient()).contains(PhoneNumber.of("+15551234567"));

        WebhookParser other =
                gateway.passphrase("wrong horse").build().provider().webhooks().orElseThrow();
        assertThat(report(other, "sms-sent-encrypted").recipient()).isEmpty();

        WebhookParser unsigned = AndroidGateway.builder()
                .username("ABCDEF")
                .password("abcdefghijklmn")
                .passphrase("correct horse")
                .unsafeUnverifiedWebhooks(true)
                .build()
                .provider()
                .webhooks()
                .orElseThrow();
        assertThat(report(unsigned, "sms-sent-encrypted").recipient()).isEmpty();
    }

    private MessageReceived received(String name, String region) throws IOException {
        WebhookParser parser = AndroidGateway.builder()
                .username("ABCDEF")
                .password("abcdefghijklmn")
                .region(region)
                .build()
                .provider()
                .webhooks()
                .orElseThrow();
        return (MessageReceived)
                parser.parse(fixture(name, Map.of()), Instant.EPOCH).get(0);
    }

    @Test
    void a_national_number_is_known_with_the_phones_region() throws IOException {
        MessageReceived national = received("sms-received-national", "ru");
        assertThat(national.from()).contains(Sender.of("+79161234567"));
        assertThat(national.rawFrom()).isEqualTo("89161234567");
        assertThat(national.to()).contains(PhoneNumber.of("+79995550000"));

        assertThat(received("sms-received-national", "TH").from()).isEmpty();
        assertThat(received("sms-received", "TH").from()).contains(Sender.of("+79161234567"));
        assertThat(received("sms-received-short-code", "RU").from()).contains(Sender.of("900"));
        assertThat(received("sms-received-name", "RU").from()).contains(Sender.of("MyBank"));
    }

    @Test
    void a_stop_of_a_national_number_holds_the_next_message_back() throws IOException {
        byte[] stop = Files.readString(folder().resolve("sms-received-stop.json"))
                .replace("\"+79161234567", "\"89161234567")
                .getBytes(StandardCharsets.UTF_8);
        WebhookProof proof = proof(stop, "phone-1a", Instant.now());
        WebhookRequest request = new WebhookRequest(
                proof.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                stop,
                URI.create("/hook"));
        try (SmsClient client = SmsClient.builder()
                .provider(AndroidGateway.builder()
                        .username("ABCDEF")
                        .password("abcdefghijklmn")
                        .webhookSecrets("phone-1a")
                        .region("RU")
                        .build())
                .build()) {
            client.webhooks().receive("androidgateway", request);

            assertThat(client.trySend(SendRequest.to("+79161234567").text("Hi").build()))
                    .isInstanceOfSatisfying(
                            SendOutcome.Rejected.class,
                            rejected -> assertThat(rejected.errorType()).isEqualTo(ErrorType.OPTED_OUT));
        }
    }

    @Test
    void a_report_names_the_key_that_the_message_was_sent_with() throws IOException {
        StatusChanged sent = (StatusChanged) withKeys("phone-1a")
                .parse(fixture("sms-sent", Map.of()), Instant.EPOCH)
                .get(0);

        assertThat(sent.report().key()).contains(IdempotencyKey.of("0197d8f0-1c2d-7a3b-8c4d-5e6f708192a3"));
    }
}
