package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.error;
import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.testkit.VendorServer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /v3/messages/opt-outs}. */
class WavixOptOutsTest {
    private static final PhoneNumber NUMBER = PhoneNumber.of("+16419252149");
    private static final String FIRST = "/v3/messages/opt-outs?page=1";
    private static final String SECOND = "/v3/messages/opt-outs?page=2";

    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    @Test
    void an_opt_out_from_one_sender_is_wrapped_as_documented() {
        VENDOR.says(201, fixture("success.reply.json"));

        VENDOR.change(wavix -> wavix.optOuts().add(NUMBER, Sender.of("+15072429497")));

        VENDOR.got(postRequestedFor(urlEqualTo("/v3/messages/opt-outs"))
                .withRequestBody(equalToJson(fixture("opt-out-add.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("opt_out");
    }

    @Test
    void an_opt_out_from_everything_names_no_sender() {
        VENDOR.says(201, fixture("success.reply.json"));

        VENDOR.change(wavix -> wavix.optOuts().add(NUMBER));

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"opt_out":{"number":"16419252149"}}""");
    }

    @Test
    void a_name_stays_as_it_is() {
        VENDOR.says(201, fixture("success.reply.json"));

        VENDOR.change(wavix -> wavix.optOuts().add(NUMBER, Sender.of("ACME")));

        assertThat(VendorServer.object(VENDOR.sent().get("opt_out"))).containsEntry("sender_id", "ACME");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void any_2xx_with_or_without_a_body_is_a_success(int status) {
        VENDOR.says(aResponse().withStatus(status));

        assertThatCode(() -> VENDOR.change(wavix -> wavix.optOuts().add(NUMBER)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST",
        "401, AUTHENTICATION",
        "403, PERMISSION",
        "404, INVALID_REQUEST",
        "422, INVALID_REQUEST",
        "429, RATE_LIMITED",
        "500, PROVIDER_ERROR"
    })
    void an_addition_that_is_refused_is_thrown_and_not_repeated(int status, ErrorType type) {
        VENDOR.says(status, error("No"));

        SmsException refused = catchThrowableOfType(
                SmsException.class, () -> VENDOR.change(wavix -> wavix.optOuts().add(NUMBER)));

        assertThat(refused).isNotNull();
        assertThat(refused.errorType()).isEqualTo(type);
        assertThat(refused.mayHaveBeenSent()).isFalse();
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void the_list_has_other_names_than_the_request() {
        twoPages();

        List<OptOut> all = VENDOR.ask(wavix -> wavix.optOuts().list().toList());

        assertThat(all)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("rawJson")
                .containsExactly(
                        new OptOut("15551234567", "MySender", null, Instant.parse("2024-01-15T10:30:00Z"), ""),
                        new OptOut("15559876543", null, "C123456", Instant.parse("2024-01-16T14:45:00Z"), ""),
                        new OptOut("+15550001111", null, null, Instant.parse("2024-01-17T00:00:00Z"), ""));
        assertThat(all)
                .extracting(one -> one.number().orElseThrow().e164())
                .containsExactly("+15551234567", "+15559876543", "+15550001111");
    }

    @Test
    void a_page_is_asked_for_when_its_first_item_is() {
        twoPages();

        VENDOR.change(wavix -> {
            Iterator<OptOut> items = wavix.optOuts().list().iterator();
            assertThat(VENDOR.urls()).isEmpty();
            items.next();
            items.next();
            assertThat(VENDOR.urls()).containsExactly(FIRST);
            items.next();
            assertThat(items).isExhausted();
            assertThat(VENDOR.urls()).containsExactly(FIRST, SECOND);
        });
    }

    @Test
    void each_filter_goes_out_as_documented() {
        VENDOR.says(200, fixture("list-empty.reply.json"));

        VENDOR.change(wavix -> assertThat(wavix.optOuts()
                        .list(OptOutFilter.all()
                                .sender(Sender.of("+15072429497"))
                                .campaign("C123456")
                                .createdAfter(LocalDate.of(2024, 1, 1))
                                .createdBefore(LocalDate.of(2024, 1, 31))
                                .perPage(100)))
                .isEmpty());

        assertThat(VENDOR.urls())
                .containsExactly("/v3/messages/opt-outs?sender_id=15072429497&campaign_id=C123456"
                        + "&created_after=2024-01-01&created_before=2024-01-31&per_page=100&page=1");
    }

    @Test
    void a_filter_is_a_value_that_each_step_leaves_as_it_was() {
        OptOutFilter all = OptOutFilter.all();
        all.campaign("C1");

        assertThat(all).hasToString("OptOutFilter[]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101})
    void a_page_of_another_size_than_the_documented_is_refused(int size) {
        assertThatThrownBy(() -> OptOutFilter.all().perPage(size)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void odd_entries_never_throw() {
        VENDOR.says(200, """
                {"items":[null,{},{"phone_number":"anonymous","created_at":"yesterday"},{"phone_number":15551234567}]}""");

        List<OptOut> all = VENDOR.ask(wavix -> wavix.optOuts().list().toList());

        assertThat(all)
                .containsExactly(
                        new OptOut("", null, null, null, "{}"),
                        new OptOut(
                                "anonymous",
                                null,
                                null,
                                null,
                                "{\"phone_number\":\"anonymous\",\"created_at\":\"yesterday\"}"),
                        new OptOut("15551234567", null, null, null, "{\"phone_number\":15551234567}"));
        assertThat(all.get(1).number()).isEmpty();
        assertThat(all.get(0).number()).isEmpty();
    }

    private static void twoPages() {
        VENDOR.says(FIRST, 200, fixture("opt-outs-page-1.reply.json"));
        VENDOR.says(SECOND, 200, fixture("opt-outs-page-2.reply.json"));
    }
}
