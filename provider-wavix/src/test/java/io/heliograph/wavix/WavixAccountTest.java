package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.error;
import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.RejectedException;
import io.heliograph.message.Balance;
import io.heliograph.message.InvalidRequestException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Balance, transactions and webhook settings, all below {@code /v1}. */
class WavixAccountTest {
    private static final TransactionFilter AUGUST =
            TransactionFilter.between(LocalDate.of(2023, 8, 1), LocalDate.of(2023, 8, 31));
    private static final String BILL = "/v1/billing/transactions?from_date=2023-08-01&to_date=2023-08-31";
    private static final URI REPORTS = URI.create("https://you-site.com/dlr");
    private static final URI INBOUND = URI.create("https://you-site.com/sms");

    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    private static List<Balance> balance() {
        try (SmsClient client = VENDOR.client()) {
            return client.balance("wavix");
        }
    }

    @Test
    void the_balance_is_one_get_and_in_dollars() {
        VENDOR.says(200, fixture("balance.reply.json"));

        assertThat(balance()).containsExactly(new Balance(new BigDecimal("309.06"), "USD"));
        VENDOR.got(getRequestedFor(urlEqualTo("/v1/profile/config"))
                .withHeader("Authorization", equalTo("Bearer wavix-key-of-the-test")));
    }

    @ParameterizedTest
    @CsvSource({"'\"0.0\"', 0.0", "'\"-12.50\"', -12.50", "309.0601, 309.0601", "0, 0"})
    void the_balance_is_read_from_text_and_numbers_to_the_last_digit(String written, BigDecimal amount) {
        VENDOR.says(200, """
                {"balance":%s}""".formatted(written));

        assertThat(balance()).containsExactly(new Balance(amount, "USD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"balance\":null}", "{\"balance\":\"plenty\"}", "<html>"})
    void a_balance_that_cannot_be_read_is_an_error_and_not_zero(String body) {
        VENDOR.says(200, body);

        assertThatThrownBy(WavixAccountTest::balance).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void a_key_without_the_scope_for_the_account_is_told() {
        VENDOR.says(403, fixture("error-403.reply.json"));

        assertThatThrownBy(WavixAccountTest::balance).isInstanceOf(CredentialsException.class);
    }

    @Test
    void transactions_are_read_page_by_page_to_the_last_digit() {
        twoPages();

        List<Transaction> all =
                VENDOR.ask(wavix -> wavix.account().transactions(AUGUST).toList());

        Instant date = Instant.parse("2023-08-29T14:48:38Z");
        assertThat(all).extracting(Transaction::rawJson).allMatch(json -> json.startsWith("{") && json.endsWith("}"));
        assertThat(all)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("rawJson")
                .containsExactly(
                        new Transaction(
                                "24789389",
                                date,
                                new BigDecimal("-0.99"),
                                new BigDecimal("309.0601"),
                                "Monthly fee for 16419252149",
                                "Committed",
                                3,
                                false,
                                ""),
                        new Transaction(
                                "24789390",
                                date,
                                new BigDecimal("-0.0475"),
                                new BigDecimal("309.0126"),
                                "Outbound SMS to 447537151866",
                                "Pending",
                                15,
                                false,
                                ""),
                        new Transaction(
                                "9007199254740993",
                                date,
                                new BigDecimal("100"),
                                new BigDecimal("409.0126"),
                                "Credit card payment",
                                "Committed",
                                19,
                                true,
                                ""));
        assertThat(VENDOR.urls()).containsExactly(BILL + "&page=1", BILL + "&page=2");
    }

    @Test
    void a_page_of_transactions_is_asked_for_when_its_first_item_is() {
        twoPages();

        VENDOR.change(wavix -> {
            Iterator<Transaction> items = wavix.account().transactions(AUGUST).iterator();
            assertThat(VENDOR.urls()).isEmpty();
            items.next();
            items.next();
            assertThat(VENDOR.urls()).hasSize(1);
            items.next();
            assertThat(items).isExhausted();
            assertThat(VENDOR.urls()).hasSize(2);
        });
    }

    @Test
    void each_filter_of_transactions_goes_out_as_documented() {
        VENDOR.says(200, """
                {"is_empty":true,"transactions":[]}""");

        VENDOR.change(wavix -> assertThat(wavix.account()
                        .transactions(AUGUST.type(15)
                                .detailsContain("monthly & more")
                                .paymentsOnly()
                                .perPage(250)))
                .isEmpty());

        assertThat(VENDOR.urls())
                .containsExactly(
                        BILL + "&type=15&details_contains=monthly%20%26%20more&payments=true&per_page=250&page=1");
    }

    @Test
    void days_in_the_wrong_order_and_pages_of_nothing_are_refused() {
        assertThatThrownBy(() -> TransactionFilter.between(LocalDate.of(2023, 8, 2), LocalDate.of(2023, 8, 1)))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> AUGUST.perPage(0)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void an_empty_bill_may_lack_its_list() {
        VENDOR.says(200, """
                {"is_empty":true}""");

        assertThat(VENDOR.<Long>ask(
                        wavix -> wavix.account().transactions(AUGUST).count()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"is_empty\":false}", "{\"is_empty\":false,\"transactions\":7}"})
    void a_bill_without_its_list_is_an_error_and_not_empty(String body) {
        VENDOR.says(200, body);

        assertThatThrownBy(() ->
                        VENDOR.ask(wavix -> wavix.account().transactions(AUGUST).count()))
                .isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void odd_transactions_never_throw() {
        VENDOR.says(200, """
                {"transactions":[null,{},{"id":"x","date":"?","amount":"free","balance_after":{},"type":"many"}]}""");

        assertThat(VENDOR.<List<Transaction>>ask(
                        wavix -> wavix.account().transactions(AUGUST).toList()))
                .containsExactly(
                        new Transaction("", null, null, null, "", "", null, null, "{}"),
                        new Transaction(
                                "x",
                                null,
                                null,
                                null,
                                "",
                                "",
                                null,
                                null,
                                "{\"id\":\"x\",\"date\":\"?\",\"amount\":\"free\",\"balance_after\":{},\"type\":\"many\"}"));
    }

    @Test
    void a_bill_that_is_down_for_a_while_is_told_and_not_asked_again() {
        VENDOR.says(503, error("Service unavailable"));

        assertThatThrownBy(() ->
                        VENDOR.ask(wavix -> wavix.account().transactions(AUGUST).count()))
                .isInstanceOf(ProviderUnavailableException.class);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void the_accounts_destinations_are_read_back_from_its_profile() {
        VENDOR.says(200, fixture("profile.reply.json"));

        assertThat(VENDOR.<List<Destination>>ask(wavix -> wavix.account().destinations()))
                .containsExactly(new Destination("sms", "https://webhook.address.com/inboundSMS"));
        VENDOR.got(getRequestedFor(urlEqualTo("/v1/profile")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"default_destinations\":null}", "{\"default_destinations\":[null,7]}"})
    void a_profile_without_destinations_has_none(String body) {
        VENDOR.says(200, body);

        assertThat(VENDOR.<List<Destination>>ask(wavix -> wavix.account().destinations()))
                .isEmpty();
    }

    @Test
    void both_urls_are_set_by_one_put() {
        VENDOR.says(200, fixture("profile.reply.json"));

        VENDOR.change(wavix -> wavix.account().postTo(REPORTS, INBOUND));

        VENDOR.got(putRequestedFor(urlEqualTo("/v1/profile"))
                .withRequestBody(equalToJson(fixture("profile-update.request.json"), false, false)));
        assertThat(VENDOR.sent()).containsOnlyKeys("dlr_relay_url", "sms_relay_url");
    }

    @Test
    void one_url_alone_leaves_the_other_out() {
        VENDOR.says(200, fixture("profile.reply.json"));
        VENDOR.change(wavix -> wavix.account().deliveryReportsTo(REPORTS));
        assertThat(VENDOR.sent()).containsOnlyKeys("dlr_relay_url");
    }

    @Test
    void the_url_for_inbound_messages_alone_leaves_the_other_out() {
        VENDOR.says(200, fixture("profile.reply.json"));
        VENDOR.change(wavix -> wavix.account().inboundTo(INBOUND));
        assertThat(VENDOR.sent()).containsOnlyKeys("sms_relay_url");
    }

    @Test
    void urls_are_checked_before_any_request_and_never_repeated() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> VENDOR.change(wavix ->
                        wavix.account().postTo(URI.create("ftp://canary.example.com/x"), URI.create("/canary"))));

        assertThat(refused).isNotNull();
        assertThat(refused.violations()).extracting("field").containsExactly("deliveryReports", "inbound");
        assertThat(refused).hasMessageNotContaining("canary");
        assertThatThrownBy(() -> VENDOR.change(wavix -> wavix.account().postTo(null, null)))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_number_is_changed_by_its_id() {
        VENDOR.says(200, fixture("number-update.reply.json"));

        VENDOR.change(wavix -> wavix.account().updateNumber(123, toYourSite().smsEnabled(true)));

        VENDOR.got(patchRequestedFor(urlEqualTo("/v1/numbers/123"))
                .withRequestBody(equalToJson(fixture("number-update.request.json"), false, false)));
    }

    @Test
    void several_numbers_are_changed_by_one_patch_with_their_ids_as_numbers() {
        VENDOR.says(200, fixture("numbers-update.reply.json"));

        VENDOR.change(wavix ->
                wavix.account().updateNumbers(List.of(123L, 456L), toYourSite().smsEnabled(true)));

        VENDOR.got(patchRequestedFor(urlEqualTo("/v1/numbers"))
                .withRequestBody(equalToJson(fixture("numbers-update.request.json"), false, false)));
    }

    @Test
    void what_is_not_to_change_is_left_out() {
        VENDOR.says(200, fixture("number-update.reply.json"));

        VENDOR.change(wavix -> wavix.account().updateNumber(123, PhoneNumberSettings.sms(false)));

        assertThat(VENDOR.onlyRequest().getBodyAsString()).isEqualTo("""
                        {"sms_enabled":false}""");
    }

    @Test
    void no_numbers_are_no_request() {
        VENDOR.change(wavix -> wavix.account().updateNumbers(List.of(), PhoneNumberSettings.sms(true)));

        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_number_that_wavix_does_not_have_is_told() {
        VENDOR.says(404, fixture("error-404.reply.json"));

        assertThatThrownBy(
                        () -> VENDOR.change(wavix -> wavix.account().updateNumber(123, PhoneNumberSettings.sms(true))))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("nothing with this id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:canary@example.com", "//canary.example.com/x", "canary"})
    void a_url_for_a_number_is_checked_and_never_repeated(String url) {
        assertThatThrownBy(() -> PhoneNumberSettings.inboundTo(URI.create(url)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining("canary");
    }

    private static PhoneNumberSettings toYourSite() {
        return PhoneNumberSettings.inboundTo(URI.create("https://your-site.com/sms"));
    }

    private static void twoPages() {
        VENDOR.says(BILL + "&page=1", 200, fixture("transactions-page-1.reply.json"));
        VENDOR.says(BILL + "&page=2", 200, fixture("transactions-page-2.reply.json"));
    }
}
