package io.heliograph.thaibulk;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static io.heliograph.thaibulk.ThaiBulkVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out to {@code POST /sms/send} for one recipient. */
class ThaiBulkSendTest {
    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(200, fixture("send-minimal.reply.json"));
    }

    @Test
    void a_send_is_one_post_with_the_key_in_its_own_header_and_json_both_ways() {
        VENDOR.trySend(request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/sms/send"))
                .withHeader("x-api-key", equalTo("me-sms-key-of-the-test"))
                .withHeader("Authorization", absent())
                .withHeader("Content-Type", matching("application/json(; ?charset=(?i)utf-8)?"))
                .withHeader("Accept", equalTo("application/json")));
    }

    @Test
    void the_least_request_has_exactly_the_documented_fields() {
        VENDOR.trySend(request().build());

        VENDOR.got(postRequestedFor(urlEqualTo("/sms/send"))
                .withRequestBody(equalToJson(fixture("send-minimal.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("sender", "content", "msisdns");
    }

    @Test
    void no_name_is_written_twice_and_the_key_of_the_send_stays_here() {
        VENDOR.trySend(request().text("Hi").key("order-1234").build());

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"sender":"ACME","content":"Hi","msisdns":["66812345678"]}""");
    }

    @ParameterizedTest
    @CsvSource({"+66812345678, 66812345678", "+66212345678, 66212345678"})
    void a_number_goes_out_without_its_plus(String e164, String written) {
        VENDOR.trySend(
                SendRequest.to(e164).from("ACME").text("Hi").key("order-1234").build());

        assertThat(VENDOR.sent()).containsEntry("msisdns", List.of(written));
    }

    @Test
    void a_scheduled_request_has_its_time_in_thailand_with_seconds_and_offset() {
        VENDOR.trySend(request().sendAt(Instant.parse("2026-06-01T03:00:00Z")).build());

        VENDOR.got(postRequestedFor(urlEqualTo("/sms/send"))
                .withRequestBody(equalToJson(fixture("send-scheduled.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("sender", "content", "msisdns", "scheduledTime");
    }

    /** OffsetDateTime's own text would have no seconds in the first, and a fraction in the third. */
    @ParameterizedTest
    @CsvSource({
        "2026-06-01T03:00:00Z,     2026-06-01T10:00:00+07:00",
        "2026-12-31T20:05:09Z,     2027-01-01T03:05:09+07:00",
        "2026-06-01T03:00:00.999Z, 2026-06-01T10:00:00+07:00",
        "9999-12-31T16:59:59Z,     9999-12-31T23:59:59+07:00"
    })
    void a_time_always_has_the_same_shape(Instant time, String written) {
        VENDOR.trySend(request().sendAt(time).build());

        assertThat(VENDOR.sent()).containsEntry("scheduledTime", written);
    }

    @Test
    void a_send_for_later_is_scheduled_unless_the_vendor_says_otherwise() {
        SendRequest later =
                request().sendAt(Instant.parse("2026-06-01T03:00:00Z")).build();

        assertThat(ThaiBulkVendor.message(VENDOR.trySend(later)).status()).isEqualTo(Status.SCHEDULED);
        VENDOR.says(200, fixture("send-scheduled.reply.json"));
        assertThat(ThaiBulkVendor.message(VENDOR.trySend(later)).rawStatus()).isEqualTo("scheduled");
        VENDOR.says(200, fixture("send-scheduled.reply.json").replace("scheduled", "sent"));
        assertThat(ThaiBulkVendor.message(VENDOR.trySend(later)).status()).isEqualTo(Status.SENT);
    }

    static List<String> texts() {
        return List.of(
                "รหัสของคุณคือ 482910 ใช้ได้ 5 นาที",
                "👍🏽 family 👨‍👩‍👧 and flag 🇹🇭",
                "she said \"it's {\"json\": null}\"",
                "line one\nline two\r\nline three\ttab",
                "C:\\temp\\new \\u0041 \\\"",
                "separators\u2028and\u2029and a bell\u0007",
                "{{name}} stays as it is",
                " blanks around ",
                "x".repeat(1_000),
                "ก".repeat(1_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void a_text_arrives_intact(String text) {
        VENDOR.trySend(request().text(text).build());

        assertThat(VENDOR.sent()).containsEntry("content", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME", "ACME-Shop_1", "A.B!C", "12 Monkeys", "A", "ABCDEFGHIJK"})
    void a_name_is_sent_as_it_is(String sender) {
        VENDOR.trySend(request().from(sender).build());

        assertThat(VENDOR.sent()).containsEntry("sender", sender);
    }

    @Test
    void the_default_sender_is_sent_where_the_request_has_none() {
        VENDOR.trySend(
                SendRequest.to("+66812345678").text("รหัส 482910").key("k-1").build());

        VENDOR.got(postRequestedFor(urlEqualTo("/sms/send"))
                .withRequestBody(equalToJson(fixture("send-minimal.request.json"), false, false)));
    }

    @Test
    void the_sender_of_the_request_goes_before_the_default_sender() {
        VENDOR.trySend(request().from("Other").build());

        assertThat(VENDOR.sent()).containsEntry("sender", "Other");
    }

    @ParameterizedTest
    @CsvSource({
        "'',           /sms/send",
        "/,            /sms/send",
        "/api/v2,      /api/v2/sms/send",
        "/api/v2/,     /api/v2/sms/send",
        "/a%20b/me/,   /a%20b/me/sms/send"
    })
    void the_path_of_the_base_url_is_kept(String path, String expected) {
        try (SmsClient client = SmsClient.builder()
                .provider(VENDOR.door().baseUrl(VENDOR.url() + path).build())
                .build()) {
            client.trySend(request().build());
        }

        VENDOR.got(postRequestedFor(urlEqualTo(expected)));
    }

    @Test
    void the_base_url_is_me_sms_unless_another_is_set() {
        List<String> asked = new CopyOnWriteArrayList<>();
        OkHttpClient offline = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    asked.add(chain.request().method() + " " + chain.request().url());
                    throw new IOException("no network in tests");
                })
                .build();
        try (SmsClient client = SmsClient.builder()
                .provider(ThaiBulk.builder()
                        .apiKey("key")
                        .http(HttpOptions.defaults().using(offline))
                        .build())
                .build()) {
            assertThat(client.trySend(request().build())).isNotInstanceOf(SendOutcome.Accepted.class);
        }

        assertThat(asked).containsExactly("POST https://me-sms.com/api/v2/sms/send");
    }
}
