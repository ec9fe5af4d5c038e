package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.error;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.testkit.VendorServer.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.VendorServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /scheduled-messages}. */
class NativeHubScheduleTest {
    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    private static SendRequest request(String sendAt) {
        return SendRequest.to("+8801712345678")
                .from("BRAND")
                .text("Your appointment is tomorrow at 10 AM.")
                .sendAt(Instant.parse(sendAt))
                .build();
    }

    private static SendRequest request() {
        return request("2026-02-20T09:00:00Z");
    }

    @Test
    void a_scheduled_send_is_one_post_with_exactly_the_documented_fields() {
        VENDOR.says(201, fixture("scheduled.reply.json"));

        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.builder().provider("provider-uuid").build())
                .build()) {
            client.trySend(request());
        }

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/scheduled-messages"))
                .withRequestBody(equalToJson(fixture("scheduled.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("from", "to", "body", "scheduled_at");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-20T09:00:00Z,     2026-02-20T09:00:00Z",
        "2026-02-20T09:00:00.999Z, 2026-02-20T09:00:00Z",
        "2026-12-31T23:59:59Z,     2026-12-31T23:59:59Z"
    })
    void the_time_has_seconds_and_a_zone(String sendAt, String sent) {
        VENDOR.says(201, fixture("scheduled.reply.json"));

        VENDOR.trySend(request(sendAt));

        assertThat(VENDOR.sent()).containsEntry("scheduled_at", sent);
    }

    @Test
    void its_id_is_of_another_kind_than_a_messages_id() {
        VENDOR.says(201, fixture("scheduled.reply.json"));

        Message message = message(VENDOR.trySend(request()));

        assertThat(message.id())
                .isEqualTo(new MessageId("nativehub", "scheduled:a7b8c9d0-e1f2-3456-abcd-567890123456"));
        assertThat(message.status()).isEqualTo(Status.SCHEDULED);
        assertThat(message.rawStatus()).isEqualTo("pending");
        assertThat(message.from()).contains(Sender.of("BRAND"));
        assertThat(message.to()).contains(PhoneNumber.of("+8801712345678"));
        assertThat(message.submittedAt()).contains(Instant.parse("2026-02-14T10:15:28Z"));
        assertThat(message.sentAt()).isEmpty();
    }

    @Test
    void the_names_of_the_guide_are_read_too() {
        VENDOR.says(200, fixture("scheduled-guide.reply.json"));

        Message message = message(VENDOR.trySend(request()));

        assertThat(message.id().value()).isEqualTo("scheduled:sched_abc123");
        assertThat(message.status()).isEqualTo(Status.SCHEDULED);
        assertThat(message.from()).contains(Sender.of("BRAND"));
        assertThat(message.to()).contains(PhoneNumber.of("+8801712345678"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"pending\"',   SCHEDULED",
        "'\"queued\"',    SCHEDULED",
        "'\"Scheduled\"', SCHEDULED",
        "null,            SCHEDULED",
        "'\"delivered\"', DELIVERED",
        "'\"waiting\"',   UNKNOWN"
    })
    void a_status_is_read_as_far_as_it_is_known(String word, Status expected) {
        VENDOR.says(201, fixture("scheduled.reply.json").replace("\"pending\"", word));

        assertThat(message(VENDOR.trySend(request())).status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"id\":"})
    void a_2xx_that_cannot_be_read_is_accepted_with_an_unknown_id(String body) {
        VENDOR.says(201, body);

        Message message = message(VENDOR.trySend(request()));

        assertThat(message.id().isKnown()).isFalse();
        assertThat(message.status()).isEqualTo(Status.SCHEDULED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "{}"})
    void an_id_that_is_none_gets_no_prefix(String id) {
        VENDOR.says(201, """
                {"id":%s,"status":"pending"}""".formatted(id));

        assertThat(message(VENDOR.trySend(request())).id()).isEqualTo(MessageId.unknown("nativehub"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"failed", "rejected"})
    void a_2xx_that_says_that_it_failed_is_no_success(String word) {
        VENDOR.says(201, fixture("scheduled.reply.json").replace("\"pending\"", '"' + word + '"'));

        assertThat(VendorServer.refusal(VENDOR.trySend(request())).type()).isEqualTo(ErrorType.OTHER);
    }

    @Test
    void it_is_rejected_or_unknown_like_any_send() {
        VENDOR.says(400, error("invalid phone number format"));
        assertThat(VendorServer.refusal(VENDOR.trySend(request())).type()).isEqualTo(ErrorType.INVALID_RECIPIENT);

        VENDOR.says(500, error("internal server error"));
        assertThat(VENDOR.trySend(request())).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(VENDOR.requests()).hasSize(2);
    }
}
