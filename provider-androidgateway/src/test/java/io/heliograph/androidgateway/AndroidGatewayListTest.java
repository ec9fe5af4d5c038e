package io.heliograph.androidgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.heliograph.androidgateway.AndroidGatewayVendor.error;
import static io.heliograph.androidgateway.AndroidGatewayVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.RejectedException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.json.JsonFields;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.Keywords;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paged lists: messages, and received messages of a phone. */
class AndroidGatewayListTest {
    private static final String MESSAGES = "/3rdparty/v1/messages";
    private static final Instant FROM = Instant.parse("2026-08-22T10:00:00.900Z");
    private static final Instant TO = Instant.parse("2026-08-23T10:00:00Z");

    @RegisterExtension
    static final AndroidGatewayVendor VENDOR = new AndroidGatewayVendor();

    private final AndroidGateway gateway = VENDOR.door().build();

    @AfterEach
    void close() {
        gateway.provider().close();
    }

    @Test
    void a_page_is_asked_for_when_its_first_message_is_read() {
        page(MESSAGES, "0", fixture("list-page-1.reply.json"), "3");
        page(MESSAGES, "2", fixture("list-page-2.reply.json"), "3");
        Iterator<ListedMessage> messages =
                gateway.messages(MessageFilter.builder().pageSize(2).build()).iterator();
        assertThat(VENDOR.requests()).isEmpty();

        messages.next();
        messages.next();
        assertThat(VENDOR.asked()).containsExactly("GET " + MESSAGES + "?limit=2&offset=0");

        messages.next();
        assertThat(VENDOR.asked())
                .containsExactly("GET " + MESSAGES + "?limit=2&offset=0", "GET " + MESSAGES + "?limit=2&offset=2");
        assertThat(messages.hasNext()).isFalse();
        assertThat(VENDOR.requests()).as("the total says that this is all").hasSize(2);
    }

    @Test
    void a_stream_that_ends_early_asks_for_no_more() {
        page(MESSAGES, "0", fixture("list-page-1.reply.json"), "1000000");

        assertThat(gateway.messages(MessageFilter.all()).limit(1)).hasSize(1);

        VENDOR.got(getRequestedFor(urlEqualTo(MESSAGES + "?limit=100&offset=0")));
    }

    @Test
    void each_message_is_read_with_its_phone_and_its_state() {
        page(MESSAGES, "0", fixture("list-page-1.reply.json"), "3");
        page(MESSAGES, "2", fixture("list-page-2.reply.json"), "3");

        List<ListedMessage> all = gateway.messages(
                        MessageFilter.builder().pageSize(2).includeContent(true).build())
                .toList();

        assertThat(all)
                .extracting(it -> it.message().id())
                .containsExactly(id("PyDmBQZZXYmyxMwED8Fz1"), id("PyDmBQZZXYmyxMwED8Fz2"), id("PyDmBQZZXYmyxMwED8Fz3"));
        assertThat(all)
                .extracting(it -> it.message().status())
                .containsExactly(Status.DELIVERED, Status.FAILED, Status.QUEUED);
        assertThat(all.get(0).message().to()).contains(PhoneNumber.of("+79990001234"));
        assertThat(all.get(0).text()).contains("Hello World!");
        assertThat(all.get(1).text()).isEmpty();
        assertThat(all.get(1).message().to()).isEmpty();
        assertThat(all.get(1).message().failure().orElseThrow().vendorText()).contains("TTL expired");
        assertThat(all).extracting(ListedMessage::hashed).containsExactly(false, true, false);
        assertThat(all).extracting(ListedMessage::encrypted).containsExactly(false, false, true);
        assertThat(all).allSatisfy(it -> assertThat(it.deviceId()).contains("PyDmBQZZXYmyxMwED8Fzy"));
        assertThat(all)
                .allSatisfy(
                        it -> assertThat(JsonFields.of(it.message().rawJson()).get("id"))
                                .isEqualTo(it.message().id().value()));
        assertThat(all.get(0).message().text()).contains("Hello World!");
        assertThat(all.get(2).message().text()).isEmpty();
        assertThat(all.toString()).doesNotContain("Hello", "79990001234", "62d17792");
    }

    @Test
    void a_filter_is_a_query_whose_times_have_no_plus() {
        VENDOR.says(200, "[]");

        assertThat(gateway.messages(MessageFilter.builder()
                        .from(FROM)
                        .to(TO)
                        .status(Status.SUBMITTED)
                        .deviceId("PyDmBQZZXYmyxMwED8Fzy")
                        .includeContent(true)
                        .oldestFirst(true)
                        .pageSize(10)
                        .build()))
                .isEmpty();

        assertThat(VENDOR.onlyRequest().getUrl())
                .isEqualTo(MESSAGES
                        + "?from=2026-08-22T10%3A00%3A00Z&to=2026-08-23T10%3A00%3A00Z&state=Processed"
                        + "&deviceId=PyDmBQZZXYmyxMwED8Fzy&includeContent=true&sort=created_at&limit=10&offset=0");
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED,     Pending",
        "SUBMITTED,  Processed",
        "SENT,       Sent",
        "DELIVERED,  Delivered",
        "FAILED,     Failed",
        "CANCELLING, Cancelling",
        "CANCELLED,  Cancelled"
    })
    void each_status_is_asked_for_in_the_gateways_word(Status status, String word) {
        VENDOR.says(200, "[]");

        assertThat(gateway.messages(MessageFilter.builder().status(status).build()))
                .isEmpty();

        assertThat(VENDOR.onlyRequest().getUrl()).contains("state=" + word + "&");
        assertThat(AndroidGatewayWire.status(word)).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"SCHEDULED", "UNDELIVERED", "REJECTED", "EXPIRED", "UNCONFIRMED", "UNKNOWN"})
    void a_status_without_a_word_is_refused(Status status) {
        assertThatThrownBy(() -> MessageFilter.builder().status(status).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(status.name());
    }

    @Test
    void every_fault_of_a_filter_is_named_at_once() {
        InvalidRequestException refused = catchThrowableOfType(
                InvalidRequestException.class,
                () -> MessageFilter.builder()
                        .from(TO)
                        .to(FROM)
                        .status(Status.UNKNOWN)
                        .deviceId("short")
                        .pageSize(101)
                        .build());

        assertThat(refused).isNotNull();
        assertThat(refused.violations())
                .extracting(io.heliograph.message.Violation::field)
                .containsExactly("status", "from", "deviceId", "pageSize");
        assertThatThrownBy(() -> MessageFilter.builder().pageSize(0).build())
                .isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "9999999999999999999999"})
    void without_a_readable_total_the_list_ends_with_a_page_that_is_not_full(String total) {
        page(MESSAGES, "0", fixture("list-page-1.reply.json"), total);
        page(MESSAGES, "2", fixture("list-page-2.reply.json"), total);

        assertThat(gateway.messages(MessageFilter.builder().pageSize(2).build()))
                .hasSize(3);
        assertThat(VENDOR.requests()).hasSize(2);
    }

    @Test
    void a_total_that_is_never_reached_ends_with_an_empty_page() {
        page(MESSAGES, "0", fixture("list-page-1.reply.json"), "1000");
        page(MESSAGES, "2", "[]", "1000");

        assertThat(gateway.messages(MessageFilter.builder().pageSize(2).build()))
                .hasSize(2);
        assertThat(VENDOR.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[null,{},{\"id\":5,\"new\":[]},\"x\",[]]"})
    void odd_messages_are_left_out_or_read_as_unknown(String body) {
        page(MESSAGES, "0", body, "5");

        List<ListedMessage> all = gateway.messages(MessageFilter.all()).toList();

        assertThat(all)
                .extracting(it -> it.message().id())
                .containsExactly(MessageId.unknown("androidgateway"), id("5"));
        assertThat(all).extracting(it -> it.message().status()).containsOnly(Status.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "<html>", "[{\"id\":", "5"})
    void a_page_that_cannot_be_read_is_no_end_of_the_list(String body) {
        page(MESSAGES, "0", body, "3");

        assertThatThrownBy(() -> gateway.messages(MessageFilter.all()).count())
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageContaining("androidgateway");
    }

    @Test
    void a_refusal_or_a_broken_connection_goes_to_whoever_reads() {
        VENDOR.says(400, error("failed to validate: limit"));
        assertThatThrownBy(() -> gateway.messages(MessageFilter.all()).count())
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.errorType()).isEqualTo(ErrorType.INVALID_REQUEST));
        VENDOR.says(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThatThrownBy(() -> gateway.messages(MessageFilter.all()).count())
                .isInstanceOf(ProviderUnavailableException.class)
                .hasMessageStartingWith("UNREACHABLE: androidgateway: ");
    }

    @Test
    void messages_can_be_counted_by_one_small_request() {
        VENDOR.says(aResponse().withBody("[{}]").withHeader("X-Total-Count", "12345"));

        assertThat(gateway.countMessages(MessageFilter.builder().from(FROM).build()))
                .hasValue(12_345);
        VENDOR.got(getRequestedFor(urlEqualTo(MESSAGES + "?from=2026-08-22T10%3A00%3A00Z&limit=1&offset=0")));
        VENDOR.says(200, "[{}]");
        assertThat(gateway.countMessages(MessageFilter.all())).isEmpty();
    }

    @Test
    void the_inbox_of_a_phone_is_read_page_by_page() {
        page("/3rdparty/v1/inbox", "0", fixture("inbox.reply.json"), "2");

        List<ReceivedMessage> received = gateway.inbox(InboxFilter.all()).toList();

        assertThat(VENDOR.asked()).containsExactly("GET /3rdparty/v1/inbox?limit=100&offset=0");
        ReceivedMessage sms = received.get(0);
        assertThat(sms.id()).isEqualTo("PyDmBQZZXYmyxMwED8Fzy");
        assertThat(sms.type()).isEqualTo("SMS");
        assertThat(sms.from()).contains(Sender.of("+79990001234"));
        assertThat(sms.simNumber()).hasValue(1);
        assertThat(sms.preview()).isEqualTo("Hello World!");
        assertThat(sms.receivedAt()).contains(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(sms.recipient()).contains("+79990001235");
        assertThat(sms.attachments()).isEmpty();
        assertThat(JsonFields.of(sms.rawJson())).containsEntry("contentPreview", "Hello World!");
        assertThat(received.get(1).attachments())
                .containsExactly(new ReceivedMessage.Attachment("71", "image/jpeg", "cat.jpg", 20_480));
        assertThat(received.get(1).recipient()).isEmpty();
        assertThat(received.get(1).from()).contains(Sender.of("MyBank"));
        assertThat(received.get(1).simNumber()).isEmpty();
        assertThat(received.get(1).receivedAt()).isEmpty();
        assertThat(received.toString()).contains("MMS_DOWNLOADED").doesNotContain("Hello", "79990001234");
    }

    @Test
    void an_inbox_filter_is_a_query() {
        VENDOR.says(200, "[]");

        assertThat(gateway.inbox(InboxFilter.builder()
                        .from(FROM)
                        .to(TO)
                        .type(IncomingType.MMS)
                        .deviceId("PyDmBQZZXYmyxMwED8Fzy")
                        .includeAttachments(true)
                        .pageSize(500)
                        .build()))
                .isEmpty();

        assertThat(VENDOR.onlyRequest().getUrl())
                .isEqualTo("/3rdparty/v1/inbox?from=2026-08-22T10%3A00%3A00Z&to=2026-08-23T10%3A00%3A00Z&type=MMS"
                        + "&deviceId=PyDmBQZZXYmyxMwED8Fzy&includeAttachments=true&limit=500&offset=0");
        assertThatThrownBy(() ->
                        InboxFilter.builder().from(TO).to(FROM).pageSize(501).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("from", "pageSize");
    }

    @Test
    void a_stop_is_seen_in_the_inbox_also_from_a_national_number() {
        VENDOR.says(200, """
                [{"id":"9c1a02ff","type":"SMS","sender":"0812345678","contentPreview":"STOP","createdAt":"2026-08-22T10:00:00+07:00"}]""");

        ReceivedMessage stop = gateway.inbox(InboxFilter.all()).findFirst().orElseThrow();

        assertThat(Keywords.usual().find(stop.preview())).contains(Keyword.STOP);
        assertThat(stop.from()).as("its country isn't known").isEmpty();
        assertThat(stop.from("TH")).contains(Sender.of("+66812345678"));
        assertThat(stop.receivedAt()).contains(Instant.parse("2026-08-22T03:00:00Z"));
    }

    @Test
    void a_binary_and_a_hashed_message_keep_their_content_typed() {
        VENDOR.says(200, """
                [{"id":"a","state":"Sent","recipients":[],"dataMessage":{"data":"SGVsbG8=","port":53739}},
                {"id":"b","state":"Sent","isHashed":true,"recipients":[],"hashedMessage":{"hash":"2cf24dba"}}]""");

        List<ListedMessage> all = gateway.messages(MessageFilter.all()).toList();

        assertThat(all.get(0).data()).contains("SGVsbG8=");
        assertThat(all.get(0).port()).hasValue(53_739);
        assertThat(all.get(1).contentHash()).contains("2cf24dba");
        assertThat(all.get(1).data()).isEmpty();
        assertThat(all.get(1).port()).isEmpty();
    }

    @Test
    void the_cloud_has_no_inbox_to_list() {
        VENDOR.says(501, error("not implemented"));

        assertThatThrownBy(() -> gateway.inbox(InboxFilter.all()).count()).isInstanceOf(UnsupportedException.class);
    }

    private static MessageId id(String value) {
        return new MessageId("androidgateway", value);
    }

    private static void page(String path, String offset, String body, @Nullable String total) {
        VENDOR.on(get(urlPathEqualTo(path))
                .withQueryParam("offset", equalTo(offset))
                .willReturn(aResponse().withBody(body).withHeader("X-Total-Count", total)));
    }
}
