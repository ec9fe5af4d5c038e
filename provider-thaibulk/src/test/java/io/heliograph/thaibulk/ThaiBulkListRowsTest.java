package io.heliograph.thaibulk;

import static io.heliograph.thaibulk.ThaiBulkVendor.ID;
import static io.heliograph.thaibulk.ThaiBulkVendor.RECIPIENTS;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.ConfigurationException;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.json.JsonFields;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of Me SMS's lists with their own JSON, its filters, its pages and its summary. */
class ThaiBulkListRowsTest {
    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    private static List<Message> listed() {
        return VENDOR.at(door -> door.list().toList());
    }

    private static void twoPages() {
        VENDOR.says("/sms", 200, fixture("list-full-1.reply.json"));
        VENDOR.says("/sms?page=2", 200, fixture("list-full-2.reply.json"));
    }

    @Test
    void a_row_has_what_somebody_looks_for_after_an_unknown_send() {
        twoPages();

        List<Message> all = listed();

        Message later = all.get(0);
        assertThat(later.status()).isEqualTo(Status.SCHEDULED);
        assertThat(later.from()).contains(Sender.of("ACME"));
        assertThat(later.text()).contains("ประชุม 10 โมง");
        assertThat(later.segments()).hasValue(1);
        assertThat(later.scheduledAt()).contains(Instant.parse("2026-06-01T03:00:00Z"));
        assertThat(later.submittedAt()).contains(Instant.parse("2026-05-30T02:15:00Z"));
        assertThat(MessageDetails.of(later))
                .isEqualTo(new MessageDetails(
                        OptionalLong.of(2), Optional.of(new BigDecimal("2")), new DeliveryCounts(Map.of())));
        assertThat(MessageDetails.of(all.get(1)).counts().of(Status.DELIVERED)).isEqualTo(1);
        assertThat(all).extracting(Message::scheduledAt).last().isEqualTo(Optional.empty());
    }

    @Test
    void each_row_has_its_own_json() {
        twoPages();

        List<Message> all = listed();

        assertThat(all)
                .allMatch(message -> message.id()
                        .value()
                        .equals(JsonFields.of(message.rawJson()).get("uuid")));
        assertThat(fixture("list-full-1.reply.json"))
                .contains(all.get(0).rawJson(), all.get(1).rawJson());
    }

    @Test
    void pages_with_a_total_are_followed_by_their_numbers() {
        twoPages();

        assertThat(listed()).hasSize(3);
        assertThat(VENDOR.asked()).containsExactly("GET /sms", "GET /sms?page=2");
    }

    @Test
    void a_vendor_that_ignores_the_number_of_the_page_is_not_taken_for_the_end() {
        VENDOR.says(200, fixture("list-full-1.reply.json"));

        assertThatThrownBy(ThaiBulkListRowsTest::listed)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("heliograph.providers.thaibulk.parameter-list-page");
        assertThat(VENDOR.asked()).containsExactly("GET /sms", "GET /sms?page=2");
    }

    @ParameterizedTest
    @EnumSource(MessageState.class)
    void messages_of_one_state_are_asked_for_in_the_vendors_words(MessageState state) {
        VENDOR.says(200, "{\"data\":[]}");

        assertThat(VENDOR.<List<Message>>at(door -> door.list(state).toList())).isEmpty();

        assertThat(VENDOR.asked())
                .containsExactly("GET /sms?status=" + state.name().toLowerCase(Locale.ROOT));
        assertThat(ThaiBulkWire.messageStatus(state.name())).isNotEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_row_of_another_state_is_dropped_where_the_vendor_ignores_the_filter() {
        VENDOR.says("/sms?status=sent", 200, fixture("list-full-1.reply.json"));
        VENDOR.says("/sms?status=sent&page=2", 200, fixture("list-full-2.reply.json"));

        assertThat(VENDOR.<List<Message>>at(door -> door.list(MessageState.SENT).toList()))
                .extracting(Message::status)
                .containsExactly(Status.SENT);
    }

    @ParameterizedTest
    @EnumSource(RecipientState.class)
    void recipients_of_one_state_are_asked_for_from_the_first_cursor_on(RecipientState state) {
        VENDOR.says(200, "{\"recipients\":[],\"hasMore\":false}");

        assertThat(VENDOR.<List<RecipientStatus>>at(
                        door -> door.recipients(ID, state).toList()))
                .isEmpty();

        String word = state.name().toLowerCase(Locale.ROOT);
        assertThat(VENDOR.asked()).containsExactly("GET " + RECIPIENTS + "0&status=" + word);
        assertThat(ThaiBulkWire.recipientStatus(word)).isNotEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_recipient_has_its_own_json_and_one_of_another_state_is_dropped() {
        VENDOR.says(200, fixture("recipients-2.reply.json"));
        VENDOR.says(RECIPIENTS + "0&status=timeout", 200, fixture("recipients-1.reply.json"));
        VENDOR.says(RECIPIENTS + "10000001&status=timeout", 200, "{\"recipients\":[],\"hasMore\":false}");

        assertThat(VENDOR.<List<RecipientStatus>>at(
                        door -> door.recipients(ID, RecipientState.TIMEOUT).toList()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.status()).isEqualTo(Status.UNCONFIRMED);
                    assertThat(one.rawJson()).isEqualTo("{\"msisdn\":\"0898765432\",\"status\":\"timeout\"}");
                });
    }

    @Test
    void names_of_parameters_are_settings() {
        VENDOR.says(200, "{\"data\":[]}");

        VENDOR.at(
                VENDOR.door()
                        .parameter(AssumedParameter.LIST_STATUS, "filter.state")
                        .parameter(AssumedParameter.RECIPIENTS_STATUS, "dr")
                        .build(),
                door -> door.list(MessageState.SENT).count()
                        + door.recipients(ID, RecipientState.FAILED).count());

        assertThat(VENDOR.asked()).containsExactly("GET /sms?filter.state=sent", "GET " + RECIPIENTS + "0&dr=failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a&b", "a=b", "1a", "é"})
    void what_cannot_be_a_parameter_names_its_setting(String name) {
        assertThatThrownBy(() -> VENDOR.door()
                        .parameter(AssumedParameter.LIST_PAGE, name)
                        .build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("parameter-list-page");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"summary\":[{\"status\":\"success\",\"count\":2},{\"status\":\"pending\",\"count\":1},{\"status\":\"total\",\"count\":3}]'",
        "'\"summary\":[{\"status\":\"success\",\"total\":2},null,{\"count\":9},{\"status\":\"pending\",\"count\":\"1\"}]'"
    })
    void the_summary_of_the_recipients_covers_all_pages(String summary) {
        VENDOR.says(
                200,
                "{\"data\":[{\"msisdn\":\"66812345678\",\"status\":\"success\"}],\"nextCursor\":5,\"hasMore\":true,"
                        + summary + "}");

        DeliveryCounts counts = VENDOR.at(door -> door.summary(ID));

        assertThat(counts.byWord()).isEqualTo(Map.of("success", 2L, "pending", 1L));
        assertThat(VENDOR.asked()).as("one page is enough").containsExactly("GET " + RECIPIENTS + "0");
    }

    @Test
    void a_summary_may_be_missing_and_its_message_too() {
        VENDOR.says(200, "{\"data\":[]}");
        assertThat(VENDOR.<DeliveryCounts>at(door -> door.summary(ID)).total()).isZero();

        VENDOR.says(404, ThaiBulkVendor.error("Not found"));
        assertThatThrownBy(() -> VENDOR.at(door -> door.summary(ID))).isInstanceOf(MessageNotFoundException.class);
        assertThatThrownBy(() -> VENDOR.at(door -> door.summary(new MessageId("wavix", "m-1"))))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_status_query_has_the_text_and_the_segments_as_well() {
        VENDOR.says(200, fixture("list-full-1.reply.json"));
        VENDOR.says("/sms/" + ThaiBulkVendor.UUID, 200, """
                {"uuid":"%s","sender":"ACME","content":"Hi","status":"sent","recipientCount":1,"parts":2,"credits":2,
                "createdAt":"2026-05-29T09:15:00+07:00","drSummary":{"success":1}}""".formatted(ThaiBulkVendor.UUID));

        Message message = VENDOR.status();

        assertThat(message.status()).isEqualTo(Status.DELIVERED);
        assertThat(message.text()).contains("Hi");
        assertThat(message.segments()).hasValue(2);
        assertThat(message.submittedAt()).contains(Instant.parse("2026-05-29T02:15:00Z"));
        assertThat(MessageDetails.of(message).credits()).contains(new BigDecimal("2"));
    }
}
