package io.heliograph.textingline;

import static io.heliograph.textingline.TextingLineVendor.fixture;
import static io.heliograph.textingline.TextingLineVendor.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.Deadline;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are rejected without a call to the vendor. */
class TextingLineCheckTest {
    @RegisterExtension
    static final TextingLineVendor VENDOR = new TextingLineVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(201, fixture("send-sms.reply.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACME", "A1", "12 Monkeys", "1-800-FLY"})
    void a_name_is_never_a_sender(String sender) {
        refusedForItsForm(request().from(sender).build(), "from", "E.164 or a short code of 5 or 6 digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "1234", "1234567", "12345678"})
    void a_short_code_of_another_length_is_rejected(String sender) {
        refusedForItsForm(request().from(sender).build(), "from", "must have 5 or 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "123456", "+18005559876", "+447537151866"})
    void every_documented_form_of_sender_is_accepted(String sender) {
        taken(request().from(sender).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 160, 640})
    void a_text_up_to_the_documented_length_is_accepted(int length) {
        taken(request().text("x".repeat(length)).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {641, 1_000, SendRequest.MAX_TEXT})
    void a_longer_text_is_rejected(int length) {
        refusedForItsForm(request().text("x".repeat(length)).build(), "text", "640");
    }

    @Test
    void an_emoji_counts_as_two() {
        taken(request().text("😀".repeat(320)).build());
        refusedWithoutAsking(request().text("😀".repeat(320) + "x").build(), "text", "641");
    }

    @Test
    void the_length_holds_for_an_mms_too() {
        refusedForItsForm(
                request()
                        .text("x".repeat(641))
                        .media("https://example.com/a.jpg")
                        .build(),
                "text",
                "640");
    }

    @Test
    void a_second_media_url_is_rejected() {
        refusedForItsForm(
                request()
                        .media("https://example.com/a.jpg")
                        .media("https://example.com/b.jpg")
                        .build(),
                "media",
                "takes one");
    }

    @Test
    void one_media_url_is_accepted() {
        taken(request().media("https://example.com/a.jpg").build());
    }

    @Test
    void all_violations_are_named_at_once() {
        SendRequest request = request()
                .from("ACME")
                .text("x".repeat(641))
                .media("https://example.com/a.jpg")
                .media("https://example.com/b.jpg")
                .build();

        assertThat(VendorServer.refusal(VENDOR.trySend(request)).reason()).contains("from ", "text ", "media ");
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_violation_repeats_neither_sender_nor_text_nor_url() {
        SendRequest request = request()
                .from("Zebra!!")
                .text("zebra".repeat(200))
                .media("https://zebra.example.com/1")
                .media("https://zebra.example.com/2")
                .build();

        assertThat(VendorServer.refusal(VENDOR.trySend(request)).reason()).doesNotContainIgnoringCase("zebra");
    }

    @Test
    void it_offers_what_the_vendor_documents_and_no_more() {
        try (SmsProvider provider = VENDOR.builder().build().provider()) {
            assertThat(provider.name()).isEqualTo("textingline");
            assertThat(provider.capabilities())
                    .containsExactlyInAnyOrder(Capability.SENDER, Capability.MEDIA, Capability.BULK);
            assertThat(provider.duplicateProtection()).isEqualTo(DuplicateProtection.IDEMPOTENCY_KEY);
        }
    }

    @Test
    void a_scheduled_time_is_rejected_and_never_dropped() {
        unsupported(request().sendAt(Instant.parse("2030-01-01T00:00:00Z")).build(), Capability.SCHEDULE);
    }

    @Test
    void a_validity_is_rejected_and_never_dropped() {
        unsupported(request().validity(Duration.ofHours(1)).build(), Capability.VALIDITY);
    }

    @Test
    void a_tag_and_a_callback_url_are_ignored() {
        taken(request().tag("sale").callbackUrl("https://example.com/dlr").build());

        assertThat(VENDOR.sent()).containsOnlyKeys("to", "from", "body", "idempotencyKey");
    }

    @Test
    void an_unsupported_call_makes_no_request() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(1));
        try (SmsProvider provider = VENDOR.builder().build().provider()) {
            assertThatThrownBy(() -> provider.balance(deadline))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("BALANCE");
            assertThatThrownBy(() -> provider.cancel(new MessageId("textingline", "msg_1"), deadline))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("CANCEL");
            assertThatThrownBy(() -> provider.lookup(request().build(), deadline))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("LOOKUP");
        }
        assertThat(VENDOR.requests()).isEmpty();
    }

    private static void taken(SendRequest request) {
        assertThat(VENDOR.trySend(request)).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    private static void unsupported(SendRequest request, Capability capability) {
        Failure failure = VendorServer.refusal(VENDOR.trySend(request));
        assertThat(failure.type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(failure.reason()).contains("textingline", capability.name());
        assertThat(VENDOR.requests()).isEmpty();
    }

    private static void refusedForItsForm(SendRequest request, String field, String right) {
        refusedWithoutAsking(request, field, right);
        assertThat(VENDOR.requests()).isEmpty();
    }

    private static void refusedWithoutAsking(SendRequest request, String field, String right) {
        SendOutcome outcome = VENDOR.trySend(request);

        Failure failure = VendorServer.refusal(outcome);
        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(failure.reason()).contains(" " + field + " ", right);
        assertThat(outcome.attempts()).isEmpty();
    }
}
