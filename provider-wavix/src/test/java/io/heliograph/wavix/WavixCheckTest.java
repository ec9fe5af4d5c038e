package io.heliograph.wavix;

import static io.heliograph.wavix.WavixVendor.fixture;
import static io.heliograph.wavix.WavixVendor.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SmsProvider;
import io.heliograph.testkit.VendorServer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are rejected without a call. */
class WavixCheckTest {
    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(201, fixture("send-minimal.reply.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AB", "A1", "A.B"})
    void a_name_that_is_too_short_or_has_other_characters_is_refused(String sender) {
        refusedForItsForm(request().from(sender).build(), "from", "3 to 11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME!", "AC.ME", "AC/ME", "a@b.c", "#ACME", "AC*ME", "A,B,C", "'ACME'", "A~B~C"})
    void a_name_with_characters_that_the_vendor_does_not_take_is_refused(String sender) {
        refusedForItsForm(request().from(sender).build(), "from", "- + _ and &");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABC", "ABCDEFGHIJK", "A B-C+D_E&F", "007 Bond", "123", "12345678", "+15072429497"})
    void every_documented_form_of_sender_is_taken(String sender) {
        taken(request().from(sender).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_531, 1_630})
    void a_text_up_to_the_documented_length_is_taken(int length) {
        taken(request().text("x".repeat(length)).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {1_631, 5_000, SendRequest.MAX_TEXT})
    void a_longer_text_is_refused(int length) {
        refusedForItsForm(request().text("x".repeat(length)).build(), "text", "1630");
    }

    @Test
    void ten_parts_of_ucs2_are_taken() {
        taken(request().text("ก".repeat(670)).build());
    }

    @Test
    void more_of_ucs2_is_refused() {
        refusedForItsForm(
                request().text("ก".repeat(671)).build(), "text", "671 units of UCS-2; Wavix takes at most 670");
    }

    @Test
    void a_validity_beyond_32_bits_is_refused() {
        refusedForItsForm(request().validity(Duration.ofSeconds(2_147_483_648L)).build(), "validity", "2147483647");
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        SendRequest request = request()
                .from("AB")
                .text("x".repeat(1_631))
                .validity(Duration.ofDays(365_000))
                .build();

        assertThat(VendorServer.refusal(VENDOR.trySend(request)).reason()).contains("from ", "text ", "validity ");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_refusal_repeats_neither_sender_nor_text() {
        SendRequest request =
                request().from("Zebra!!").text("zebra".repeat(400)).build();

        assertThat(VendorServer.refusal(VENDOR.trySend(request)).reason()).doesNotContainIgnoringCase("zebra");
    }

    @Test
    void it_offers_what_the_vendor_documents() {
        try (SmsProvider provider = VENDOR.door().build().provider()) {
            assertThat(provider.name()).isEqualTo("wavix");
            assertThat(provider.capabilities())
                    .containsExactlyInAnyOrder(
                            Capability.SENDER,
                            Capability.STATUS,
                            Capability.TAG,
                            Capability.VALIDITY,
                            Capability.CALLBACK_URL,
                            Capability.MEDIA,
                            Capability.BALANCE);
            assertThat(provider.duplicateProtection())
                    .as("sends are not idempotent")
                    .isEqualTo(DuplicateProtection.NONE);
        }
    }

    private static void taken(SendRequest request) {
        assertThat(VENDOR.trySend(request)).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    private static void refusedForItsForm(SendRequest request, String field, String right) {
        SendOutcome outcome = VENDOR.trySend(request);

        Failure failure = VendorServer.refusal(outcome);
        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(failure.reason()).contains(" " + field + " ", right);
        assertThat(outcome.attempts()).isEmpty();
        assertThat(VENDOR.requests()).isEmpty();
    }
}
