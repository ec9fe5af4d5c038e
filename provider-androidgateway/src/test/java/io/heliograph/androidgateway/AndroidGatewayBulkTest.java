package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.common.Json;
import io.heliograph.SmsClient;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.spi.BulkLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One content to several numbers, and messages with several recipients. */
class AndroidGatewayBulkTest {
    private static final String ID = "PyDmBQZZXYmyxMwED8Fzy";
    private static final List<String> THREE = List.of("+79990001234", "+79990001235", "+79990001236");

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    private final List<BulkCallResult> parts = new ArrayList<>();

    @Test
    void several_numbers_are_one_post() {
        VENDOR.says(202, fixture("bulk.reply.json"));

        bulk(THREE.stream());

        Map<?, ?> sent = Json.read(VENDOR.onlyRequest().getBodyAsString(), Map.class);
        assertThat(sent.keySet().stream().map(Object::toString))
                .containsExactlyInAnyOrder("id", "textMessage", "phoneNumbers");
        VENDOR.got(postRequestedFor(urlEqualTo("/3rdparty/v1/messages"))
                .withRequestBody(equalToJson(fixture("bulk.request.json"), false, true)));
        assertThat((List<?>) sent.get("phoneNumbers")).isEqualTo(THREE);
    }

    @Test
    void each_recipient_has_its_own_state_whatever_the_order() {
        VENDOR.says(202, fixture("bulk.reply.json"));

        BulkReport report = bulk(THREE.stream());

        assertThat(report).isEqualTo(new BulkReport(2, 1, 0, 0, 0));
        List<RecipientStatus> recipients = message(parts.get(0)).recipients();
        assertThat(recipients)
                .extracting(recipientStatus ->
                        recipientStatus.to().map(PhoneNumber::e164).orElse(""))
                .containsExactly("+79990001236", "+79990001234", "+79990001235");
        assertThat(recipients)
                .extracting(RecipientStatus::status)
                .containsExactly(Status.QUEUED, Status.FAILED, Status.SUBMITTED);
        assertThat(recipients).extracting(RecipientStatus::rawStatus).containsExactly("Pending", "Failed", "Processed");
        assertThat(recipients.get(1).failure().orElseThrow().type()).isEqualTo(ErrorType.INVALID_RECIPIENT);
        assertThat(recipients.get(0).failure()).isEmpty();
        assertThat(recipients.toString()).doesNotContain("0001234", "0001235", "0001236");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "3, 1", "4, 0", "99999, 0"})
    void a_row_that_an_old_server_names_is_left_out_of_one_more_call(int row, int rejected) {
        VENDOR.says(
                400, error("failed to enqueue message: failed to use phone in row " + row + ": invalid phone number"));

        BulkReport report = bulk(THREE.stream());

        assertThat(report).as("the second call is rejected too").isEqualTo(new BulkReport(0, 3, 0, 0, 0));
        assertThat(VENDOR.requests()).hasSize(1 + rejected);
        assertThat(parts).hasSize(1 + rejected);
    }

    @Test
    void hashed_numbers_are_known_by_the_beginning_of_their_hash() {
        VENDOR.says(202, fixture("bulk-hashed.reply.json"));

        bulk(Stream.of("+79990001234", "+79990001235"));

        assertThat(message(parts.get(0)).recipients())
                .extracting(recipientStatus ->
                        recipientStatus.to().map(PhoneNumber::e164).orElse(""))
                .containsExactly("+79990001235", "+79990001234");
    }

    @Test
    void a_number_that_was_not_sent_is_left_out_and_whoever_is_not_named_is_unknown() {
        VENDOR.says(202, fixture("bulk.reply.json").replace("79990001235", "79990009999"));

        BulkReport report = bulk(THREE.stream());

        assertThat(report).isEqualTo(new BulkReport(1, 1, 1, 0, 0));
        RecipientStatus unnamed = message(parts.get(0)).recipients().get(2);
        assertThat(unnamed.to()).contains(PhoneNumber.of("+79990001235"));
        assertThat(unnamed.status()).isEqualTo(Status.UNKNOWN);
        assertThat(unnamed.failure().orElseThrow().reason()).contains("2 of 3");
    }

    /** Neither the state of the only named recipient nor the message's state holds for the other recipients. */
    @ParameterizedTest
    @CsvSource({"Failed, Failed", "Pending, Failed", "Delivered, Delivered"})
    void an_answer_that_names_one_of_three_leaves_two_open(String whole, String first) {
        VENDOR.says(202, """
                {"state":"%s","recipients":[{"phoneNumber":"+79990001234","state":"%s"}]}""".formatted(whole, first));

        boolean failed = first.equals("Failed");
        assertThat(bulk(THREE.stream())).isEqualTo(new BulkReport(failed ? 0 : 1, failed ? 1 : 0, 2, 0, 0));
    }

    @Test
    void a_hundred_numbers_go_into_one_call_and_one_more_into_the_next() {
        VENDOR.says(202, "");

        BulkReport report = bulk(IntStream.range(0, 101).mapToObj(i -> "+7999%07d".formatted(i)));

        assertThat(report.accepted()).isEqualTo(101);
        assertThat(parts).extracting(part -> part.recipients().size()).containsExactly(100, 1);
        assertThat(VENDOR.requests())
                .extracting(loggedRequest ->
                        Json.read(loggedRequest.getBodyAsString(), Map.class).get("id"))
                .as("each call is a logical send of its own")
                .doesNotHaveDuplicates();
    }

    @Test
    void the_same_number_twice_is_sent_once_because_the_server_refuses_it() {
        VENDOR.says(202, "");

        BulkReport report = bulk(Stream.of("+79990001234", "+79990001235", "+79990001234"));

        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(VENDOR.onlyRequest().getBodyAsString())
                .contains("\"phoneNumbers\":[\"+79990001234\",\"+79990001235\"]");
    }

    @Test
    void encrypted_numbers_go_in_smaller_calls() {
        AndroidGateway encrypted = VENDOR.door().passphrase("correct horse").build();

        assertThat(encrypted.provider().bulkLimits()).isEqualTo(new BulkLimits(1, 20));
        encrypted.provider().close();
    }

    @Test
    void a_refused_call_is_refused_for_all_and_an_unclear_one_is_unknown_for_all() {
        VENDOR.says(400, error("failed to select device: record not found"));
        assertThat(bulk(THREE.stream())).isEqualTo(new BulkReport(0, 3, 0, 0, 0));
        VENDOR.says(500, error("failed to handle request"));
        assertThat(bulk(THREE.stream())).isEqualTo(new BulkReport(0, 0, 3, 0, 0));

        assertThat(VENDOR.asked()).containsExactly("POST /3rdparty/v1/messages", "POST /3rdparty/v1/messages");
    }

    @Test
    void a_call_that_failed_for_each_was_not_sent() {
        VENDOR.says(202, """
                {"state":"Failed","recipients":[{"phoneNumber":"+79990001234","state":"Failed","error":"TTL expired"},\
                {"phoneNumber":"+79990001235","state":"Failed"}]}""");

        assertThat(bulk(THREE.stream().limit(2)).rejected()).isEqualTo(2);
        assertThat(((SendOutcome.Rejected) parts.get(0).outcome()).failure().vendorText())
                .contains("TTL expired");
    }

    @Test
    void a_conflict_is_compared_number_by_number() {
        VENDOR.says(409, error("message with the same ID already exists"));
        VENDOR.on(get(anyUrl()), 200, fixture("bulk.reply.json"));

        assertThat(bulk(THREE.stream()).accepted()).isEqualTo(2);
        assertThat(bulk(THREE.stream().limit(2)).rejected()).isEqualTo(2);
    }

    @Test
    void a_question_about_several_names_each() {
        VENDOR.says(200, fixture("bulk.reply.json"));

        Message message = VENDOR.status(ID);

        assertThat(message.to()).isEmpty();
        assertThat(message.recipients())
                .extracting(recipientStatus ->
                        recipientStatus.to().map(PhoneNumber::e164).orElse(""))
                .containsExactly("+79990001236", "+79990001234", "+79990001235");
        assertThat(message.recipients())
                .allSatisfy(recipientStatus ->
                        assertThat(recipientStatus.id().value()).isEqualTo(ID));
    }

    @Test
    void a_question_about_several_that_are_hashed_names_nobody() {
        VENDOR.says(200, fixture("bulk-hashed.reply.json"));

        Message message = VENDOR.status(ID);

        assertThat(message.status()).isEqualTo(Status.SENT);
        assertThat(message.recipients()).extracting(RecipientStatus::to).allMatch(java.util.Optional::isEmpty);
        assertThat(message.recipients())
                .extracting(RecipientStatus::status)
                .containsExactly(Status.DELIVERED, Status.FAILED);
    }

    @Test
    void a_message_to_one_has_no_list_of_recipients() {
        VENDOR.says(200, fixture("status-delivered.reply.json"));

        assertThat(VENDOR.status(ID).recipients()).isEmpty();
    }

    /** With mixed recipient states, the message's state is Cancelled, or Failed before all have reported. */
    @ParameterizedTest
    @CsvSource({
        "Cancelled, Cancelled, Sent,      SENT",
        "Cancelled, Cancelled, Delivered, DELIVERED",
        "Failed,    Failed,    Processed, SUBMITTED",
        "Failed,    Failed,    Pending,   FAILED",
        "Failed,    Failed,    Failed,    FAILED",
        "Cancelled, Cancelled, Failed,    CANCELLED",
        "Sent,      Failed,    Delivered, SENT"
    })
    void a_whole_is_no_failure_while_somebody_may_have_got_it(
            String whole, String first, String second, Status expected) {
        VENDOR.says(200, """
                {"state":"%s","recipients":[{"phoneNumber":"+79990001234","state":"%s"},\
                {"phoneNumber":"+79990001235","state":"%s"}]}""".formatted(whole, first, second));

        assertThat(VENDOR.status(ID).status()).isEqualTo(expected);
        assertThat(VENDOR.status(ID).rawStatus()).isEqualTo(whole);
    }

    private static Message message(BulkCallResult part) {
        return ((SendOutcome.Accepted) part.outcome()).message();
    }

    private static BulkRequest request(Stream<String> numbers) {
        return BulkRequest.to(numbers, content -> content.text("We open at nine"));
    }

    private BulkReport bulk(Stream<String> numbers) {
        try (SmsClient client = VENDOR.client()) {
            return client.bulk(request(numbers), parts::add);
        }
    }
}
