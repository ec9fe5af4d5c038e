package io.heliograph.thaibulk;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.thaibulk.ThaiBulkVendor.error;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.testkit.VendorServer;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.SocketHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sends of the vendor's own kind: to groups, and with templates. */
class ThaiBulkCampaignTest {
    private static final List<PhoneNumber> TWO =
            List.of(PhoneNumber.of("+66812345678"), PhoneNumber.of("+66898765432"));

    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(200, fixture("send-group.reply.json"));
    }

    @Test
    void a_text_goes_to_a_group_by_its_number() {
        SendOutcome outcome = VENDOR.at(door -> door.sendToGroup(4711, "We open at nine"));

        assertSent("send-group.request.json", "sender", "content", "contactGroupId");
        assertThat(VendorServer.message(outcome).id()).isEqualTo(ThaiBulkVendor.ID);
        assertThat(VendorServer.message(outcome).status()).isEqualTo(Status.QUEUED);
        assertThat(outcome.attempts()).hasSize(1);
        assertThat(VENDOR.onlyRequest().getBodyAsString())
                .as("an integer, no text")
                .contains("\"contactGroupId\":4711");
    }

    @Test
    void a_template_goes_to_numbers_with_its_variables() {
        VENDOR.says(200, fixture("send-template.reply.json"));

        SendOutcome outcome = VENDOR.at(door -> door.sendTemplate(31, Map.of("name", "Toon"), TWO));

        assertSent("send-template.request.json", "sender", "templateId", "variables", "msisdns");
        assertThat(VendorServer.message(outcome).id()).isEqualTo(ThaiBulkVendor.ID);
        assertThat(VENDOR.onlyRequest().getBodyAsString()).contains("\"templateId\":31,");
    }

    @Test
    void a_template_goes_to_a_group_by_the_default_sender() {
        VENDOR.at(door -> door.sendTemplate(31, Map.of(), 4711));

        assertThat(VENDOR.sent())
                .containsOnlyKeys("sender", "templateId", "contactGroupId")
                .containsEntry("sender", "ACME");
    }

    @Test
    void a_campaign_has_a_sender_and_a_time_of_its_own() {
        VENDOR.says(200, fixture("send-template-group.reply.json"));
        Campaign campaign = Campaign.template(31, Map.of("name", "Toon"))
                .toGroup(4711)
                .from("Other")
                .sendAt(Instant.parse("2026-06-01T03:00:00Z"))
                .key("spring-sale")
                .build();

        SendOutcome outcome = VENDOR.at(door -> door.send(campaign));

        assertSent(
                "send-template-group.request.json",
                "sender",
                "templateId",
                "variables",
                "contactGroupId",
                "scheduledTime");
        assertThat(VendorServer.message(outcome).status()).isEqualTo(Status.SCHEDULED);
        assertThat(outcome.key().value()).isEqualTo("spring-sale");
    }

    @Test
    void a_number_that_is_there_twice_goes_out_once() {
        Campaign campaign = Campaign.text("Hi").to(TWO).to(TWO).build();

        VENDOR.at(door -> door.send(campaign));

        assertThat(VENDOR.sent()).containsEntry("msisdns", List.of("66812345678", "66898765432"));
    }

    @Test
    void an_identifier_beyond_32_bits_is_written_whole() {
        VENDOR.at(door -> door.sendTemplate(9_007_199_254_740_993L, Map.of(), Long.MAX_VALUE));

        assertThat(VENDOR.onlyRequest().getBodyAsString())
                .contains("\"templateId\":9007199254740993,", "\"contactGroupId\":9223372036854775807");
    }

    @Test
    void a_campaign_is_not_changed_by_what_becomes_of_its_ingredients() {
        Map<String, String> variables = new LinkedHashMap<>(Map.of("name", "Toon"));
        Campaign campaign = Campaign.template(31, variables).to(TWO).build();
        variables.put("code", "482910");

        VENDOR.at(door -> door.send(campaign));

        assertThat(VENDOR.sent()).containsEntry("variables", Map.of("name", "Toon"));
    }

    @Test
    void an_empty_account_is_a_certain_no() {
        VENDOR.says(402, fixture("error-402.reply.json"));

        SendOutcome outcome = VENDOR.at(door -> door.sendToGroup(4711, "Hi"));

        assertThat(VendorServer.refusal(outcome).type()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
        assertThat(outcome.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.result()).isEqualTo(Attempt.Result.REJECTED);
            assertThat(attempt.code()).isEqualTo("INSUFFICIENT_CREDITS");
            assertThat(attempt.httpStatus()).isEqualTo(402);
        });
    }

    @Test
    void a_group_or_template_that_is_not_there_says_so_among_the_causes() {
        VENDOR.says(404, error("Contact group not found"));

        Failure failure = VendorServer.refusal(VENDOR.at(door -> door.sendToGroup(4711, "Hi")));

        assertThat(failure.type()).isEqualTo(ErrorType.CONFIGURATION);
        assertThat(failure.reason()).contains("no such group or template");
        assertThat(failure.vendorText()).contains("Contact group not found");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void a_server_error_is_unknown_and_is_not_repeated(int status) {
        VENDOR.says(
                aResponse().withStatus(status).withHeader("Retry-After", "0").withBody(error("No")));

        SendOutcome outcome = VENDOR.at(door -> door.sendTemplate(31, Map.of(), TWO));

        assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void a_lost_answer_is_unknown_and_is_not_repeated() {
        VENDOR.says(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        SendOutcome outcome = VENDOR.at(door -> door.sendToGroup(4711, "Hi"));

        assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void a_silent_server_costs_the_deadline_of_the_campaign_and_is_one_post() {
        try (SocketHarness harness = SocketHarness.start()) {
            harness.script(Behaviour.silent());
            Campaign campaign = Campaign.text("Hi")
                    .toGroup(4711)
                    .deadline(Duration.ofMillis(300))
                    .build();
            ThaiBulk door = VENDOR.door().baseUrl(harness.url().toString()).build();

            SendOutcome outcome = VENDOR.at(door, it -> it.send(campaign));

            assertThat(outcome).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(harness.posts()).isEqualTo(1);
        }
    }

    @Test
    void a_2xx_without_an_id_is_accepted_with_its_id_unknown() {
        VENDOR.says(200, "{}");

        assertThat(VendorServer.message(VENDOR.at(door -> door.sendToGroup(4711, "Hi")))
                        .id()
                        .isKnown())
                .isFalse();
    }

    @Test
    void nothing_of_the_vendors_prose_is_repeated_because_names_may_be_in_it() {
        VENDOR.says(400, error("Toon Suksan has no number"));

        SendOutcome outcome = VENDOR.at(door -> door.sendTemplate(31, Map.of("name", "Toon"), 4711));

        assertThat(VendorServer.refusal(outcome).type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(outcome.toString()).contains("HTTP 400").doesNotContain("Toon", "Suksan");
    }

    @Test
    void without_any_sender_nothing_is_sent() {
        ThaiBulk door = ThaiBulk.builder().apiKey("key").baseUrl(VENDOR.url()).build();

        assertThatThrownBy(() -> VENDOR.at(door, it -> it.sendToGroup(4711, "Hi")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("heliograph.providers.thaibulk.from");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void all_that_is_wrong_with_a_campaign_is_said_at_once() {
        Campaign.Builder campaign = Campaign.text("x".repeat(1_001))
                .to(List.of(PhoneNumber.of("+447537151866"), TWO.get(0)))
                .toGroup(0)
                .from("12345")
                .sendAt(Instant.MAX)
                .key("?")
                .deadline(Duration.ZERO);

        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class, campaign::build);

        assertThat(refused.violations())
                .extracting(io.heliograph.message.Violation::field)
                .containsExactly("from", "key", "text", "to", "contactGroupId", "to", "sendAt", "deadline");
        assertThat(refused).hasMessageNotContaining("7537").hasMessageContaining("has 1 of 2 that");
    }

    @Test
    void a_campaign_needs_a_content_and_somebody_to_get_it() {
        assertFaults(Campaign.text("").to(TWO), "text");
        assertFaults(Campaign.text("\uD83D").to(TWO), "text");
        assertFaults(Campaign.template(0, Map.of()).to(TWO), "templateId");
        assertFaults(Campaign.text("Hi"), "to");
        assertFaults(Campaign.text("Hi").to(List.of()), "to");
        assertFaults(Campaign.text("Hi").toGroup(-1), "contactGroupId");
        assertFaults(Campaign.text("Hi").to(TWO).toGroup(1), "to");
        assertFaults(Campaign.text("Hi").to(TWO).from("much too long a name"), "from");
    }

    @Test
    void more_numbers_than_one_request_takes_are_refused() {
        Campaign.Builder campaign = Campaign.text("Hi")
                .to(IntStream.rangeClosed(0, Campaign.MAX_NUMBERS)
                        .mapToObj(i -> PhoneNumber.of("+668" + (10_000_000 + i)))
                        .toList());

        assertThatThrownBy(campaign::build)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("2000001 numbers");
    }

    @Test
    void it_prints_neither_text_nor_variables_nor_numbers() {
        assertThat(List.of(
                                Campaign.text("zebra").to(TWO).key("k-1").build(),
                                Campaign.template(31, Map.of("zebra", "zebra"))
                                        .toGroup(7)
                                        .key("k-2")
                                        .build())
                        .toString())
                .isEqualTo("[Campaign[5 characters to 2 numbers, key=k-1], Campaign[template 31 to group 7, key=k-2]]");
    }

    private static void assertFaults(Campaign.Builder campaign, String field) {
        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class, campaign::build);
        assertThat(refused).isNotNull();
        assertThat(refused.violations())
                .extracting(io.heliograph.message.Violation::field)
                .containsExactly(field);
    }

    private static void assertSent(String file, String... keys) {
        VENDOR.got(postRequestedFor(urlEqualTo("/sms/send"))
                .withHeader("x-api-key", equalTo(ThaiBulkVendor.KEY))
                .withRequestBody(equalToJson(fixture(file), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys(keys);
    }
}
