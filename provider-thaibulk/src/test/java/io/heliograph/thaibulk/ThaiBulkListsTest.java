package io.heliograph.thaibulk;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.heliograph.thaibulk.ThaiBulkVendor.ID;
import static io.heliograph.thaibulk.ThaiBulkVendor.RECIPIENTS;
import static io.heliograph.thaibulk.ThaiBulkVendor.error;
import static io.heliograph.thaibulk.ThaiBulkVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.SmsClient;
import io.heliograph.error.ConfigurationException;
import io.heliograph.error.CredentialsException;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.RateLimitedException;
import io.heliograph.message.Balance;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of recipients, messages and senders; delivery counts and the balance. */
class ThaiBulkListsTest {
    @RegisterExtension
    static final ThaiBulkVendor VENDOR = new ThaiBulkVendor();

    @Test
    void recipients_come_page_by_page_from_the_cursor_0_on() {
        VENDOR.says(RECIPIENTS + "0", 200, fixture("recipients-1.reply.json"));
        VENDOR.says(RECIPIENTS + "10000001", 200, fixture("recipients-2.reply.json"));

        List<RecipientStatus> recipients = all();

        assertThat(recipients)
                .extracting(
                        RecipientStatus::id, RecipientStatus::to, RecipientStatus::status, RecipientStatus::rawStatus)
                .containsExactly(
                        tuple(ID, number("+66812345678"), Status.DELIVERED, "success"),
                        tuple(ID, number("+66898765432"), Status.UNCONFIRMED, "timeout"),
                        tuple(ID, number("+66612345678"), Status.REJECTED, "blocked"));
        assertThat(recipients.get(1).failure()).isEmpty();
        assertThat(recipients.get(2).failure().orElseThrow().type()).isEqualTo(ErrorType.RECIPIENT_BLOCKED);
        assertThat(VENDOR.asked()).containsExactly("GET " + RECIPIENTS + "0", "GET " + RECIPIENTS + "10000001");
    }

    @Test
    void a_page_is_asked_for_when_its_first_recipient_is() {
        VENDOR.says(RECIPIENTS + "0", 200, fixture("recipients-1.reply.json"));
        VENDOR.says(RECIPIENTS + "10000001", 200, fixture("recipients-2.reply.json"));

        VENDOR.at(door -> {
            Stream<RecipientStatus> recipients = door.recipients(ID);
            assertThat(VENDOR.requests()).isEmpty();
            assertThat(recipients.limit(2)).hasSize(2);
            return assertThat(VENDOR.requests()).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"nextCursor\":\"c-2\",\"hasMore\":false",
                "\"nextCursor\":null,\"hasMore\":true",
                "\"hasMore\":true",
                "\"nextCursor\":\"\",\"hasMore\":true",
                "\"nextCursor\":0,\"hasMore\":true",
                "\"nextCursor\":\"0\"",
                "\"nextCursor\":{},\"hasMore\":true",
                "\"total\":1"
            })
    void a_page_without_a_next_is_the_last(String paging) {
        VENDOR.says(200, """
                {"recipients":[{"msisdn":"66812345678","status":"success"}],%s}""".formatted(paging));

        assertThat(all()).hasSize(1);
        assertThat(VENDOR.requests()).hasSize(1);
    }

    @Test
    void a_cursor_that_does_not_move_ends_the_list() {
        VENDOR.says(RECIPIENTS + "0", 200, fixture("recipients-1.reply.json"));
        VENDOR.says(RECIPIENTS + "10000001", 200, fixture("recipients-1.reply.json"));

        assertThat(all()).hasSize(4);
        assertThat(VENDOR.requests()).hasSize(2);
    }

    @Test
    void an_empty_page_that_promises_nothing_is_the_last_and_one_that_does_is_not() {
        VENDOR.says(RECIPIENTS + "0", 200, "{\"data\":[],\"nextCursor\":\"a\",\"hasMore\":true}");
        VENDOR.says(RECIPIENTS + "a", 200, "{\"data\":[],\"nextCursor\":\"b\"}");

        assertThat(all()).isEmpty();
        assertThat(VENDOR.requests()).hasSize(2);
    }

    @Test
    void a_cursor_is_opaque_text() {
        VENDOR.says(200, fixture("recipients-2.reply.json"));
        VENDOR.says(RECIPIENTS + "0", 200, "{\"data\":[{\"to\":\"66812345678\"}],\"nextCursor\":\"a b&c=d+1\"}");

        assertThat(all()).hasSize(2);
        assertThat(VENDOR.requests())
                .extracting(
                        loggedRequest -> loggedRequest.queryParameter("after").firstValue())
                .containsExactlyInAnyOrder("0", "a b&c=d+1");
    }

    @Test
    void a_cursor_beyond_what_a_double_holds_keeps_its_digits() {
        VENDOR.says(RECIPIENTS + "0", 200, fixture("recipients-1.reply.json").replace("10000001", "9007199254740993"));
        VENDOR.says(RECIPIENTS + "9007199254740993", 200, fixture("recipients-2.reply.json"));

        assertThat(all()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[ROW]}",
                "{\"recipients\":[ROW]}",
                "{\"items\":[ROW]}",
                "[ROW]",
                "  [ROW]",
                "{\"success\":true,\"data\":{\"recipients\":[ROW],\"hasMore\":false}}",
                "{\"success\":true,\"data\":{\"items\":[ROW]},\"hasMore\":false,\"nextCursor\":\"x\"}",
                "{\"result\":{\"data\":[ROW]}}",
                "{\"data\":[null,5,\"x\",[],ROW]}"
            })
    void rows_are_found_under_each_likely_name(String body) {
        VENDOR.says(200, body.replace("ROW", "{\"msisdn\":\"66812345678\",\"status\":\"success\"}"));

        assertThat(all()).singleElement().satisfies(one -> {
            assertThat(one.to()).isEqualTo(number("+66812345678"));
            assertThat(one.status()).isEqualTo(Status.DELIVERED);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"msisdn\":\"66812345678\"",
                "\"msisdn\":\"0812345678\"",
                "\"msisdn\":\"+66812345678\"",
                "\"msisdn\":66812345678",
                "\"msisdn\":\" 0812345678 \"",
                "\"msisdn\":\"660812345678\"",
                "\"msisdn\":\"+660812345678\"",
                "\"phone\":\"66812345678\"",
                "\"to\":\"66812345678\""
            })
    void each_form_of_a_number_is_the_same_recipient(String field) {
        VENDOR.says(200, "{\"data\":[{" + field + "}]}");

        assertThat(all()).extracting(RecipientStatus::to).containsExactly(number("+66812345678"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"0000000000\"", "\"66******78\"", "{}", "[]", "true", "\"๐๘๑๒๓๔๕๖๗๘\""})
    void what_is_no_number_is_a_recipient_without_one(String written) {
        VENDOR.says(200, "{\"data\":[{\"msisdn\":%s,\"status\":\"pending\"}]}".formatted(written));

        assertThat(all()).singleElement().satisfies(one -> {
            assertThat(one.to()).isEmpty();
            assertThat(one.status()).isEqualTo(Status.QUEUED);
            assertThat(one.toString()).doesNotContain("0000000000");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"total\":0}", "{\"data\":\"none\"}", "{\"recipients\":[]}", "[]"})
    void an_answer_without_rows_has_no_recipients(String body) {
        VENDOR.says(200, body);

        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{\"recipients\":[", "null", "5"})
    void a_page_that_cannot_be_read_does_not_look_like_the_end(String body) {
        VENDOR.says(RECIPIENTS + "0", 200, fixture("recipients-1.reply.json"));
        VENDOR.says(RECIPIENTS + "10000001", 200, body);

        assertThatThrownBy(ThaiBulkListsTest::all)
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("can't be read");
    }

    @Test
    void a_refusal_midway_comes_to_whoever_reads() {
        VENDOR.says(RECIPIENTS + "0", 200, fixture("recipients-1.reply.json"));
        VENDOR.says(RECIPIENTS + "10000001", 429, error("Slow down"));

        assertThatThrownBy(ThaiBulkListsTest::all).isInstanceOf(RateLimitedException.class);
    }

    @Test
    void recipients_of_an_unknown_message_are_not_found_and_of_somebody_elses_are_forbidden() {
        VENDOR.says(404, error("Not found"));
        assertThatThrownBy(ThaiBulkListsTest::all).isInstanceOf(MessageNotFoundException.class);

        VENDOR.says(404, "<html>404</html>");
        assertThatThrownBy(ThaiBulkListsTest::all).as("a wrong base URL").isInstanceOf(ConfigurationException.class);

        VENDOR.says(403, error("Forbidden"));
        assertThatThrownBy(ThaiBulkListsTest::all)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("another account");
    }

    @Test
    void a_lost_answer_is_an_exception_of_the_library() {
        VENDOR.says(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThatThrownBy(ThaiBulkListsTest::all).isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void only_ids_of_this_provider_are_asked_about() {
        for (MessageId id : List.of(MessageId.unknown("thaibulk"), new MessageId("wavix", "m-1"))) {
            VENDOR.at(door -> {
                assertThatThrownBy(() -> door.recipients(id)).isInstanceOf(InvalidRequestException.class);
                return assertThatThrownBy(() -> door.counts(id)).isInstanceOf(InvalidRequestException.class);
            });
        }
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void messages_are_listed_without_any_query_because_none_is_known() {
        VENDOR.says(200, fixture("list.reply.json"));

        assertThat(listed())
                .extracting(message -> message.id().value(), Message::status, Message::from)
                .containsExactly(
                        tuple("m-2", Status.SCHEDULED, Optional.of(Sender.of("ACME"))),
                        tuple("m-1", Status.SENT, Optional.of(Sender.of("ACME"))));
        assertThat(VENDOR.asked()).containsExactly("GET /sms");
    }

    @Test
    void messages_come_page_by_page_where_the_vendor_names_a_next() {
        VENDOR.says("/sms", 200, "{\"items\":[{\"id\":3}],\"nextCursor\":\"c-2\",\"hasMore\":true}");
        VENDOR.says("/sms?after=c-2", 200, "{\"messages\":[{\"uuid\":\"m-2\"},{}],\"hasMore\":false}");
        VENDOR.at(door -> {
            assertThat(door.list().findFirst().orElseThrow().id().value()).isEqualTo("3");
            return assertThat(VENDOR.requests()).hasSize(1);
        });
        assertThat(listed())
                .extracting(message -> message.id().value(), Message::status)
                .containsExactly(tuple("3", Status.UNKNOWN), tuple("m-2", Status.UNKNOWN), tuple("", Status.UNKNOWN));
    }

    @Test
    void senders_say_which_may_be_used() {
        VENDOR.says(200, fixture("senders.reply.json"));

        List<SenderName> senders = VENDOR.at(ThaiBulk::senders);

        assertThat(senders)
                .extracting(SenderName::name, SenderName::status)
                .containsExactly(tuple("ACME", "approved"), tuple("NEWSHOP", "pending"));
        assertThat(senders).allMatch(sender -> sender.rawJson().contains(sender.name()));
        assertThat(new SenderName("ACME", "Approved", Optional.empty(), "").isApproved())
                .isTrue();
        assertThat(senders).extracting(SenderName::isApproved).containsExactly(true, false);
        assertThat(VENDOR.asked()).containsExactly("GET /senders");
    }

    @Test
    void senders_of_another_shape_are_read_as_far_as_they_go() {
        VENDOR.says(200, """
                {"senders":[{"sender":"ACME"},{"status":"approved"},null,{"name":"B","status":"Awaiting","shared":true}]}""");

        assertThat(VENDOR.at(ThaiBulk::senders))
                .containsExactly(
                        new SenderName("ACME", "", Optional.empty(), "{\"sender\":\"ACME\"}"),
                        new SenderName(
                                "B",
                                "Awaiting",
                                Optional.of(true),
                                "{\"name\":\"B\",\"status\":\"Awaiting\",\"shared\":true}"))
                .noneMatch(SenderName::isApproved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-summary.reply.json", "message-summary-list.reply.json"})
    void counts_are_read_from_an_object_and_from_a_list(String file) {
        VENDOR.says(200, fixture(file));

        DeliveryCounts counts = VENDOR.at(door -> door.counts(ID));

        assertThat(counts.byWord()).isEqualTo(Map.of("success", 2L, "failed", 1L, "invalid", 1L, "blocked", 1L));
        assertThat(counts.total()).isEqualTo(5);
        assertThat(counts.of(Status.DELIVERED)).isEqualTo(2);
        assertThat(counts.of(Status.REJECTED)).isEqualTo(2);
        assertThat(counts.of(Status.QUEUED)).isZero();
        assertThat(VENDOR.asked()).containsExactly("GET /sms/" + ThaiBulkVendor.UUID);
    }

    @Test
    void counts_that_are_not_there_yet_are_none() {
        VENDOR.says(200, fixture("message-sent.reply.json"));

        assertThat(VENDOR.at(door -> door.counts(ID)).total()).isZero();
    }

    @Test
    void counts_of_an_unknown_message_are_not_found() {
        VENDOR.says(404, error("Not found"));

        assertThatThrownBy(() -> VENDOR.at(door -> door.counts(ID))).isInstanceOf(MessageNotFoundException.class);
    }

    @Test
    void the_balance_is_read_through_the_client_and_through_the_door() {
        VENDOR.says(200, fixture("balance.reply.json"));
        Balance expected = new Balance(new BigDecimal("1234.50"), "credits");

        assertThat(VENDOR.at(ThaiBulk::balance)).containsExactly(expected);
        try (SmsClient client = VENDOR.client()) {
            assertThat(client.balance("thaibulk")).containsExactly(expected);
        }

        assertThat(VENDOR.asked()).containsExactly("GET /credit", "GET /credit");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"credit\":\"12.5\"}',                   12.5",
        "'{\"credits\":12}',                        12",
        "'{\"data\":{\"balance\":0.10}}',           0.10",
        "'{\"result\":{\"credits\":\"-3\"}}',       -3",
        "'{\"balance\":12345678901234567890.12}',   12345678901234567890.12"
    })
    void a_balance_is_found_under_each_likely_name_to_the_last_digit(String body, BigDecimal amount) {
        VENDOR.says(200, body);

        assertThat(VENDOR.at(ThaiBulk::balance)).containsExactly(new Balance(amount, "credits"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"balance\":null}", "{\"balance\":\"much\"}", "{\"data\":5}", "{\"balance\":1e999999}"})
    void a_balance_that_is_no_number_is_an_error_and_not_zero(String body) {
        VENDOR.says(200, body);

        VENDOR.at(door -> assertWrongPath(door::balance, "path-balance"));
    }

    @ParameterizedTest
    @CsvSource({"404, <html>", "405, ''", "200, <html>"})
    void a_path_that_is_not_the_vendors_names_its_setting(int status, String body) {
        VENDOR.says(status, body);

        VENDOR.at(door -> {
            assertWrongPath(door::balance, "path-balance");
            assertWrongPath(door::senders, "path-senders");
            assertWrongPath(() -> door.list().toList(), "path-list");
            return assertWrongPath(() -> door.counts(ID), "path-get");
        });
    }

    private static boolean assertWrongPath(Supplier<?> question, String setting) {
        assertThatThrownBy(question::get)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("heliograph.providers.thaibulk." + setting);
        return true;
    }

    private static List<RecipientStatus> all() {
        return VENDOR.at(door -> door.recipients(ID).toList());
    }

    private static List<Message> listed() {
        return VENDOR.at(door -> door.list().toList());
    }

    private static Optional<PhoneNumber> number(String e164) {
        return Optional.of(PhoneNumber.of(e164));
    }
}
