package io.heliograph.wavix;

import static io.heliograph.wavix.WavixVendor.fixture;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.json.JsonFields;
import io.heliograph.message.Direction;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.Keywords;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every documented field of a row of Wavix's lists, and the row's own JSON. */
class WavixListRowsTest {
    private static final MessageDetails NOTHING = new MessageDetails(Optional.empty(), "", "", List.of());

    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    private static List<Message> list(MessageFilter.Builder filter) {
        return VENDOR.ask(wavix -> wavix.messages(filter.build()).toList());
    }

    @Test
    void a_stop_is_seen_in_the_list_of_inbound_messages() {
        VENDOR.says(200, fixture("list-inbound.reply.json"));

        Message stop = list(MessageFilter.inbound()).get(0);

        assertThat(stop.direction()).isEqualTo(Direction.INBOUND);
        assertThat(stop.from()).contains(Sender.of("+447537151866"));
        assertThat(stop.to()).contains(PhoneNumber.of("+15072429497"));
        assertThat(stop.text().flatMap(Keywords.usual()::find)).contains(Keyword.STOP);
        assertThat(stop.submittedAt()).contains(Instant.parse("2026-06-14T13:51:16.096Z"));
        assertThat(stop.deliveredAt()).contains(Instant.parse("2026-06-14T13:51:17Z"));
        assertThat(stop.toString()).doesNotContain("Stop", "447537151866");
    }

    @Test
    void each_row_has_its_own_json() {
        VENDOR.says(200, fixture("list-inbound.reply.json"));

        List<Message> all = list(MessageFilter.inbound());

        assertThat(all)
                .extracting(message -> JsonFields.of(message.rawJson()).get("message_id"))
                .containsExactly("7d858db5-9122-7f05-c622-238dh0h0h6d07", "8e969ec6-0233-8016-d733-349ei1i1i7e18");
        assertThat(fixture("list-inbound.reply.json"))
                .contains(all.get(0).rawJson(), all.get(1).rawJson());
    }

    @Test
    void what_only_wavix_has_is_typed_too() {
        VENDOR.says(200, fixture("list-inbound.reply.json"));

        List<Message> all = list(MessageFilter.inbound());

        assertThat(MessageDetails.of(all.get(0)))
                .isEqualTo(new MessageDetails(Optional.of(MessageFilter.MessageType.SMS), "", "", List.of()));
        MessageDetails mms = MessageDetails.of(all.get(1));
        assertThat(mms)
                .isEqualTo(new MessageDetails(
                        Optional.of(MessageFilter.MessageType.MMS),
                        "310",
                        "024",
                        List.of("https://api.examples.com/v3/messages/attachments/abc123/file1.jpg")))
                .hasToString("MessageDetails[MMS, network 310-024, 1 files]");
    }

    @Test
    void an_outbound_row_has_text_fees_and_times() {
        VENDOR.says(200, fixture("list-page-2.reply.json"));

        Message message = list(MessageFilter.outbound()).get(0);

        assertThat(message.direction()).isEqualTo(Direction.OUTBOUND);
        assertThat(message.text()).contains("Hello, this is a test message");
        assertThat(message.fees()).contains(new Money(new BigDecimal("0.003"), "USD"));
        assertThat(message.submittedAt()).contains(Instant.parse("2022-04-14T13:51:16.096Z"));
        assertThat(message.sentAt()).isEmpty();
    }

    @Test
    void details_are_read_from_a_status_query_wrapped_or_not_and_are_empty_without_json() {
        for (String file : List.of("status-delivered.reply.json", "status-wrapped.reply.json")) {
            VENDOR.says(200, fixture(file));
            try (SmsClient client = VENDOR.client()) {
                MessageDetails details = MessageDetails.of(client.status(new MessageId("wavix", "m-1")));
                assertThat(details.mnc()).as(file).isEqualTo("024");
            }
        }
        Message without =
                Message.builder(new MessageId("wavix", "m-1"), Status.QUEUED).build();
        assertThat(MessageDetails.of(without)).isEqualTo(NOTHING);
        assertThat(MessageDetails.of(Message.builder(new MessageId("wavix", "m-1"), Status.QUEUED)
                        .rawJson("{\"message_type\":\"fax\",\"mcc\":{},\"message_body\":[]}")
                        .build()))
                .isEqualTo(NOTHING);
    }
}
