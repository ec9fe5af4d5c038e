package io.heliograph.textingline;

import static io.heliograph.testkit.VendorServer.message;
import static io.heliograph.textingline.TextingLineVendor.fixture;
import static io.heliograph.textingline.TextingLineVendor.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.error.UnsupportedException;
import io.heliograph.http.Deadline;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The message in the vendor's response to an accepted send. */
class TextingLineReplyTest {
    @RegisterExtension
    static final TextingLineVendor VENDOR = new TextingLineVendor();

    @Test
    void every_field_of_the_documented_answer_is_read() {
        Message message = VENDOR.accepted(201, fixture("send-sms.reply.json"));

        assertThat(message.id()).isEqualTo(new MessageId("textingline", "msg_DsAdb4EBYBh3z25sBA1qnv"));
        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.rawStatus()).isEqualTo("sent");
        assertThat(message.to()).contains(PhoneNumber.of("+18005551234"));
        assertThat(message.from()).contains(Sender.of("+18005559876"));
        assertThat(message.submittedAt()).contains(Instant.parse("2026-03-15T14:30:00Z"));
        assertThat(message.sentAt()).contains(Instant.parse("2026-03-15T14:30:05Z"));
        assertThat(message.rawJson()).isEqualTo(fixture("send-sms.reply.json"));
    }

    @Test
    void what_the_vendor_does_not_say_is_empty() {
        Message message = VENDOR.accepted(201, fixture("send-sms.reply.json"));

        assertThat(message.deliveredAt()).isEmpty();
        assertThat(message.segments()).isEmpty();
        assertThat(message.price()).isEmpty();
        assertThat(message.fees()).isEmpty();
        assertThat(message.tag()).isEmpty();
        assertThat(message.failure()).isEmpty();
        assertThat(message.recipients()).isEmpty();
    }

    @Test
    void a_queued_message_has_no_time_of_sending_yet() {
        Message message = VENDOR.accepted(201, fixture("send-mms.reply.json"));

        assertThat(message.status()).isEqualTo(Status.QUEUED);
        assertThat(message.sentAt()).isEmpty();
        assertThat(message.submittedAt()).contains(Instant.parse("2026-03-15T14:30:00Z"));
    }

    @Test
    void an_answer_without_a_body_field_is_read_as_any_other() {
        assertThat(VENDOR.accepted(201, fixture("send-media-only.reply.json")).status())
                .isEqualTo(Status.SENT);
    }

    /** {@code failed}, the third status, isn't an acceptance: see {@link TextingLineFailedMessageTest}. */
    @ParameterizedTest
    @CsvSource({"queued, QUEUED", "sent, SENT", "Queued, QUEUED", "SENT, SENT"})
    void each_documented_status_has_its_own_meaning_and_none_is_a_delivery(String word, Status expected) {
        Message message = VENDOR.accepted(201, fixture("send-sms.reply.json").replace("\"sent\"", '"' + word + '"'));

        assertThat(message.status()).isEqualTo(expected);
        assertThat(message.status().isFinal()).isFalse();
        assertThat(message.rawStatus()).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"teleported", "accepted", ""})
    void a_status_that_is_not_documented_is_kept_and_not_final(String word) {
        Message message = VENDOR.accepted(201, """
                {"id":"msg_1","status":"%s"}""".formatted(word));

        assertThat(message.status()).isEqualTo(Status.UNKNOWN);
        assertThat(message.rawStatus()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-15T14:30:05.000Z,      2026-03-15T14:30:05Z",
        "2026-03-15T14:30:05.123Z,      2026-03-15T14:30:05.123Z",
        "2026-03-15T14:30:05Z,          2026-03-15T14:30:05Z",
        "2026-03-15T14:30:05,           2026-03-15T14:30:05Z",
        "2026-03-15T14:30:05.5-05:00,   2026-03-15T19:30:05.500Z"
    })
    void each_shape_of_time_is_read_and_no_zone_is_utc(String written, Instant expected) {
        Message message = VENDOR.accepted(201, """
                {"createdAt":"%1$s","sentAt":"%1$s"}""".formatted(written));

        assertThat(message.submittedAt()).contains(expected);
        assertThat(message.sentAt()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\"", "\"yesterday\"", "1773585005", "null", "{}", "[]", "true", "\"2026-02-31T00:00:00Z\""})
    void a_time_that_is_none_reads_as_empty(String written) {
        Message message = VENDOR.accepted(201, """
                {"id":"msg_1","status":"sent","createdAt":%1$s,"sentAt":%1$s}""".formatted(written));

        assertThat(message.id().value()).isEqualTo("msg_1");
        assertThat(message.submittedAt()).isEmpty();
        assertThat(message.sentAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"not a number at all\"", "[]", "{}", "true"})
    void a_number_that_is_none_reads_as_empty(String written) {
        Message message = VENDOR.accepted(201, """
                {"id":"msg_1","to":%s}""".formatted(written));

        assertThat(message.id().value()).isEqualTo("msg_1");
        assertThat(message.to()).isEmpty();
    }

    @Test
    void a_short_code_is_read_as_the_sender() {
        assertThat(VENDOR.accepted(201, """
                        {"id":"msg_1","from":"12345"}""").from()).contains(Sender.of("12345"));
    }

    @ParameterizedTest
    @CsvSource({"10000000000000000001, 10000000000000000001", "'\"msg_ü/ö ?\"', msg_ü/ö ?", "'\"x\"', x"})
    void an_id_is_opaque_and_kept_as_its_text(String written, String expected) {
        assertThat(VENDOR.accepted(201, """
                        {"id":%s,"status":"sent"}""".formatted(written)).id().value()).isEqualTo(expected);
    }

    static List<String> idsThatAreNone() {
        return List.of("null", "\"\"", "{}", "[]", "\"a\\nb\"", '"' + "x".repeat(201) + '"');
    }

    @ParameterizedTest
    @MethodSource("idsThatAreNone")
    void an_id_that_is_none_leaves_the_message_accepted_with_its_id_unknown(String written) {
        Message message = VENDOR.accepted(201, """
                {"id":%s,"status":"sent"}""".formatted(written));

        assertThat(message.id()).isEqualTo(MessageId.unknown("textingline"));
        assertThat(message.status()).isEqualTo(Status.SENT);
    }

    @Test
    void unknown_fields_are_left_aside_and_kept_in_the_raw_answer() {
        String body = """
                {"id":"msg_1","status":"sent","segments":3,"new":{"deep":[1,{"er":null}]},"newer":[[]]}""";

        Message message = VENDOR.accepted(201, body);

        assertThat(message.id().value()).isEqualTo("msg_1");
        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.rawJson()).isEqualTo(body);
    }

    static List<String> unreadable() {
        return List.of(
                "",
                " ",
                "null",
                "[]",
                "42",
                "\"sent\"",
                "{\"id\":",
                "{\"id\":\"msg_1\",\"status\":\"fail",
                "[".repeat(5_000),
                "{}",
                "{\"success\":true}");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void a_2xx_that_cannot_be_read_is_accepted_with_its_id_unknown(String body) {
        Message message = VENDOR.accepted(201, body);

        assertThat(message.id()).isEqualTo(MessageId.unknown("textingline"));
        assertThat(message.status().isFinal()).isFalse();
    }

    @Test
    void a_replay_under_the_same_key_is_the_first_message_again() {
        VENDOR.says(200, fixture("send-sms.reply.json"));
        SendRequest request = request().build();

        SendOutcome first = VENDOR.trySend(request);
        SendOutcome again = VENDOR.trySend(request);

        assertThat(message(again).id()).isEqualTo(message(first).id());
    }

    @Test
    void a_message_cannot_be_asked_for_and_nothing_goes_out() {
        VENDOR.says(200, fixture("send-sms.reply.json"));

        try (SmsClient client = VENDOR.client()) {
            assertThatThrownBy(() -> client.status(new MessageId("textingline", "msg_1")))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContainingAll("textingline", "STATUS");
        }
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void the_provider_itself_says_so_too() {
        try (SmsProvider provider = VENDOR.builder().build().provider()) {
            assertThatThrownBy(() -> provider.status(
                            new MessageId("textingline", "msg_1"), Deadline.after(Duration.ofSeconds(1))))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("STATUS");
        }
        assertThat(VENDOR.requests()).isEmpty();
    }
}
