package io.heliograph.wavix;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /v3/messages}. */
class WavixListTest {
    private static final String FIRST = "/v3/messages?type=outbound&page=1";
    private static final String SECOND = "/v3/messages?type=outbound&page=2";

    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    private static MessageFilter outbound() {
        return MessageFilter.outbound().build();
    }

    private static void twoPages() {
        VENDOR.says(FIRST, 200, fixture("list-page-1.reply.json"));
        VENDOR.says(SECOND, 200, fixture("list-page-2.reply.json"));
    }

    @Test
    void all_pages_are_read_in_order_and_each_once() {
        twoPages();

        List<Message> all = list(outbound());

        assertThat(all)
                .extracting(message -> message.id().value())
                .containsExactly(
                        "3a525ca2-6909-4c72-9399-905adf7f3a74",
                        "4b636ca3-7900-5d83-a400-016bf8f8f4b85",
                        "5c747ca4-8011-6e94-b511-127cg9g9g5c96");
        assertThat(VENDOR.urls()).containsExactly(FIRST, SECOND);
    }

    @Test
    void every_field_of_a_listed_message_is_read() {
        twoPages();

        List<Message> all = list(outbound());

        Message first = all.get(0);
        assertThat(first.status()).isEqualTo(Status.DELIVERED);
        assertThat(first.from()).contains(Sender.of("+15072429497"));
        assertThat(first.to()).contains(PhoneNumber.of("+16419252149"));
        assertThat(first.price()).contains(new Money(new BigDecimal("0.01"), "USD"));
        assertThat(first.tag()).contains("Fall sale");
        assertThat(first.segments()).hasValue(1);
        assertThat(first.deliveredAt()).contains(Instant.parse("2022-04-14T13:51:16.096Z"));
        assertThat(first.failure()).as("an empty error text").isEmpty();
        assertThat(all.get(1).failure().orElseThrow().type()).isEqualTo(ErrorType.OPTED_OUT);
        assertThat(all.get(2).status()).isEqualTo(Status.UNCONFIRMED);
        assertThat(all.get(2).failure()).isEmpty();
        assertThat(all.get(2).tag()).isEmpty();
    }

    @Test
    void a_page_is_asked_for_when_its_first_item_is() {
        twoPages();

        VENDOR.change(wavix -> {
            Stream<Message> messages = wavix.messages(outbound());
            assertThat(VENDOR.urls()).as("nothing is read yet").isEmpty();

            Iterator<Message> items = messages.iterator();
            items.next();
            items.next();
            assertThat(VENDOR.urls()).as("two items are on the first page").containsExactly(FIRST);

            items.next();
            assertThat(VENDOR.urls()).containsExactly(FIRST, SECOND);
            assertThat(items).isExhausted();
            assertThat(VENDOR.urls())
                    .as("the last page is known to be the last")
                    .hasSize(2);
        });
    }

    @Test
    void a_stream_that_is_cut_short_asks_for_no_more() {
        twoPages();

        assertThat(VENDOR.<Long>ask(wavix -> wavix.messages(outbound()).limit(2).count()))
                .isEqualTo(2);
        assertThat(VENDOR.urls()).containsExactly(FIRST);
    }

    @Test
    void the_filter_goes_out_in_the_vendors_words_and_days() {
        VENDOR.says(200, fixture("list-empty.reply.json"));

        list(MessageFilter.outbound()
                .sentAfter(LocalDate.of(2023, 4, 10))
                .sentBefore(LocalDate.of(2023, 4, 13))
                .from(Sender.of("+15072429497"))
                .to(PhoneNumber.of("+16419252149"))
                .status(MessageFilter.VendorStatus.DLR_EXPIRED)
                .tag("Fall sale")
                .messageType(MessageFilter.MessageType.SMS)
                .perPage(50)
                .build());

        VENDOR.got(getRequestedFor(
                        urlEqualTo("/v3/messages?type=outbound&from=15072429497&to=16419252149&status=dlr_expired"
                                + "&tag=Fall%20sale&message_type=sms&sent_after=2023-04-10&sent_before=2023-04-13"
                                + "&per_page=50&page=1"))
                .withHeader("Authorization", equalTo("Bearer wavix-key-of-the-test")));
    }

    @Test
    void the_type_is_always_there_and_nothing_else_need_be() {
        VENDOR.says(200, fixture("list-empty.reply.json"));

        list(MessageFilter.inbound().build());

        VENDOR.got(getRequestedFor(urlEqualTo("/v3/messages?type=inbound&page=1")));
    }

    @Test
    void a_name_keeps_its_form_and_loses_no_plus() {
        VENDOR.says(200, fixture("list-empty.reply.json"));

        list(MessageFilter.outbound().from(Sender.of("A+B Co")).build());

        assertThat(VENDOR.urls()).containsExactly("/v3/messages?type=outbound&from=A%2BB%20Co&page=1");
    }

    @ParameterizedTest
    @EnumSource(MessageFilter.VendorStatus.class)
    void each_status_is_the_vendors_word_in_small_letters(MessageFilter.VendorStatus status) {
        VENDOR.says(200, fixture("list-empty.reply.json"));

        list(MessageFilter.outbound().status(status).build());

        String word = status.name().toLowerCase(Locale.ROOT);
        assertThat(VENDOR.urls()).containsExactly("/v3/messages?type=outbound&status=" + word + "&page=1");
        assertThat(WavixWire.status(word)).isNotEqualTo(Status.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void a_page_of_another_size_than_the_documented_is_refused(int size) {
        assertThat(faults(MessageFilter.outbound().perPage(size))).containsExactly("perPage");
    }

    @Test
    void all_that_is_wrong_with_a_filter_is_said_at_once() {
        assertThat(faults(MessageFilter.inbound()
                        .tag(" ")
                        .sentAfter(LocalDate.of(2023, 4, 14))
                        .sentBefore(LocalDate.of(2023, 4, 13))
                        .perPage(0)))
                .containsExactly("tag", "tag", "sentAfter", "perPage");
    }

    @Test
    void one_day_is_a_range() {
        assertThat(MessageFilter.outbound()
                        .sentAfter(LocalDate.of(2023, 4, 13))
                        .sentBefore(LocalDate.of(2023, 4, 13))
                        .build())
                .hasToString("MessageFilter[outbound, 2023-04-13T00:00 to 2023-04-13T23:59:59]");
    }

    @Test
    void a_time_of_day_is_refused_because_a_list_goes_by_days() {
        MessageFilter seconds = MessageFilter.outbound()
                .sentAfter(LocalDateTime.of(2023, 4, 10, 1, 2, 3))
                .build();

        assertThatThrownBy(() -> list(seconds)).isInstanceOf(InvalidRequestException.class);
        assertThat(VENDOR.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"current_page\":1}",
                "{\"total_pages\":null}",
                "{\"total_pages\":\"many\"}",
                "{\"total_pages\":1}",
                "[]"
            })
    void a_list_without_a_number_of_pages_ends_with_its_page(String pagination) {
        VENDOR.says(200, """
                {"items":[{"message_id":"m-1"}],"pagination":%s}""".formatted(pagination));

        assertThat(list(outbound())).hasSize(1);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void an_empty_page_is_the_last_whatever_it_says() {
        VENDOR.says(200, """
                {"items":[],"pagination":{"current_page":1,"per_page":25,"total":9999,"total_pages":400}}""");

        assertThat(list(outbound())).isEmpty();
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void odd_items_are_left_aside_and_odd_fields_read_as_empty() {
        VENDOR.says(200, """
                {"items":[null,7,"x",[],{"message_id":null,"status":"teleported","to":"x","charge":"free"},
                {"message_id":"%s"},{"message_id":12,"new":{}}]}""".formatted("x".repeat(300)));

        List<Message> all = list(outbound());

        assertThat(all).extracting(message -> message.id().value()).containsExactly("", "", "12");
        assertThat(all.get(0).status()).isEqualTo(Status.UNKNOWN);
        assertThat(all.get(0).rawStatus()).isEqualTo("teleported");
    }

    @Test
    void a_second_page_that_cannot_be_read_is_an_error_and_not_the_end() {
        VENDOR.says(FIRST, 200, fixture("list-page-1.reply.json"));
        VENDOR.says(SECOND, 200, "<html>");

        assertThatThrownBy(() -> list(outbound())).isInstanceOf(ProviderUnavailableException.class);
    }

    private static List<String> faults(MessageFilter.Builder filter) {
        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class, filter::build);
        assertThat(refused).isNotNull();
        return refused.violations().stream()
                .map(io.heliograph.message.Violation::field)
                .toList();
    }

    private static List<Message> list(MessageFilter filter) {
        return VENDOR.ask(wavix -> wavix.messages(filter).toList());
    }
}
