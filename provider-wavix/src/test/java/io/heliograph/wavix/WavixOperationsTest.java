package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.heliograph.wavix.WavixVendor.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The common rules of Wavix's own operations: errors, one request each, and no personal data in {@code toString}. */
class WavixOperationsTest {
    private static final PhoneNumber NUMBER = PhoneNumber.of("+447700900123");
    private static final Sender SENDER = Sender.of("+15072429497");
    private static final URI URL = URI.create("https://you-site.com/hook-canary");
    private static final List<String> CANARIES =
            List.of("7700900123", "5072429497", "canary", WavixVendor.KEY, "sample of a text");

    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    private static Map<String, Consumer<Wavix>> operations() {
        TransactionFilter bill = TransactionFilter.between(LocalDate.of(2023, 8, 1), LocalDate.of(2023, 8, 31))
                .detailsContain("447700900123");
        Map<String, Consumer<Wavix>> all = new LinkedHashMap<>();
        all.put(
                "messages",
                wavix -> wavix.messages(MessageFilter.outbound().to(NUMBER).build())
                        .forEach(one -> {}));
        all.put(
                "export",
                wavix -> wavix.export(
                        MessageFilter.outbound().to(NUMBER).build(), Duration.ofSeconds(20), message -> {}));
        all.put("senderIds.list", wavix -> wavix.senderIds().list());
        all.put("senderIds.get", wavix -> wavix.senderIds().get("id-1"));
        all.put("senderIds.create", wavix -> wavix.senderIds().create(sender()));
        all.put("senderIds.delete", wavix -> wavix.senderIds().delete("id-1"));
        all.put("optOuts.add", wavix -> wavix.optOuts().add(NUMBER, SENDER));
        all.put(
                "optOuts.list",
                wavix -> wavix.optOuts().list(OptOutFilter.all().sender(SENDER)).forEach(one -> {}));
        all.put("transactions", wavix -> wavix.account().transactions(bill).forEach(one -> {}));
        all.put("destinations", wavix -> wavix.account().destinations());
        all.put("postTo", wavix -> wavix.account().postTo(URL, URL));
        all.put("updateNumber", wavix -> wavix.account().updateNumber(123, PhoneNumberSettings.inboundTo(URL)));
        all.put(
                "updateNumbers",
                wavix -> wavix.account().updateNumbers(List.of(1L), PhoneNumberSettings.inboundTo(URL)));
        return all;
    }

    private static NewSenderId sender() {
        return NewSenderId.of(SENDER, NewSenderId.UseCase.PROMO, List.of("GB")).sample("a sample of a text");
    }

    static Stream<Arguments> everyOperationAndError() {
        Map<Integer, ErrorType> errors = Map.of(
                400, ErrorType.INVALID_REQUEST,
                401, ErrorType.AUTHENTICATION,
                403, ErrorType.PERMISSION,
                422, ErrorType.INVALID_REQUEST,
                429, ErrorType.RATE_LIMITED,
                500, ErrorType.PROVIDER_ERROR,
                503, ErrorType.PROVIDER_ERROR);
        List<Arguments> all = new ArrayList<>();
        operations()
                .keySet()
                .forEach(name -> errors.forEach((status, type) -> all.add(Arguments.of(name, status, type))));
        return all.stream();
    }

    static Stream<String> everyOperation() {
        return operations().keySet().stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyOperationAndError")
    void an_error_has_its_meaning_after_one_request_and_repeats_nothing_personal(
            String name, int status, ErrorType type) {
        String ofRequest = name.equals("senderIds.create") ? "sample of a text, " : "";
        String echo = "the moon says 447700900123, 15072429497, https://you-site.com/hook-canary, " + ofRequest
                + WavixVendor.KEY;
        VENDOR.says(aResponse()
                .withStatus(status)
                .withHeader("Retry-After", "0")
                .withHeader("Content-Type", "application/json")
                .withBody(error(echo)));

        SmsException failure = failure(name);

        assertThat(failure.errorType()).isEqualTo(type);
        assertThat(failure.mayHaveBeenSent()).isFalse();
        assertThat(printed(failure)).doesNotContain(CANARIES);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void no_answer_is_told_in_the_words_of_every_provider_and_nothing_is_repeated(String name) {
        VENDOR.says(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        SmsException failure = failure(name);

        assertThat(failure.errorType()).isEqualTo(ErrorType.UNREACHABLE);
        assertThat(printed(failure)).contains("wavix").doesNotContain(CANARIES);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"senderIds.create", "senderIds.delete", "optOuts.add", "postTo", "updateNumber", "updateNumbers"
            })
    void a_change_without_a_clear_answer_is_said_to_be_unclear_and_is_not_to_be_repeated(String name) {
        VENDOR.says(503, error("try again"));
        assertUnclear(failure(name));
        VENDOR.says(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertUnclear(failure(name));

        assertThat(VENDOR.requests()).hasSize(2);
    }

    private static void assertUnclear(SmsException failure) {
        assertThat(failure).hasMessageContaining("may have been made or not");
        assertThat(failure.retryable()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void a_redirect_takes_the_key_nowhere(String name) {
        VENDOR.says(aResponse().withStatus(307).withHeader("Location", VENDOR.url() + "/elsewhere"));

        assertThat(failure(name).errorType()).isEqualTo(ErrorType.CONFIGURATION);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void no_value_prints_a_number_a_text_or_a_url() {
        List<Object> values = List.of(
                new OptOut("447700900123", "15072429497", null, null, "canary"),
                new OptOut("canary", "canary", "C1", null, "canary"),
                new SenderId(
                        "id-1",
                        "15072429497",
                        "numeric",
                        List.of("GB"),
                        "promo",
                        List.of("a sample of a text"),
                        "canary"),
                sender(),
                new Destination("sms", URL.toString()),
                PhoneNumberSettings.inboundTo(URL),
                new Transaction(
                        "1", null, BigDecimal.ONE, null, "SMS to 447700900123", "Committed", 15, false, "canary"),
                OptOutFilter.all().sender(SENDER),
                MessageFilter.outbound().to(NUMBER).from(SENDER).build(),
                TransactionFilter.between(LocalDate.of(2023, 8, 1), LocalDate.of(2023, 8, 31))
                        .detailsContain("canary"));

        assertThat(values.toString()).contains("GB", "Committed", "+44…23").doesNotContain(CANARIES);
    }

    private static SmsException failure(String name) {
        Consumer<Wavix> operation = operations().getOrDefault(name, wavix -> {});
        SmsException failure = catchThrowableOfType(SmsException.class, () -> VENDOR.change(operation));
        assertThat(failure).as(name).isNotNull();
        return failure;
    }

    private static String printed(SmsException failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace + failure.failure().toString() + failure.attempts();
    }
}
