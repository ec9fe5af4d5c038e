package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.error;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.testkit.VendorServer.json;
import static io.heliograph.testkit.VendorServer.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.SmsClient;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.testkit.VendorServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /messages/bulk}. */
class NativeHubBulkTest {
    private static final List<PhoneNumber> THREE = List.of(
            PhoneNumber.of("+8801712345678"), PhoneNumber.of("+8801812345678"), PhoneNumber.of("+8801912345678"));

    private static final String BATCH = "e5f6a7b8-c9d0-1234-ef56-789012345678";
    private static final String LIST = "/api/v1/messages?batch_id=b-1&page=";

    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    private static SendRequest.Builder content() {
        return SendRequest.to(THREE.get(0)).from("BRAND").text("Flash sale! 50% off today only.");
    }

    private static SendOutcome send(SendRequest content, List<PhoneNumber> recipients) {
        return VENDOR.bulk(content, recipients);
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

    /** NativeHub may write a number without the trunk zero that ours has. */
    @Test
    void a_recipient_that_the_vendor_spells_in_another_way_is_found() {
        List<PhoneNumber> spelled = List.of(PhoneNumber.of("+88001712345678"), THREE.get(1), THREE.get(2));
        VENDOR.says(200, fixture("bulk.reply.json"));

        Message batch = message(send(content().build(), spelled));

        assertThat(batch.recipients())
                .filteredOn(recipient -> recipient.status() != Status.UNKNOWN)
                .extracting(recipient -> recipient.to().orElseThrow().e164())
                .contains("+88001712345678");
    }

    @Test
    void each_recipient_is_found_by_its_number_and_a_partial_failure_is_normal() {
        Message batch = sent(fixture("bulk.reply.json"));

        assertThat(batch.id().value()).isEqualTo("batch_xyz789");
        assertThat(batch.status()).isEqualTo(Status.QUEUED);
        assertThat(batch.recipients())
                .extracting(
                        recipientStatus -> recipientStatus.to().orElseThrow(),
                        recipientStatus -> recipientStatus.id().value(),
                        RecipientStatus::status)
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

    private static Failure failure(Message batch, int recipient) {
        return batch.recipients().stream()
                .filter(recipientStatus -> recipientStatus.to().equals(Optional.of(THREE.get(recipient))))
                .findFirst()
                .flatMap(RecipientStatus::failure)
                .orElseThrow();
    }

    /** Above an undocumented number of recipients, the response names none of them. */
    @Test
    void a_large_batch_that_was_accepted_whole_needs_no_names() {
        VENDOR.says(
                200,
                fixture("bulk-large.reply.json")
                        .replace("\"queued\": 2998", "\"queued\": 3000")
                        .replace("\"rejected\": 2", "\"rejected\": 0"));

        Message batch = message(send(content().build(), many(3_000)));

        assertThat(batch.id().value()).isEqualTo(BATCH);
        assertThat(batch.status()).isEqualTo(Status.QUEUED);
        assertThat(batch.recipients()).isEmpty();
        assertThat((List<?>) VENDOR.sent().get("recipients")).hasSize(3_000);
    }

    @Test
    void a_recipient_that_neither_the_response_nor_the_list_names_is_unknown_with_the_counts() {
        VENDOR.says(200, fixture("bulk-large.reply.json"));

        Message batch = message(send(content().build(), many(3_000)));

        assertThat(batch.recipients()).hasSize(3_000).allSatisfy(recipientStatus -> {
            assertThat(recipientStatus.status()).isEqualTo(Status.UNKNOWN);
            assertThat(recipientStatus.id()).isEqualTo(batch.id());
            assertThat(recipientStatus.failure().orElseThrow().reason())
                    .contains("of 3000 recipients it counts 2998 queued, 0 failed, 2 rejected");
        });
        assertThat(new BulkCallResult(many(3_000), accepted(batch)).unknownCount())
                .isEqualTo(3_000);
    }

    @Test
    void three_of_which_one_is_queued_and_nobody_is_named_are_unknown() {
        VENDOR.saysAt("/messages/bulk", json(201, """
                {"batch_id":"b-1","queued":1,"rejected":2,"messages":[]}"""));

        assertThat(bulk(THREE)).isEqualTo(new BulkReport(0, 0, 3, 0, 0));
        assertThat(VENDOR.requestsAt("/messages/bulk")).isEqualTo(1);
    }

    @Test
    void a_recipient_that_the_response_omits_is_looked_up_in_the_list_of_the_batch() {
        VENDOR.saysAt("/messages/bulk", json(201, """
                {"batch_id":"b-1","queued":150,"failed":1,"rejected":1,"messages":[]}"""));
        List<PhoneNumber> many = many(152);
        VENDOR.says(LIST + 1 + "&per_page=100", 200, page(1, many.subList(0, 100)));
        VENDOR.says(LIST + 2 + "&per_page=100", 200, page(2, many.subList(100, 152)));

        assertThat(bulk(many)).isEqualTo(new BulkReport(150, 2, 0, 0, 0));
        assertThat(VENDOR.asked())
                .containsExactly(
                        "POST /api/v1/messages/bulk",
                        "GET " + LIST + 1 + "&per_page=100",
                        "GET " + LIST + 2 + "&per_page=100");
    }

    /** One page of the list; every 76th message was rejected. */
    private static String page(int number, List<PhoneNumber> recipients) {
        String items = recipients.stream()
                .map(to -> {
                    boolean refused = Long.parseLong(to.digits()) % 76 == 0;
                    return "{\"id\":\"m-%s\",\"batch_id\":\"b-1\",\"to\":\"%s\",\"status\":\"%s\"}"
                            .formatted(to.digits(), to.e164(), refused ? "rejected" : "pending");
                })
                .collect(Collectors.joining(","));
        return "{\"data\":[%s],\"total\":152,\"page\":%d,\"per_page\":100}".formatted(items, number);
    }

    @Test
    void the_list_of_another_batch_says_nothing() {
        VENDOR.saysAt("/messages/bulk", json(201, """
                {"batch_id":"b-1","queued":2,"rejected":1,"messages":[]}"""));
        VENDOR.says(LIST + 1 + "&per_page=100", 200, page(1, THREE).replace("b-1", "b-0"));

        assertThat(bulk(THREE)).isEqualTo(new BulkReport(0, 0, 3, 0, 0));
    }

    @Test
    void only_rejected_recipients_are_named_and_the_counts_say_that_the_others_were_accepted() {
        VENDOR.saysAt("/messages/bulk", json(201, """
                {"batch_id":"b-1","queued":2,"failed":0,"rejected":1,"messages":[
                 {"to":"+8801812345678","status":"rejected","error_code":4}]}"""));

        assertThat(bulk(THREE)).isEqualTo(new BulkReport(2, 1, 0, 0, 0));
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void fewer_rejections_than_recipients_are_no_rejection_of_all() {
        VENDOR.saysAt("/messages/bulk", json(201, """
                {"batch_id":"b-1","queued":0,"failed":1,"rejected":0,"messages":[]}"""));

        assertThat(bulk(THREE)).isEqualTo(new BulkReport(0, 0, 3, 0, 0));
    }

    private static BulkReport bulk(List<PhoneNumber> recipients) {
        try (SmsClient client = VENDOR.client()) {
            return client.bulk(
                    BulkRequest.to(
                            recipients.stream().map(PhoneNumber::e164),
                            content -> content.from("BRAND").text("Flash sale!")),
                    part -> {});
        }
    }

    private static SendOutcome accepted(Message message) {
        return new SendOutcome.Accepted(message, IdempotencyKey.random(), List.of());
    }

    private static List<PhoneNumber> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> PhoneNumber.of("+88017" + (10_000_000 + i)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batch_id\":\"b-1\",\"messages\":null}",
                "{\"batch_id\":\"b-1\",\"messages\":{}}",
                "{\"batch_id\":\"b-1\",\"queued\":\"many\",\"rejected\":-1,\"failed\":null}"
            })
    void an_answer_that_says_nothing_of_recipients_is_about_all_of_them(String body) {
        Message batch = sent(body);

        assertThat(batch.id().value()).isEqualTo("b-1");
        assertThat(batch.status()).isEqualTo(Status.QUEUED);
        assertThat(batch.recipients()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batch_id\":\"b-1\",\"messages\":[null,1,\"x\",{}]}",
                "{\"batch_id\":\"b-1\",\"messages\":[{\"id\":\"m\",\"to\":\"+15551234567\",\"status\":\"failed\"}]}"
            })
    void odd_messages_and_strangers_name_nobody_and_are_never_a_failure(String body) {
        Message batch = sent(body);

        assertThat(batch.status()).isEqualTo(Status.QUEUED);
        assertThat(batch.recipients())
                .extracting(recipientStatus -> recipientStatus.to().orElseThrow())
                .containsExactlyElementsOf(THREE);
        assertThat(batch.recipients()).extracting(RecipientStatus::status).containsOnly(Status.UNKNOWN);
    }

    @Test
    void a_recipient_without_id_or_status_has_the_batchs_id_and_what_its_error_says() {
        Message batch = sent("""
                {"batch_id":"b-1","messages":[
                 {"to":"+880 1712-345678","error_code":"INVALID_NUMBER"},
                 {"to":"+8801812345678"},
                 {"to":"+8801912345678","status":"queued","error_code":"","error_message":""}]}""");

        assertThat(batch.recipients()).extracting(RecipientStatus::id).containsOnly(batch.id());
        assertThat(batch.recipients())
                .extracting(RecipientStatus::status)
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
                .extracting(recipientStatus -> recipientStatus.id().value(), RecipientStatus::status)
                .containsExactly(
                        tuple("m-2", Status.QUEUED), tuple("m-5", Status.REJECTED), tuple("b-1", Status.UNKNOWN));
    }

    @Test
    void a_bulk_send_of_the_client_is_one_post_and_counts_each_recipient() {
        VENDOR.says(200, fixture("bulk.reply.json"));
        List<BulkCallResult> parts = new ArrayList<>();
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
    void more_recipients_than_the_maximum_are_several_calls() {
        VENDOR.says(200, fixture("bulk-large.reply.json"));
        try (SmsClient client = VENDOR.client()) {
            client.bulk(
                    BulkRequest.to(
                            IntStream.range(0, 20_001).mapToObj(i -> "+88017" + (10_000_000 + i)),
                            content -> content.from("BRAND").text("Flash sale!")),
                    part -> {});
        }

        assertThat(VENDOR.requests().stream()
                        .filter(loggedRequest ->
                                loggedRequest.getMethod().getName().equals("POST")))
                .hasSize(3);
    }

    @Test
    void counts_that_contradict_the_messages_leave_unnamed_recipients_unknown() {
        Message batch = sent("""
                {"batch_id":"b-1","queued":0,"failed":7,"rejected":0,"messages":[
                 {"id":"m-1","to":"+8801712345678","status":"queued"}]}""");

        assertThat(batch.recipients())
                .extracting(RecipientStatus::status)
                .containsExactly(Status.QUEUED, Status.UNKNOWN, Status.UNKNOWN);
    }

    @Test
    void a_batch_of_which_nothing_was_accepted_and_nobody_is_named_is_no_success() {
        VENDOR.says(200, """
                {"batch_id":"b-1","queued":0,"failed":1,"rejected":2,"messages":[]}""");

        Failure failure = VendorServer.refusal(send(content().build(), THREE));

        assertThat(failure.type()).isEqualTo(ErrorType.OTHER);
        assertThat(failure.failover()).as("maybe on a do-not-contact list").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"batch_id\":"})
    void a_2xx_that_cannot_be_read_is_accepted_with_an_unknown_id(String body) {
        Message batch = sent(body);

        assertThat(batch.id().isKnown()).isFalse();
        assertThat(batch.status()).isEqualTo(Status.QUEUED);
    }

    @Test
    void a_rejection_and_an_unknown_result_apply_to_all_and_neither_is_sent_again() {
        VENDOR.says(400, error("to, from, and body are required"));
        assertThat(VendorServer.refusal(send(content().build(), THREE)).type()).isEqualTo(ErrorType.INVALID_REQUEST);

        VENDOR.says(500, error("internal server error"));
        assertThat(send(content().build(), THREE)).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(VENDOR.requests()).hasSize(2);
    }

    @Test
    void a_scheduled_bulk_send_is_rejected_and_never_sent_at_once() {
        VENDOR.says(200, fixture("bulk.reply.json"));

        Failure failure = VendorServer.refusal(
                send(content().sendAt(Instant.parse("2026-02-20T09:00:00Z")).build(), THREE));

        assertThat(failure.type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(failure.reason()).contains("SCHEDULE");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_text_that_the_vendor_repeats_is_not_quoted() {
        VENDOR.says(422, error("cannot send Flash sale! to +8801912345678"));

        Failure failure = VendorServer.refusal(send(content().build(), THREE));

        assertThat(failure.reason()).contains("cannot send").doesNotContain("Flash", "8801912345678");
    }
}
