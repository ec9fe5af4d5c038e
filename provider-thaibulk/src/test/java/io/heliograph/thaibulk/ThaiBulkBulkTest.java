package io.heliograph.thaibulk;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.thaibulk.ThaiBulkVendor.error;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkListener;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests to {@code POST /sms/send} for several recipients. */
class ThaiBulkBulkTest {
    private static final List<PhoneNumber> THREE = numbers("+66812345678", "+66898765432", "+66612345678");

    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(200, fixture("send-bulk.reply.json"));
    }

    @Test
    void all_recipients_go_out_in_one_post() {
        SendResult result = sendBulk(THREE);

        VENDOR.got(postRequestedFor(urlEqualTo("/sms/send"))
                .withRequestBody(equalToJson(fixture("send-bulk.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("sender", "content", "msisdns");
        Message message = ((SendResult.Accepted) result).message();
        assertThat(message.id()).isEqualTo(ThaiBulkVendor.ID);
        assertThat(message.status()).isEqualTo(Status.QUEUED);
        assertThat(message.recipients()).as("the vendor names none").isEmpty();
    }

    @Test
    void ten_thousand_recipients_are_one_body_in_their_order() {
        List<PhoneNumber> many = IntStream.range(0, 10_000)
                .mapToObj(i -> PhoneNumber.of("+668" + (10_000_000 + i)))
                .toList();

        sendBulk(many);

        assertThat(VENDOR.sent())
                .containsEntry("msisdns", many.stream().map(PhoneNumber::digits).toList());
    }

    /** The window of a bulk send streams into one call, and its recipients come back with the outcome. */
    @Test
    void the_client_sends_sixty_thousand_recipients_in_one_body() {
        List<String> many = IntStream.range(0, 60_000)
                .mapToObj(i -> "+668" + (10_000_000 + i * 7_919L % 60_000))
                .toList();
        List<BulkCallResult> parts = new ArrayList<>();
        try (SmsClient client = SmsClient.builder()
                .provider(VENDOR.door().chunkSize(60_000).build())
                .build()) {
            Stream<String> withDuplicates =
                    Stream.concat(many.stream(), many.stream().limit(100));
            BulkReport report = client.bulk(
                    BulkRequest.to(withDuplicates, content -> content.text("Hi").sendAt(Instant.EPOCH)), parts::add);

            assertThat(report).isEqualTo(new BulkReport(60_000, 0, 0, 0, 100));
        }

        assertThat(VENDOR.sent())
                .containsKeys("sender", "content", "scheduledTime")
                .containsEntry(
                        "msisdns", many.stream().map(to -> to.substring(1)).toList());
        assertThat(parts).hasSize(1);
        assertThat(parts.get(0).recipients().stream().map(PhoneNumber::e164).toList())
                .isEqualTo(many);
    }

    /** What is checked once for all recipients gives the same as a check of each of them. */
    @Test
    void the_check_of_a_bulk_send_says_what_the_check_of_each_request_says() {
        List<SendRequest> contents = List.of(
                ThaiBulkVendor.request().build(),
                ThaiBulkVendor.request().text("x".repeat(1_001)).build(),
                ThaiBulkVendor.request().from("+66812345678").build(),
                ThaiBulkVendor.request().sendAt(Instant.MAX).build());
        List<PhoneNumber> recipients = numbers(
                "+66812345678", "+6681234567", "+668123456789", "+660812345678", "+66012345678", "+447537151866");
        try (SmsProvider provider = VENDOR.door().build().provider()) {
            for (SendRequest content : contents) {
                for (PhoneNumber to : recipients) {
                    assertThat(provider.bulkValidation(content).apply(to))
                            .as("%s to %s", content, to.e164())
                            .isEqualTo(provider.validate(content.withRecipient(to, content.key())));
                }
            }
            assertThat(provider.bulkValidation(contents.get(0)).apply(recipients.get(0)))
                    .isEmpty();
        }
    }

    @Test
    void a_number_that_the_vendor_would_refuse_spoils_no_call_because_none_is_made() {
        SendResult result = sendBulk(numbers("+66812345678", "+447537151866", "+660812345678"));

        Failure failure = ((SendResult.Rejected) result).failure();
        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_RECIPIENT);
        assertThat(failure.reason()).contains("2 of 3 that").doesNotContain("7537");
        assertThat(VENDOR.requests()).isEmpty();
    }

    /** The response names no recipients, so the missing ones can't be identified. */
    @ParameterizedTest
    @ValueSource(strings = {"recipientCount", "totalRecipients"})
    void an_answer_for_fewer_than_were_asked_for_leaves_all_open(String name) {
        VENDOR.says(200, fixture("send-bulk.reply.json").replace("}", ",\"" + name + "\":2}"));

        Message message = ((SendResult.Accepted) sendBulk(THREE)).message();

        assertThat(message.recipients()).hasSize(3).allSatisfy(recipientStatus -> {
            assertThat(recipientStatus.status()).isEqualTo(Status.UNKNOWN);
            assertThat(recipientStatus.failure().orElseThrow().reason()).contains("2 of 3");
        });
    }

    @Test
    void chunks_are_cut_by_the_setting_and_each_has_its_own_id_and_outcome() {
        List<BulkCallResult> parts = new ArrayList<>();
        BulkListener listener = new BulkListener() {
            @Override
            public void finished(BulkCallResult part) {
                if (parts.isEmpty()) {
                    VENDOR.says(402, fixture("error-402.reply.json")); // the credits run out midway
                }
                parts.add(part);
            }
        };
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().chunkSize(2).build())
                .build()) {
            client.bulk(
                    BulkRequest.to(
                            Stream.of("+66812345678", "+66898765432", "+66812345678", "+66612345678", "+66912345678"),
                            content -> content.text("Hi")),
                    listener);
        }

        assertThat(parts).hasSize(2);
        assertThat(parts).extracting(part -> part.recipients().size()).containsExactly(2, 2);
        assertThat(parts.get(0).outcome()).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(VendorServer.refusal(parts.get(1).outcome()).type()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
    }

    @Test
    void an_error_that_repeats_a_later_number_does_not_repeat_it_here() {
        VENDOR.says(400, error("invalid number 66612345678 or 0612345678"));

        Failure failure = ((SendResult.Rejected) sendBulk(THREE)).failure();

        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(failure.reason()).contains("invalid number").doesNotContain("612345678");
    }

    private static SendResult sendBulk(List<PhoneNumber> recipients) {
        try (SmsProvider provider = VENDOR.door().build().provider()) {
            SendRequest content = ThaiBulkVendor.request().build();
            return provider.sendBulk(content, recipients, new AttemptContext(Deadline.after(Duration.ofSeconds(30))));
        }
    }

    private static List<PhoneNumber> numbers(String... e164) {
        return Stream.of(e164).map(PhoneNumber::of).toList();
    }
}
