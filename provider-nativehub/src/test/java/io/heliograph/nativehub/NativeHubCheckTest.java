package io.heliograph.nativehub;

import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.nativehub.NativeHubVendor.request;
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
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are rejected without a call to the vendor. */
class NativeHubCheckTest {
    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    @BeforeEach
    void accept() {
        VENDOR.says(201, fixture("send-minimal.reply.json"));
    }

    @Test
    void all_violations_are_named_at_once() {
        SendOutcome outcome = VENDOR.trySend(SendRequest.to("+8801712345678")
                .text("Hi")
                .sendAt(Instant.parse("+10000-01-01T00:00:00Z"))
                .build());

        refusedForItsForm(outcome, "from", "sendAt has a year of more than four digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "A.B", "BRAND", "12345", "#1 Shop"})
    void forms_of_senders_are_not_documented_so_all_pass(String sender) {
        assertThat(VENDOR.trySend(request().from(sender).build())).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                Arguments.of(Capability.VALIDITY, request().validity(Duration.ofHours(1))),
                Arguments.of(Capability.MEDIA, request().media("https://example.com/cat.jpg")));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void an_unsupported_option_is_rejected_by_its_name(Capability capability, SendRequest.Builder request) {
        Failure failure = VendorServer.refusal(VENDOR.trySend(request.build()));

        assertThat(failure.type()).isEqualTo(ErrorType.UNSUPPORTED);
        assertThat(failure.reason()).contains("nativehub", capability.name());
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_tag_and_a_callback_url_are_ignored() {
        VENDOR.trySend(request()
                .tag("Fall sale")
                .callbackUrl("https://example.com/dlr")
                .build());

        assertThat(VENDOR.sent()).containsOnlyKeys("to", "from", "body");
    }

    @Test
    void it_offers_what_the_vendor_documents() {
        try (SmsProvider provider = VENDOR.builder().build().provider()) {
            assertThat(provider.name()).isEqualTo("nativehub");
            assertThat(provider.capabilities())
                    .containsExactlyInAnyOrder(
                            Capability.SENDER, Capability.STATUS, Capability.SCHEDULE, Capability.BULK);
            assertThat(provider.duplicateProtection())
                    .as("a send has no field for a key")
                    .isEqualTo(DuplicateProtection.NONE);
            assertThat(provider.bulkLimits().min()).isEqualTo(1);
            assertThat(provider.bulkLimits().max()).isEqualTo(10_000);
        }
    }

    private static void refusedForItsForm(SendOutcome outcome, String field, String right) {
        Failure failure = VendorServer.refusal(outcome);
        assertThat(failure.type()).isEqualTo(ErrorType.INVALID_REQUEST);
        assertThat(failure.reason()).contains(" " + field + " ", right);
        assertThat(outcome.attempts()).isEmpty();
        assertThat(VENDOR.requests()).isEmpty();
    }
}
