package io.heliograph.nativehub;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.heliograph.nativehub.NativeHubVendor.error;
import static io.heliograph.nativehub.NativeHubVendor.fixture;
import static io.heliograph.testkit.VendorServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.RateLimitedException;
import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vendor-only queries. */
class NativeHubReportsTest {
    private static final MessageId MESSAGE = new MessageId("nativehub", "d4e5f6a7-b8c9-0123-def4-567890123456");

    @RegisterExtension
    static final NativeHubVendor VENDOR = new NativeHubVendor();

    private final NativeHub nativeHub = VENDOR.builder().build();

    @AfterEach
    void close() {
        nativeHub.provider().close();
    }

    @Test
    void messages_are_read_page_by_page_and_only_when_they_are_asked_for() {
        VENDOR.saysAt("/messages", json(200, fixture("list-1.reply.json")), json(200, fixture("list-2.reply.json")));

        Stream<Message> messages = nativeHub.messages();
        assertThat(VENDOR.requests()).as("a stream that nobody reads").isEmpty();
        Iterator<Message> each = messages.iterator();
        assertThat(each.next().id().value()).isEqualTo("msg_001");
        assertThat(each.next().id().value()).isEqualTo("msg_002");
        assertThat(VENDOR.requests()).as("two items of the first page").hasSize(1);
        assertThat(each.next().id().value()).isEqualTo("msg_003");
        assertThat(each.hasNext()).isFalse();

        VENDOR.verify(
                1,
                getRequestedFor(urlEqualTo("/api/v1/messages?page=1&per_page=100"))
                        .withHeader("X-API-Key", equalTo(NativeHubVendor.KEY)));
        VENDOR.verify(1, getRequestedFor(urlEqualTo("/api/v1/messages?page=2&per_page=100")));
        assertThat(VENDOR.requests()).hasSize(2);
    }

    @Test
    void messages_of_a_batch_are_asked_for_by_its_id() {
        VENDOR.says(
                200,
                fixture("list-2.reply.json")
                        .replace("\"page\": 2", "\"page\": 1")
                        .replace("3,", "1,"));

        assertThat(nativeHub.messages(new MessageId("nativehub", "batch_xyz789")))
                .hasSize(1);

        VENDOR.got(getRequestedFor(urlEqualTo("/api/v1/messages?batch_id=batch_xyz789&page=1&per_page=100")));
    }

    @Test
    void a_message_of_a_list_is_read_as_any_other() {
        VENDOR.says(200, fixture("list-1.reply.json").replace("\"total\": 3", "\"total\": 2"));

        List<Message> messages = nativeHub.messages().toList();

        assertThat(messages)
                .extracting(Message::status, message -> message.to().orElseThrow())
                .containsExactly(
                        tuple(Status.DELIVERED, PhoneNumber.of("+8801712345678")),
                        tuple(Status.FAILED, PhoneNumber.of("+8801812345678")));
        assertThat(messages.get(0).price()).contains(new Money(new BigDecimal("0.10"), "XXX"));
        assertThat(messages.get(0).segments()).hasValue(2);
        assertThat(messages.get(1).failure().orElseThrow().type()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
        assertThat(messages.get(1).failure().orElseThrow().code()).contains("3");
        assertThat(messages.get(0).text()).contains("Flash sale!");
        assertThat(messages.get(0).deliveredAt()).contains(Instant.parse("2026-02-14T10:15:32Z"));
        assertThat(MessageDetails.of(messages.get(0)).batchId()).isEqualTo("batch_xyz789");
        assertThat(messages.get(0).rawJson())
                .startsWith("{\"id\": \"msg_001\"")
                .endsWith("}")
                .doesNotContain("msg_002", "0.06");
        assertThat(messages.get(1).rawJson()).contains("msg_002").doesNotContain("msg_001");
    }

    /** Total, page and page size in the vendor's response, its number of items, and how many pages are requested. */
    @ParameterizedTest
    @CsvSource({
        "'\"total\":0,\"page\":1,\"per_page\":100',  0,   1", // no items
        "'\"total\":2,\"page\":1,\"per_page\":100',  2,   1", // all on one page
        "'\"total\":100,\"page\":1,\"per_page\":0',  100, 1", // an invalid page size
        "'\"total\":500,\"page\":7,\"per_page\":100', 2,   1", // another page than the requested one
        "'\"total\":500',                             0,   1", // fewer items than the total
        "'\"page\":1',                                2,   1", // no total, and a page that isn't full
        "'\"total\":\"2\",\"per_page\":\"20\"',       2,   1" // numbers as text
    })
    void a_list_ends_whatever_the_vendor_says_of_its_pages(String about, int items, int requests) {
        String data = String.join(",", Collections.nCopies(items, "{\"id\":\"m\",\"status\":\"queued\"}"));
        VENDOR.says(200, "{\"data\":[" + data + "]," + about + "}");

        assertThat(nativeHub.messages()).hasSize(items);
        assertThat(VENDOR.requests()).hasSize(requests);
    }

    @Test
    void a_page_that_the_vendor_makes_smaller_than_asked_is_not_taken_for_the_last() {
        VENDOR.saysAt("/messages", json(200, """
                        {"data":[{"id":"m-1"}],"total":3,"page":1,"per_page":1}"""), json(200, """
                        {"data":[{"id":"m-2"}],"total":3,"page":2,"per_page":1}"""), json(200, """
                        {"data":[{"id":"m-3"}],"total":3,"page":3,"per_page":1}"""));

        assertThat(nativeHub.messages())
                .extracting(message -> message.id().value())
                .containsExactly("m-1", "m-2", "m-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"data\":null}", "{\"data\":{}}", "null"})
    void a_list_that_cannot_be_read_is_no_empty_list(String body) {
        VENDOR.says(200, body);

        assertThatThrownBy(() -> nativeHub.messages().toList()).isInstanceOf(ProviderUnavailableException.class);
        assertThatThrownBy(() -> nativeHub.reports().transactions().toList())
                .isInstanceOf(ProviderUnavailableException.class);
        assertThatThrownBy(() -> nativeHub.logs(MESSAGE)).isInstanceOf(ProviderUnavailableException.class);
        assertThatThrownBy(() -> nativeHub.reports().statusBreakdown())
                .isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void items_that_are_none_are_left_out() {
        VENDOR.says(200, """
                {"data":[null,1,"x",[],{"id":"m-1"}],"total":1,"page":1,"per_page":100}""");

        assertThat(nativeHub.messages())
                .extracting(message -> message.id().value())
                .containsExactly("m-1");
    }

    @Test
    void a_bare_list_is_read_too() {
        VENDOR.says(200, "[{\"id\":\"m-1\",\"status\":\"queued\"}]");

        assertThat(nativeHub.messages())
                .extracting(message -> message.id().value())
                .containsExactly("m-1");
    }

    @Test
    void the_log_of_the_reference_is_a_bare_list() {
        VENDOR.says(200, fixture("logs-reference.reply.json"));

        List<LogEntry> log = nativeHub.logs(MESSAGE);

        VENDOR.got(getRequestedFor(urlEqualTo("/api/v1/messages/" + MESSAGE.value() + "/logs")));
        assertThat(log)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id", "connectionId", "rawJson")
                .containsExactly(new LogEntry(
                        "",
                        Status.FAILED,
                        "failed",
                        "provider-uuid",
                        "",
                        "UNDELIV",
                        "47001",
                        "",
                        "Absent subscriber +8801712345678",
                        Instant.parse("2026-02-14T10:15:32Z"),
                        ""));
        assertThat(log).singleElement().satisfies(entry -> {
            assertThat(entry.id()).isNotEmpty();
            assertThat(entry.connectionId()).isNotEmpty();
            assertThat(entry.rawJson()).startsWith("{").endsWith("}").contains("Absent subscriber");
        });
        assertThat(log.toString()).contains("FAILED").doesNotContain("Absent", "8801712345678");
    }

    @Test
    void the_log_of_the_guide_is_wrapped_and_has_other_names() {
        VENDOR.says(200, fixture("logs-guide.reply.json"));

        assertThat(nativeHub.logs(MESSAGE))
                .extracting(LogEntry::status, LogEntry::route, LogEntry::errorCode, LogEntry::at)
                .containsExactly(
                        tuple(Status.SENT, "grameen", "", Instant.parse("2026-02-14T10:15:30Z")),
                        tuple(Status.FAILED, "grameen", "2", Instant.parse("2026-02-14T10:15:32Z")));
    }

    @Test
    void the_log_of_an_unknown_message_is_not_found() {
        VENDOR.says(404, error("message not found"));

        assertThatThrownBy(() -> nativeHub.logs(MESSAGE)).isInstanceOf(MessageNotFoundException.class);
    }

    @ParameterizedTest
    @CsvSource({"wavix, msg_1", "nativehub, ''", "nativehub, scheduled:sched_1"})
    void an_id_of_another_kind_is_rejected_before_any_request(String provider, String value) {
        MessageId other = new MessageId(provider, value);

        assertThatThrownBy(() -> nativeHub.logs(other)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> nativeHub.messages(other)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> nativeHub.account().hold(List.of(MESSAGE, other)))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void stats_are_asked_for_by_days() {
        VENDOR.says(200, fixture("stats.reply.json"));

        Stats stats = nativeHub.reports().stats(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 14));

        assertThat(stats).isEqualTo(new Stats(1_500L, 1_380L, 45L, 50L, 25L, stats.rawJson()));
        assertThat(stats.rawJson()).contains("1500");
        VENDOR.got(getRequestedFor(urlEqualTo("/api/v1/messages/stats?date_from=2026-02-01&date_to=2026-02-14")));
    }

    @Test
    void stats_without_days_have_no_query_and_numbers_may_be_missing() {
        VENDOR.says(200, "{\"total\":5000000000,\"failed\":\"many\"}");

        assertThat(nativeHub.reports().stats(null, null))
                .isEqualTo(new Stats(
                        5_000_000_000L, null, null, null, null, "{\"total\":5000000000,\"failed\":\"many\"}"));
        VENDOR.got(getRequestedFor(urlEqualTo("/api/v1/messages/stats")));
    }

    @Test
    void stats_that_cannot_be_read_are_no_zeros() {
        VENDOR.says(200, "[]");

        assertThatThrownBy(() -> nativeHub.reports().stats(null, null))
                .isInstanceOf(ProviderUnavailableException.class);
    }

    @Test
    void the_breakdown_is_a_bare_list_in_which_words_may_be_new() {
        VENDOR.says(200, fixture("status-breakdown.reply.json"));

        assertThat(nativeHub.reports().statusBreakdown())
                .allMatch(share -> share.rawJson().contains(share.rawStatus()))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("rawJson")
                .containsExactly(
                        new StatusShare(Status.DELIVERED, "delivered", 1_380L, new BigDecimal("92.0"), ""),
                        new StatusShare(Status.UNKNOWN, "held", 120L, new BigDecimal("8.0"), ""));
        VENDOR.got(getRequestedFor(urlEqualTo("/api/v1/analytics/status-breakdown")));
    }

    @Test
    void a_transaction_keeps_every_digit_and_its_description_out_of_logs() {
        VENDOR.says(200, fixture("transactions.reply.json"));

        List<Transaction> transactions = nativeHub.reports().transactions().toList();

        VENDOR.got(getRequestedFor(urlEqualTo("/api/v1/transactions?page=1&per_page=100")));
        assertThat(transactions)
                .allMatch(transaction -> transaction.rawJson().contains(transaction.id()))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("rawJson")
                .containsExactly(new Transaction(
                        "f1e2d3c4-b5a6-7890-1234-567890abcdef",
                        TransactionType.DEBIT,
                        "DEBIT",
                        new Money(new BigDecimal("0.05"), "USD"),
                        new Money(new BigDecimal("100.1"), "USD"),
                        new Money(new BigDecimal("100.05"), "USD"),
                        "message",
                        "d4e5f6a7-b8c9-0123-def4-567890123456",
                        "SMS to +8801712345678",
                        Instant.parse("2026-02-14T10:15:28Z"),
                        ""));
        assertThat(transactions.toString()).contains("DEBIT", "0.05 USD").doesNotContain("8801712345678");
    }

    @Test
    void transactions_are_filtered_by_the_vendor_and_read_lazily() {
        VENDOR.says(200, fixture("transactions.reply.json").replace("\"total\": 1", "\"total\": 900"));

        Stream<Transaction> stream = nativeHub
                .reports()
                .transactions(TransactionType.TOPUP, LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31));
        assertThat(VENDOR.requests()).isEmpty();
        assertThat(stream.limit(1)).hasSize(1);

        VENDOR.got(getRequestedFor(urlEqualTo(
                "/api/v1/transactions?date_from=2026-01-01&date_to=2026-01-31&type=TOPUP&page=1&per_page=100")));
    }

    @ParameterizedTest
    @EnumSource(TransactionType.class)
    void each_type_of_a_transaction_is_known_and_a_new_one_is_kept_as_its_word(TransactionType type) {
        String word = type == TransactionType.UNKNOWN ? "CASHBACK" : type.name();
        VENDOR.says(200, fixture("transactions.reply.json").replace("DEBIT", word));

        assertThat(nativeHub.reports().transactions())
                .extracting(Transaction::type, Transaction::rawType)
                .containsExactly(tuple(type, word));
    }

    @Test
    void an_unknown_type_cannot_be_asked_for() {
        assertThatThrownBy(() -> nativeHub.reports().transactions(TransactionType.UNKNOWN, null, null))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(VENDOR.requests()).isEmpty();
    }

    @Test
    void a_transaction_of_which_everything_is_missing_is_read() {
        VENDOR.says(200, "{\"data\":[{\"amount\":7}],\"total\":1}");

        Transaction only = nativeHub.reports().transactions().findFirst().orElseThrow();

        assertThat(only.amount()).isEqualTo(new Money(new BigDecimal("7"), "XXX"));
        assertThat(only.type()).isEqualTo(TransactionType.UNKNOWN);
        assertThat(only.id()).isEmpty();
        assertThat(only.createdAt()).isNull();
        assertThat(only.balanceAfter()).isNull();
    }

    @Test
    void a_refusal_in_the_middle_of_a_list_goes_to_whoever_reads_it() {
        VENDOR.saysAt("/messages", json(200, fixture("list-1.reply.json")), json(429, error("rate limit exceeded")));

        Iterator<Message> each = nativeHub.messages().iterator();
        each.next();
        each.next();

        assertThatThrownBy(each::hasNext).isInstanceOf(RateLimitedException.class);
        assertThat(VENDOR.requests()).hasSize(2);
    }

    @Test
    void a_vendor_that_cannot_be_reached_is_an_exception_of_the_clients() {
        VENDOR.says(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThatThrownBy(() -> nativeHub.reports().stats(null, null))
                .isInstanceOf(SmsException.class)
                .hasMessageContaining("nativehub");
    }
}
