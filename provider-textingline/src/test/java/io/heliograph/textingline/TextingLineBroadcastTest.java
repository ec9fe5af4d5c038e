package io.heliograph.textingline;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.testkit.VendorServer.message;
import static io.heliograph.testkit.VendorServer.refusal;
import static io.heliograph.textingline.TextingLineVendor.BROADCAST;
import static io.heliograph.textingline.TextingLineVendor.MESSAGE;
import static io.heliograph.textingline.TextingLineVendor.content;
import static io.heliograph.textingline.TextingLineVendor.error;
import static io.heliograph.textingline.TextingLineVendor.fixture;
import static io.heliograph.textingline.TextingLineVendor.recipients;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.Deadline;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.CompletedAttempt;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One content to many recipients: {@code POST /api/v1/messaging/broadcast}. */
class TextingLineBroadcastTest {
    private static final String LEGAL_KEY = "[A-Za-z0-9@_:()-]{2,100}";

    @RegisterExtension
    static final TextingLineVendor VENDOR = new TextingLineVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(201, fixture("broadcast.reply.json"));
    }

    @Test
    void a_broadcast_is_one_post_with_exactly_the_documented_fields() {
        VENDOR.broadcast(content().build(), recipients(100));

        VENDOR.got(postRequestedFor(urlEqualTo(BROADCAST))
                .withHeader("Authorization", equalTo("Basic dWtfb2ZfdGhlX3Rlc3Q6c2tfbGl2ZV9vZl90aGVfdGVzdA=="))
                .withHeader("Content-Type", matching("application/json(; ?charset=(?i)utf-8)?"))
                .withRequestBody(equalToJson(fixture("broadcast.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("recipients", "from", "body", "idempotencyKey");
    }

    @Test
    void each_recipient_is_an_object_with_its_number() {
        VENDOR.broadcast(content().text("Hi").build(), recipients(2));

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"recipients":[{"to":"+18005551000"},{"to":"+18005551001"}],"from":"+18005559876",\
                        "body":"Hi","idempotencyKey":"sale-2026"}""");
    }

    @Test
    void a_media_url_goes_along_and_an_empty_text_stays_out() {
        SendRequest content = SendRequest.to("+18005551000")
                .from("54321")
                .media("https://example.com/images/promo.jpg")
                .build();

        VENDOR.broadcast(content, recipients(100));

        assertThat(VENDOR.sent())
                .containsOnlyKeys("recipients", "from", "mediaUrl", "idempotencyKey")
                .containsEntry("from", "54321")
                .containsEntry("mediaUrl", "https://example.com/images/promo.jpg")
                .containsEntry("idempotencyKey", content.key().value());
    }

    @Test
    void the_default_sender_is_sent_where_the_content_has_none() {
        SendRequest content = SendRequest.to("+18005551000").text("Hi").build();
        try (SmsProvider provider = VENDOR.builder().from("54321").build().provider()) {
            CompletedAttempt.send(
                    "textingline",
                    content.key(),
                    Deadline.after(Duration.ofSeconds(10)),
                    context -> provider.sendBulk(content, recipients(100), context));
        }

        assertThat(VENDOR.sent()).containsEntry("from", "54321");
    }

    @Test
    void fifty_thousand_recipients_are_one_post_and_arrive_in_their_order() {
        List<PhoneNumber> recipients = recipients(50_000);

        VENDOR.broadcast(content().build(), recipients);

        assertThat(VENDOR.sent())
                .containsEntry(
                        "recipients",
                        recipients.stream()
                                .map(recipient -> Map.of("to", recipient.e164()))
                                .toList());
    }

    @Test
    void its_limits_are_the_documented_ones_and_not_those_of_the_vendors_example() {
        try (SmsProvider provider = VENDOR.builder().build().provider()) {
            assertThat(provider.bulkLimits()).isEqualTo(new BulkLimits(100, 50_000));
        }
    }

    @Test
    void fewer_recipients_than_the_minimum_are_sent_one_by_one_each_with_its_own_key() {
        VENDOR.says(201, fixture("send-sms.reply.json"));

        BulkReport report = sendBulk(recipients(99));

        assertThat(report).isEqualTo(new BulkReport(99, 0, 0, 0, 0));
        assertThat(VENDOR.requests())
                .hasSize(99)
                .allMatch(request -> request.getUrl().equals(MESSAGE));
        assertThat(keys()).hasSize(99).doesNotHaveDuplicates().allMatch(key -> key.matches(LEGAL_KEY));
    }

    @Test
    void the_least_number_of_recipients_goes_out_by_one_call() {
        BulkReport report = sendBulk(recipients(100));

        assertThat(report).isEqualTo(new BulkReport(100, 0, 0, 0, 0));
        assertThat(VENDOR.onlyRequest().getUrl()).isEqualTo(BROADCAST);
        assertThat(keys()).singleElement().matches(key -> key.matches(LEGAL_KEY));
    }

    @Test
    void more_recipients_than_the_maximum_are_split_so_that_the_last_call_has_the_minimum_too() {
        VENDOR.says(201, fixture("broadcast.reply.json").replace(": 100", ": 50000"));

        BulkReport report = sendBulk(recipients(50_050));

        assertThat(report).isEqualTo(new BulkReport(50_050, 0, 0, 0, 0));
        assertThat(VENDOR.requests())
                .hasSize(2)
                .allMatch(request -> request.getUrl().equals(BROADCAST));
        assertThat(VENDOR.requests())
                .extracting(request -> request.getBodyAsString().split("\"to\"", -1).length - 1)
                .allMatch(size -> size >= 100 && size <= 50_000)
                .satisfies(sizes -> assertThat(
                                sizes.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(50_050));
        assertThat(keys()).as("a key is good for one call").hasSize(2).doesNotHaveDuplicates();
    }

    /** The response names no recipients, so it can't be checked against the request. */
    @Test
    void a_broadcast_for_fewer_than_were_asked_for_leaves_all_open() {
        VENDOR.says(
                201, fixture("broadcast.reply.json").replace("\"totalRecipients\": 100", "\"totalRecipients\": 98"));

        Message broadcast = VendorServer.message(VENDOR.broadcast(content().build(), recipients(100)));

        assertThat(broadcast.recipients()).hasSize(100).allSatisfy(recipientStatus -> {
            assertThat(recipientStatus.status()).isEqualTo(Status.UNKNOWN);
            assertThat(recipientStatus.failure().orElseThrow().reason()).contains("98 of 100");
        });
        assertThat(sendBulk(recipients(100))).isEqualTo(new BulkReport(0, 0, 100, 0, 0));
    }

    @Test
    void a_number_that_is_there_twice_never_reaches_the_vendor() {
        List<PhoneNumber> twice = new ArrayList<>(recipients(100));
        twice.addAll(recipients(3));

        BulkReport report = sendBulk(twice);

        assertThat(report).isEqualTo(new BulkReport(100, 0, 0, 0, 3));
        assertThat(VENDOR.onlyRequest().getBodyAsString().split("\"to\"", -1)).hasSize(101);
    }

    private static BulkReport sendBulk(List<PhoneNumber> recipients) {
        BulkRequest request = BulkRequest.to(
                recipients.stream().map(PhoneNumber::e164),
                content -> content.from("+18005559876").text("Hi").idempotencyKey("sale-2026"));
        try (SmsClient client = VENDOR.client()) {
            return client.bulk(request, part -> {});
        }
    }

    private static List<String> keys() {
        return VENDOR.requests().stream()
                .map(request -> request.getBodyAsString().replaceAll(".*\"idempotencyKey\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void every_field_of_the_documented_answer_is_read() {
        Message message = message(VENDOR.broadcast(content().build(), recipients(100)));

        assertThat(message.id()).isEqualTo(new MessageId("textingline", "brc_Xy7tKpLmNqRsTuVwXyZaBc"));
        assertThat(message.status()).isEqualTo(Status.QUEUED);
        assertThat(message.rawStatus()).isEqualTo("queued");
        assertThat(message.from()).contains(Sender.of("+18005559876"));
        assertThat(message.submittedAt()).contains(Instant.parse("2026-03-15T14:30:00Z"));
        assertThat(message.sentAt()).isEmpty();
        assertThat(message.failure()).isEmpty();
        assertThat(message.rawJson()).isEqualTo(fixture("broadcast.reply.json"));
    }

    @Test
    void recipients_have_no_ids_of_their_own_because_the_vendor_gives_none() {
        Message message = message(VENDOR.broadcast(content().build(), recipients(100)));

        assertThat(message.recipients()).isEmpty();
        assertThat(message.to()).isEmpty();
    }

    static List<String> unreadable() {
        return List.of("", "null", "[]", "{\"id\":", "{}");
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void a_2xx_that_cannot_be_read_is_accepted_with_its_id_unknown(String body) {
        VENDOR.says(201, body);

        Message message = message(VENDOR.broadcast(content().build(), recipients(100)));

        assertThat(message.id()).isEqualTo(MessageId.unknown("textingline"));
        assertThat(message.status().isFinal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"initiated", "completed", "paused"})
    void a_status_that_is_not_documented_for_the_answer_is_kept_and_not_final(String word) {
        VENDOR.says(201, fixture("broadcast.reply.json").replace("\"queued\"", '"' + word + '"'));

        Message message = message(VENDOR.broadcast(content().build(), recipients(100)));

        assertThat(message.status()).isEqualTo(Status.UNKNOWN);
        assertThat(message.rawStatus()).isEqualTo(word);
    }

    @Test
    void a_broadcast_that_has_failed_at_once_was_not_sent() {
        VENDOR.says(201, fixture("broadcast.reply.json").replace("\"queued\"", "\"failed\""));

        assertThat(refusal(VENDOR.broadcast(content().build(), recipients(100))).type())
                .isEqualTo(ErrorType.OTHER);
    }

    @Test
    void recipients_without_consent_refuse_the_whole_and_are_named_in_the_vendors_words_only() {
        VENDOR.says(400, fixture("error-33028.reply.json"));

        SendOutcome outcome = VENDOR.broadcast(content().build(), recipients(100));

        Failure failure = refusal(outcome);
        assertThat(failure.type()).isEqualTo(ErrorType.RECIPIENT_BLOCKED);
        assertThat(failure.failover()).isFalse();
        assertThat(failure.retryable()).isFalse();
        assertThat(failure.code()).contains("33028");
        assertThat(failure.vendorText()).contains(fixture("error-33028.reply.json"));
        assertThat(List.of(outcome, failure).toString()).doesNotContain("8005551001", "5551007");
    }

    @Test
    void a_long_list_of_recipients_without_consent_is_kept_whole() {
        String numbers = String.join(
                ",",
                recipients(20_000).stream()
                        .map(number -> '"' + number.e164() + '"')
                        .toList());
        VENDOR.says(400, """
                {"code":33028,"message":"No","details":{"notOptedIn":[%s],"totalNotOptedIn":20000}}""".formatted(numbers));

        Failure failure = refusal(VENDOR.broadcast(content().build(), recipients(20_000)));

        assertThat(failure.type()).isEqualTo(ErrorType.RECIPIENT_BLOCKED);
        assertThat(failure.vendorText().orElseThrow()).contains(numbers);
    }

    @Test
    void a_number_that_is_there_twice_refuses_the_whole() {
        VENDOR.says(400, error(33_024, "Duplicate recipients"));

        Failure failure = refusal(VENDOR.broadcast(content().build(), recipients(100)));

        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(failure.failover()).isFalse();
        assertThat(failure.reason()).contains("twice", "whole broadcast");
    }

    @Test
    void a_reason_that_repeats_a_recipient_hides_it_whichever_it_is() {
        VENDOR.says(400, error(33_999, "bad recipient +18005551099 in collection"));

        Failure failure = refusal(VENDOR.broadcast(content().build(), recipients(100)));

        assertThat(failure.reason()).contains("bad recipient").doesNotContain("5551099", "collection");
        assertThat(failure.vendorText()).contains("bad recipient +18005551099 in collection");
    }

    @ParameterizedTest
    @ValueSource(ints = {33_000, 33_007})
    void a_500_leaves_the_broadcast_unknown(int code) {
        VENDOR.says(500, error(code, "Unexpected error"));

        assertThat(VENDOR.broadcast(content().build(), recipients(100))).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(VENDOR.requests()).hasSize(1);
    }
}
