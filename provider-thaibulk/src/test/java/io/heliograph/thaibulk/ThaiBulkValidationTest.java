package io.heliograph.thaibulk;

import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static io.heliograph.thaibulk.ThaiBulkVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are rejected without a call. */
class ThaiBulkValidationTest {
    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(200, fixture("send-minimal.reply.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+66812345678", "12345", "12345678"})
    void a_sender_that_is_a_number_is_refused(String sender) {
        assertRefused(VENDOR.trySend(request().from(sender).build()), "from", "at most 11 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+447537151866", "+16419252149", "+6621234567", "+661234567", "+668123456789", "+67812345678"})
    void a_number_that_is_not_a_thai_mobile_number_is_refused(String number) {
        assertRefused(VENDOR.trySend(to(number)), "to", "+66 and 9 digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+660812345678", "+66081234567"})
    void a_kept_trunk_zero_is_named(String number) {
        assertRefused(VENDOR.trySend(to(number)), "to", "leave the 0 out");
    }

    /** The first digits of mobile numbers may change, so the rule checks the length only. */
    @ParameterizedTest
    @ValueSource(strings = {"+66812345678", "+66912345678", "+66612345678", "+66512345678"})
    void a_thai_number_of_9_digits_is_taken(String number) {
        assertThat(VENDOR.trySend(to(number))).isInstanceOf(SendOutcome.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 5_000, SendRequest.MAX_TEXT})
    void a_text_of_more_than_1000_units_is_refused(int length) {
        assertRefused(VENDOR.trySend(request().text("x".repeat(length)).build()), "text", "Me SMS takes at most 1000");
    }

    @Test
    void an_emoji_counts_as_two_units() {
        assertThat(VENDOR.trySend(request().text("👍".repeat(500)).build())).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(VendorServer.refusal(
                                VENDOR.trySend(request().text("👍".repeat(501)).build()))
                        .reason())
                .contains("1002");
    }

    @ParameterizedTest
    @CsvSource({"validity, VALIDITY", "media, MEDIA"})
    void what_the_vendor_does_not_offer_is_refused_by_its_name(String option, String capability) {
        SendRequest.Builder request = request();
        switch (option) {
            case "validity" -> request.validity(Duration.ofHours(1));
            default -> request.media("https://example.com/cat.png");
        }

        Failure failure = VendorServer.refusal(VENDOR.trySend(request.build()));

        assertThat(failure.type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(failure.reason()).contains("thaibulk", capability);
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_tag_and_a_callback_url_are_ignored() {
        VENDOR.says(200, ThaiBulkVendor.fixture("send-minimal.reply.json"));

        VENDOR.trySend(
                request().tag("otp").callbackUrl("https://example.com/dlr").build());

        assertThat(VENDOR.sent()).containsOnlyKeys("sender", "content", "msisdns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999-12-31T17:00:00Z", "+10000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void a_time_without_a_year_of_four_digits_is_refused(Instant time) {
        assertRefused(VENDOR.trySend(request().sendAt(time).build()), "sendAt", "9999");
    }

    @Test
    void all_that_is_wrong_is_said_at_once_and_repeats_neither_sender_nor_number_nor_text() {
        SendRequest request = SendRequest.to("+447537151866")
                .from("+66998877665")
                .text("zebra".repeat(400))
                .sendAt(Instant.MAX)
                .build();

        String reason = VendorServer.refusal(VENDOR.trySend(request)).reason();

        assertThat(reason).contains("to ", "from ", "text ", "sendAt ");
        assertThat(reason).doesNotContainIgnoringCase("zebra").doesNotContain("7537", "9988");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void it_offers_what_the_vendor_documents() {
        try (SmsProvider provider = VENDOR.door().build().provider()) {
            assertThat(provider.name()).isEqualTo("thaibulk");
            assertThat(provider.capabilities())
                    .containsExactlyInAnyOrder(
                            Capability.SENDER,
                            Capability.STATUS,
                            Capability.BULK,
                            Capability.SCHEDULE,
                            Capability.CANCEL,
                            Capability.BALANCE);
            assertThat(provider.duplicateProtection())
                    .as("no key is documented")
                    .isEqualTo(DuplicateProtection.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "10000, 10000", "50000, 50000"})
    void the_chunk_size_is_the_most_recipients_of_a_call(int chunkSize, int most) {
        try (SmsProvider provider = VENDOR.door().chunkSize(chunkSize).build().provider()) {
            assertThat(provider.bulkLimits()).isEqualTo(new BulkLimits(1, most));
        }
    }

    private static SendRequest to(String number) {
        return SendRequest.to(number).from("ACME").text("Hi").build();
    }

    private static void assertRefused(SendOutcome outcome, String field, String right) {
        Failure failure = VendorServer.refusal(outcome);
        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(failure.reason()).contains(" " + field + " ", right);
        assertThat(outcome.attempts()).isEmpty();
        assertThat(VENDOR.requests()).isEmpty();
    }
}
