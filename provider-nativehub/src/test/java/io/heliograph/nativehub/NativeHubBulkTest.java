package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.error;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.testkit.VendorServer.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.SmsClient;
import io.heliograph.http.Deadline;
import io.heliograph.message.BulkPart;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Recipient;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.OneAttempt;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /messages/bulk}. */
class NativeHubBulkTest {
    private static final List<PhoneNumber> THREE = List.of(
            PhoneNumber.of("+8801712345678"), PhoneNumber.of("+8801812345678"), PhoneNumber.of("+8801912345678"));

    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    private static SendRequest.Builder content() {
        return SendRequest.to(THREE.get(0)).from("BRAND").text("Flash sale! 50% off today only.");
    }

    private static SendOutcome send(SendRequest content, List<PhoneNumber> recipients) {
        try (SmsProvider provider =
                VENDOR.door().provider("provider-uuid").build().provider()) {
            return OneAttempt.send(
                    "nativehub",
                    content.key(),
                    Deadline.after(Duration.ofSeconds(10)),
                    scope -> provider.sendBulk(content, recipients, scope));
        }
    }

    private static Message sent(String body) {
        VENDOR.says(200, body);
        return message(send(content().build(), THREE));
    }

    @Test
    void many_recipients_are_one_post_with_exactly_the_documented_fields() {
        VENDOR.says(200, fixture("bulk.reply.json"));

        send(content().build(), THREE);

        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/messages/bulk"))
                .withHeader("X-API-Key", equalTo(NativeHubVendor.KEY))
                .withRequestBody(equalToJson(fixture("bulk.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("recipients", "from", "body");
    }

    @Test
    void each_recipient_is_found_by_its_number_and_a_partial_failure_is_normal() {
        Message batch = sent(fixture("bulk.reply.json"));

        assertThat(batch.id().value()).isEqualTo("batch_xyz789");
        assertThat(batch.status()).isEqualTo(Status.QUEUED);
        assertThat(batch.recipients())
                .extracting(its -> its.to().orElseThrow(), its -> its.id().value(), Recipient::status)
                .containsExactlyInAnyOrder(
                        tuple(THREE.get(0), "msg_001", Status.QUEUED),
                        tuple(THREE.get(1), "msg_002", Status.FAILED),
                        tuple(THREE.get(2), "msg_003", Status.REJECTED));
    }

    @Test
    void a_recipient_that_failed_says_why_whether_the_code_is_text_or_number() {
        Message batch = sent(fixture("bulk.reply.json"));

        assertThat(failure(batch, 1).type()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
        assertThat(failure(batch, 2).type()).isEqualTo(ErrorType.INVALID_RECIPIENT);
        assertThat(failure(batch, 2).code()).contains("1");
        assertThat(batch.recipients().toString()).doesNotContain("8801912345678");
        assertThat(batch.rawJson()).contains("msg_001").doesNotContain("0.03");
    }

    private static Refusal failure(Message batch, int recipient) {
        return batch.recipients().stream()
                .filter(its -> its.to().equals(Optional.of(THREE.get(recipient))))
                .findFirst()
                .flatMap(Recipient::failure)
                .orElseThrow();
    }

    @Test
    void a_large_batch_without_messages_is_normal() {
        VENDOR.says(200, fixture("bulk-large.reply.json"));
        List<PhoneNumber> many = IntStream.range(0, 3_000)
                .mapToObj(i -> PhoneNumber.of("+88017" + (10_000_000 + i)))
                .toList();

        Message batch = message(send(content().build(), many));

        assertThat(batch.id().value()).isEqualTo("e5f6a7b8-c9d0-1234-ef56-789012345678");
        assertThat(batch.status()).isEqualTo(Status.QUEUED);
        assertThat(batch.recipients()).isEmpty();
        assertThat((List<?>) VENDOR.sent().get("recipients")).hasSize(3_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batch_id\":\"b-1\",\"messages\":null}",
                "{\"batch_id\":\"b-1\",\"messages\":{}}",
                "{\"batch_id\":\"b-1\",\"messages\":[null,1,\"x\",{}]}",
                "{\"batch_id\":\"b-1\",\"queued\":\"many\",\"rejected\":-1,\"failed\":null}",
                "{\"batch_id\":\"b-1\",\"messages\":[{\"id\":\"m\",\"to\":\"+15551234567\",\"status\":\"failed\"}]}"
            })
    void odd_messages_and_strangers_are_left_out_and_never_a_failure(String body) {
        Message batch = sent(body);

        assertThat(batch.id().value()).isEqualTo("b-1");
        assertThat(batch.status()).isEqualTo(Status.QUEUED);
        assertThat(batch.recipients()).isEmpty();
    }

    @Test
    void a_recipient_without_id_or_status_has_the_batchs_id_and_what_its_error_says() {
        Message batch = sent("""
                {"batch_id":"b-1","messages":[
                 {"to":"+880 1712-345678","error_code":"INVALID_NUMBER"},
                 {"to":"+8801812345678"},
                 {"to":"+8801912345678","status":"queued","error_code":"","error_message":""}]}""");

        assertThat(batch.recipients()).extracting(Recipient::id).containsOnly(batch.id());
        assertThat(batch.recipients())
                .extracting(Recipient::status)
                .containsExactly(Status.FAILED, Status.UNKNOWN, Status.QUEUED);
        assertThat(failure(batch, 0).type()).isEqualTo(ErrorType.INVALID_RECIPIENT);
    }

    @Test
    void a_number_that_is_named_twice_counts_once_and_as_what_may_arrive() {
        Message batch = sent("""
                {"batch_id":"b-1","messages":[
                 {"id":"m-1","to":"+8801712345678","status":"failed"},
                 {"id":"m-2","to":"+8801712345678","status":"queued"},
                 {"id":"m-3","to":"8801712345678","status":"failed"},
                 {"id":"m-4","to":"+8801812345678","status":"failed"},
                 {"id":"m-5","to":"+8801812345678","status":"rejected"}]}""");

        assertThat(batch.recipients())
                .extracting(its -> its.id().value(), Recipient::status)
                .containsExactly(tuple("m-2", Status.QUEUED), tuple("m-5", Status.REJECTED));
    }

    @Test
    void a_bulk_send_of_the_client_is_one_post_and_counts_each_recipient() {
        VENDOR.says(200, fixture("bulk.reply.json"));
        List<BulkPart> parts = new ArrayList<>();
        try (SmsClient client = VENDOR.client()) {
            BulkReport report = client.bulk(
                    BulkRequest.to(
                            THREE.stream().map(PhoneNumber::e164),
                            content -> content.from("BRAND").text("Flash sale! 50% off today only.")),
                    parts::add);

            assertThat(report).isEqualTo(new BulkReport(1, 2, 0, 0, 0));
        }
        assertThat(parts).hasSize(1);
        VENDOR.got(postRequestedFor(urlEqualTo("/api/v1/messages/bulk"))
                .withRequestBody(equalToJson(fixture("bulk.request.json"), false, false)));
    }

    @Test
    void more_recipients_than_one_call_takes_are_several_calls() {
        VENDOR.says(200, fixture("bulk-large.reply.json"));
        try (SmsClient client = VENDOR.client()) {
            client.bulk(
                    BulkRequest.to(
                            IntStream.range(0, 20_001).mapToObj(i -> "+88017" + (10_000_000 + i)),
                            content -> content.from("BRAND").text("Flash sale!")),
                    part -> {});
        }

        assertThat(VENDOR.requestsAt("/messages/bulk") + VENDOR.requestsAt("/messages"))
                .isEqualTo(3);
    }

    @Test
    void counts_that_do_not_fit_the_messages_do_not_matter() {
        Message batch = sent("""
                {"batch_id":"b-1","queued":0,"failed":7,"rejected":0,"messages":[
                 {"id":"m-1","to":"+8801712345678","status":"queued"}]}""");

        assertThat(batch.recipients()).extracting(Recipient::status).containsExactly(Status.QUEUED);
    }

    @Test
    void a_batch_of_which_nothing_was_taken_and_nobody_is_named_is_no_success() {
        VENDOR.says(200, """
                {"batch_id":"b-1","queued":0,"failed":1,"rejected":2,"messages":[]}""");

        Refusal refusal = VendorServer.refusal(send(content().build(), THREE));

        assertThat(refusal.type()).isEqualTo(ErrorType.OTHER);
        assertThat(refusal.failover())
                .as("they may be on a do-not-contact list")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"batch_id\":"})
    void a_2xx_that_cannot_be_read_is_accepted_with_an_unknown_id(String body) {
        Message batch = sent(body);

        assertThat(batch.id().isKnown()).isFalse();
        assertThat(batch.status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void a_refusal_is_for_all_and_a_server_error_is_unclear_for_all_and_neither_is_sent_again() {
        VENDOR.says(400, error("to, from, and body are required"));
        assertThat(VendorServer.refusal(send(content().build(), THREE)).type()).isEqualTo(ErrorType.INVALID_REQUEST);

        VENDOR.says(500, error("internal server error"));
        assertThat(send(content().build(), THREE)).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(VENDOR.requests()).hasSize(2);
    }

    @Test
    void many_at_a_later_time_are_refused_and_never_sent_at_once() {
        VENDOR.says(200, fixture("bulk.reply.json"));

        Refusal refusal = VendorServer.refusal(
                send(content().sendAt(Instant.parse("2026-02-20T09:00:00Z")).build(), THREE));

        assertThat(refusal.type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(refusal.reason()).contains("SCHEDULE");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_text_that_the_vendor_repeats_is_not_quoted() {
        VENDOR.says(422, error("cannot send Flash sale! to +8801912345678"));

        Refusal refusal = VendorServer.refusal(send(content().build(), THREE));

        assertThat(refusal.reason()).contains("cannot send").doesNotContain("Flash", "8801912345678");
    }
}
