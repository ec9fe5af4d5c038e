package io.heliograph.thaibulk;

import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static io.heliograph.thaibulk.ThaiBulkVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.RecordingProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parsing of the responses to a send, of which only {@code uuid} is documented. */
class ThaiBulkReplyTest {
    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @ParameterizedTest
    @ValueSource(strings = {"send-minimal.reply.json", "send-wrapped.reply.json"})
    void the_id_is_read_bare_and_wrapped(String file) {
        Message message = VENDOR.accepted(200, fixture(file));

        assertThat(message.id()).isEqualTo(ThaiBulkVendor.ID);
        assertThat(message.status()).isEqualTo(Status.QUEUED);
        assertThat(message.rawStatus()).isEmpty();
        assertThat(message.failure()).isEmpty();
        assertThat(message.rawJson()).isEqualTo(fixture(file));
    }

    @Test
    void the_id_is_read_from_a_result_too() {
        assertThat(VENDOR.accepted(200, """
                        {"success":true,"result":{"uuid":"m-1"}}""").id().value()).isEqualTo("m-1");
    }

    static List<String> withoutId() {
        return List.of(
                "",
                " ",
                "null",
                "[]",
                "42",
                "\"queued\"",
                "{\"uuid\":",
                "[".repeat(5_000),
                "{}",
                "{\"uuid\":null}",
                "{\"uuid\":\"\"}",
                "{\"uuid\":{}}",
                "{\"uuid\":[\"m-1\"]}",
                "{\"success\":true}",
                "{\"success\":true,\"data\":null}",
                "{\"success\":true,\"data\":\"queued\"}",
                "{\"success\":true,\"data\":{}}",
                "{\"uuid\":\"" + "x".repeat(201) + "\"}",
                "{\"uuid\":\"a\\nb\"}");
    }

    @ParameterizedTest
    @MethodSource("withoutId")
    void a_2xx_without_an_id_is_accepted_with_its_id_unknown(String body) {
        Message message = VENDOR.accepted(200, body);

        assertThat(message.id().provider()).isEqualTo("thaibulk");
        assertThat(message.id().isKnown()).isFalse();
        assertThat(message.status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void an_id_that_is_a_number_is_kept_as_its_text() {
        assertThat(VENDOR.accepted(200, """
                        {"uuid":10000000000000000001}""").id().value()).isEqualTo("10000000000000000001");
    }

    /** Not documented, so it proves neither acceptance nor rejection: a retry isn't safe. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false}",
                "{\"success\":false,\"data\":null}",
                "{\"error\":\"Something\"}",
                "{\"success\":true,\"data\":{\"error\":\"Something\"}}",
                "{\"data\":{\"success\":false}}"
            })
    void a_2xx_that_says_no_is_unknown_and_asks_no_other_provider(String body) {
        RecordingProvider second = new RecordingProvider("second");
        VENDOR.says(200, body);
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().build())
                .provider(second)
                .build()) {
            assertThat(client.trySend(request().build())).isInstanceOf(SendOutcome.Unknown.class);
        }

        assertThat(second.sends()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"uuid\":\"m-1\",\"success\":false}", "{\"uuid\":\"m-1\",\"error\":\"Something\"}"})
    void a_2xx_with_an_id_is_accepted_whatever_else_it_says(String body) {
        assertThat(VENDOR.accepted(200, body).id().value()).isEqualTo("m-1");
    }

    /** Four of the five statuses of the vendor's list of messages, the fifth is below; sent isn't delivered. */
    @ParameterizedTest
    @CsvSource({"pending, QUEUED", "scheduled, SCHEDULED", "sent, SENT", "cancelled, CANCELLED", "SENT, SENT"})
    void a_word_for_the_whole_has_its_meaning(String word, Status expected) {
        Message message = VENDOR.accepted(200, """
                {"uuid":"m-1","status":"%s"}""".formatted(word));

        assertThat(message.status()).isEqualTo(expected);
        assertThat(message.rawStatus()).isEqualTo(word);
        assertThat(message.failure()).isEmpty();
    }

    @Test
    void a_2xx_that_has_failed_already_was_not_sent() {
        Failure failure = VENDOR.refused(200, """
                {"uuid":"m-1","status":"failed"}""");

        assertThat(failure.type()).isEqualTo(ErrorType.OTHER);
        assertThat(failure.failover()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"success", "ok", "queued", "processing", "200"})
    void any_other_word_may_be_about_the_call_and_never_means_delivered(String word) {
        Message message = VENDOR.accepted(200, """
                {"uuid":"m-1","status":"%s"}""".formatted(word));

        assertThat(message.status()).isEqualTo(Status.QUEUED);
        assertThat(message.rawStatus()).isEqualTo(word);
    }

    @Test
    void unknown_fields_are_left_aside_and_kept_in_the_raw_answer() {
        String body = """
                {"uuid":"m-1","credits":1,"new":{"deep":[1,{"er":null}]},"newer":[[]],"code":null}""";

        Message message = VENDOR.accepted(200, body);

        assertThat(message.id().value()).isEqualTo("m-1");
        assertThat(message.rawJson()).isEqualTo(body);
    }
}
