package io.heliograph.androidgateway;

import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static io.heliograph.androidgateway.AndroidGatewayVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.RecordingProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the provider rejects without a call to the gateway. */
class AndroidGatewayValidationTest {
    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(202, fixture("send-minimal.reply.json"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 4, 2_147_483_648L})
    void a_ttl_that_the_server_refuses_is_refused(long seconds) {
        refused(request().validity(Duration.ofSeconds(seconds)).build(), ErrorType.INVALID_REQUEST, " validity ", "5");
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 2_147_483_647L})
    void a_ttl_of_five_seconds_and_more_is_taken(long seconds) {
        taken(request().validity(Duration.ofSeconds(seconds)).build());
    }

    @Test
    void a_time_that_has_come_is_no_schedule() {
        refused(request().sendAt(Instant.now()).build(), ErrorType.INVALID_REQUEST, " sendAt ", "later than now");
        refused(
                request().sendAt(Instant.now().minusSeconds(60)).build(),
                ErrorType.INVALID_REQUEST,
                " sendAt ",
                "later than now");
    }

    @Test
    void a_schedule_after_the_validity_is_refused() {
        Instant later = Instant.now().plusSeconds(3_600);

        refused(
                request().sendAt(later).validity(Duration.ofMinutes(30)).build(),
                ErrorType.INVALID_REQUEST,
                " sendAt ",
                "validity");
        taken(request().sendAt(later).validity(Duration.ofHours(2)).build());
    }

    @Test
    void every_fault_of_a_request_is_named_at_once() {
        refused(
                request()
                        .sendAt(Instant.now().minusSeconds(60))
                        .validity(Duration.ofSeconds(3))
                        .build(),
                ErrorType.INVALID_REQUEST,
                "validity must be 5 to 2147483647 seconds",
                "sendAt isn't later than now");
    }

    @Test
    void a_picture_is_named_as_missing() {
        refused(
                request().media("https://example.com/cat.png").build(),
                ErrorType.UNSUPPORTED,
                "androidgateway",
                "MEDIA");
    }

    @Test
    void a_tag_and_a_callback_url_are_ignored() {
        VENDOR.says(202, AndroidGatewayVendor.fixture("send-minimal.reply.json"));

        VENDOR.trySend(request()
                .tag("Fall sale")
                .callbackUrl("https://you-site.com/webhook")
                .build());

        assertThat(VENDOR.sent()).containsOnlyKeys("id", "textMessage", "phoneNumbers");
    }

    @Test
    void a_provider_that_can_do_it_is_asked_instead() {
        RecordingProvider second = new RecordingProvider("second");
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(VENDOR.door().build())
                .provider(second)
                .build()) {
            assertThat(client.send(request()
                                    .media("https://example.com/cat.png")
                                    .build())
                            .provider())
                    .isEqualTo("second");
        }

        assertThat(VENDOR.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME", "12345", "+66812345678", "AB"})
    void a_sender_is_no_reason_to_refuse(String sender) {
        taken(request().from(sender).build());
    }

    @Test
    void the_longest_text_is_taken() {
        taken(request().text("x".repeat(SendRequest.MAX_TEXT)).build());
    }

    @Test
    void it_offers_what_the_gateway_documents() {
        try (SmsProvider provider = VENDOR.door().build().provider()) {
            assertThat(provider.name()).isEqualTo("androidgateway");
            assertThat(provider.capabilities())
                    .containsExactlyInAnyOrder(
                            Capability.STATUS,
                            Capability.VALIDITY,
                            Capability.SCHEDULE,
                            Capability.CANCEL,
                            Capability.BULK,
                            Capability.LOOKUP);
            assertThat(provider.bulkLimits()).isEqualTo(new BulkLimits(1, 100));
        }
    }

    @Test
    void an_id_is_a_key_only_on_a_pinned_phone() {
        try (SmsProvider pinned =
                        VENDOR.door().deviceId("PyDmBQZZXYmyxMwED8Fzy").build().provider();
                SmsProvider drawn = VENDOR.door().build().provider();
                SmsProvider empty = VENDOR.door().deviceId("").build().provider()) {
            assertThat(pinned.duplicateProtection()).isEqualTo(DuplicateProtection.IDEMPOTENCY_KEY);
            assertThat(drawn.duplicateProtection()).isEqualTo(DuplicateProtection.LOOKUP);
            assertThat(empty.duplicateProtection())
                    .as("an empty device id is none")
                    .isEqualTo(DuplicateProtection.LOOKUP);
        }
    }

    private static void taken(SendRequest request) {
        assertThat(VENDOR.trySend(request)).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    private static void refused(SendRequest request, ErrorType type, String... words) {
        SendOutcome outcome = VENDOR.trySend(request);

        Failure failure = VendorServer.refusal(outcome);
        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.reason()).contains(words);
        assertThat(outcome.attempts()).isEmpty();
        assertThat(VENDOR.requests()).isEmpty();
    }
}
