package io.heliograph.spring.test;

import static io.heliograph.testkit.sms.SmsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.settings.Settings;
import io.heliograph.testkit.sms.VendorStub;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each provider reads the stub of its vendor as what the stub is named. */
class VendorStubTest {
    @RegisterExtension
    static final WireMockExtension WIREMOCK = WireMockExtension.newInstance().build();

    private static final Map<String, List<String>> CREDENTIALS = Map.of(
            "wavix", List.of("api-key"),
            "nativehub", List.of("api-key"),
            "textingline", List.of("key-id", "key-secret"),
            "thaibulk", List.of("api-key"),
            "androidgateway", List.of("username", "password"));

    static Stream<String> vendors() {
        return CREDENTIALS.keySet().stream().sorted();
    }

    static Stream<Arguments> rejections() {
        return vendors()
                .flatMap(vendor -> VendorStub.of(vendor).rejections().stream().map(type -> Arguments.of(vendor, type)));
    }

    static Stream<Arguments> statuses() {
        return vendors()
                .flatMap(vendor ->
                        VendorStub.of(vendor).statuses().stream().map(status -> Arguments.of(vendor, status)));
    }

    private static SmsClient client(String vendor) {
        Map<String, String> settings = new LinkedHashMap<>();
        String prefix = "heliograph.providers." + vendor + ".";
        settings.put(prefix + "base-url", WIREMOCK.baseUrl());
        CREDENTIALS.getOrDefault(vendor, List.of()).forEach(name -> settings.put(prefix + name, "secret"));
        return SmsClient.builder()
                .settings(Settings.of(settings))
                .retry(RetryPolicy.none())
                .build();
    }

    private static SendOutcome send(String vendor, MappingBuilder stub, Duration deadline) {
        WIREMOCK.stubFor(stub);
        try (SmsClient client = client(vendor)) {
            return client.trySend(SendRequest.to("+66812345678")
                    .from(vendor.equals("textingline") ? "+12025550100" : "ACME")
                    .text("Hi")
                    .deadline(deadline)
                    .build());
        }
    }

    private static SendOutcome send(String vendor, MappingBuilder stub) {
        return send(vendor, stub, Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void an_accepted_message_is_accepted(String vendor) {
        assertThat(send(vendor, VendorStub.of(vendor).accepts()))
                .isAccepted()
                .via(vendor)
                .afterAttempts(1);
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void a_rejection_has_its_reason(String vendor, ErrorType type) {
        assertThat(send(vendor, VendorStub.of(vendor).rejects(type)))
                .isRejected()
                .withError(type)
                .afterAttempts(1);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void each_vendor_has_the_typical_rejections(String vendor) {
        assertThat(VendorStub.of(vendor).rejections()).contains(ErrorType.AUTHENTICATION, ErrorType.RATE_LIMITED);
        assertThat(send(vendor, VendorStub.of(vendor).limitsRate()))
                .isRejected()
                .withError(ErrorType.RATE_LIMITED);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void an_answer_after_the_deadline_makes_a_send_unknown(String vendor) {
        MappingBuilder late = VendorStub.of(vendor).answersAfter(Duration.ofSeconds(3));

        assertThat(send(vendor, late, Duration.ofMillis(700))).isUnknown().via(vendor);
    }

    @Test
    void what_a_vendor_does_not_document_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VendorStub.of("thaibulk").rejects(ErrorType.OPTED_OUT))
                .withMessageStartingWith("thaibulk documents no OPTED_OUT; it has [");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VendorStub.of("twilio"))
                .withMessage("there are no stubs of this vendor; there are those of androidgateway, nativehub,"
                        + " textingline, thaibulk, wavix");
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void a_query_has_the_status_of_its_stub(String vendor, Status status) {
        VendorStub.of(vendor).reports(status).forEach(WIREMOCK::stubFor);
        MessageId id = new MessageId(vendor, "3a525ca2-6909-4c72-9399-905adf7f3a74");
        try (SmsClient client = client(vendor)) {
            Message message = client.status(id);

            assertThat(message.status()).isEqualTo(status);
            assertThat(message.id()).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wavix", "thaibulk"})
    void a_balance_has_the_amount_of_its_stub(String vendor) {
        WIREMOCK.stubFor(VendorStub.of(vendor).hasBalance(new BigDecimal("12.50")));
        try (SmsClient client = client(vendor)) {
            assertThat(client.balance(vendor))
                    .singleElement()
                    .satisfies(balance -> assertThat(balance.amount()).isEqualByComparingTo("12.5"));
        }
    }

    @Test
    void a_query_that_a_vendor_does_not_have_is_refused() {
        assertThat(VendorStub.of("textingline").statuses()).isEmpty();
        assertThat(VendorStub.of("wavix").statuses()).contains(Status.DELIVERED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VendorStub.of("wavix").reports(Status.EXPIRED))
                .withMessageStartingWith("wavix has no answer with EXPIRED; it has [");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VendorStub.of("nativehub").hasBalance(BigDecimal.ONE))
                .withMessage("nativehub has no query of the balance");
    }
}
