package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static final MessageId ID = new MessageId("wavix", "m-1");

    private static Message full() {
        return Message.builder(ID, Status.REJECTED)
                .rawStatus("rejected")
                .to(PhoneNumber.of("+66812345678"))
                .from(Sender.of("ACME"))
                .segments(2)
                .price(new Money(new BigDecimal("0.0150"), "USD"))
                .fees(new Money(new BigDecimal("0.003"), "USD"))
                .tag("otp")
                .submittedAt(Instant.ofEpochSecond(1))
                .sentAt(Instant.ofEpochSecond(2))
                .deliveredAt(Instant.ofEpochSecond(3))
                .failure(Failure.of(ErrorType.CONTENT_REJECTED, "the text was refused"))
                .rawJson("{\"text\":\"code 482910\"}")
                .build();
    }

    @Test
    void a_message_holds_what_the_vendor_said() {
        assertThat(full())
                .returns(ID, Message::id)
                .returns("wavix", Message::provider)
                .returns(Status.REJECTED, Message::status)
                .returns("rejected", Message::rawStatus)
                .returns("{\"text\":\"code 482910\"}", Message::rawJson);
        assertThat(full().to()).contains(PhoneNumber.of("+66812345678"));
        assertThat(full().from()).contains(Sender.of("ACME"));
        assertThat(full().segments()).hasValue(2);
        assertThat(full().tag()).contains("otp");
    }

    @Test
    void money_keeps_the_vendors_scale() {
        assertThat(full().price().map(Money::toString)).contains("0.0150 USD");
        assertThat(full().fees().map(Money::toString)).contains("0.003 USD");
    }

    @Test
    void money_is_printed_without_an_exponent() {
        assertThat(new Money(new BigDecimal("1E+3"), "THB")).hasToString("1000 THB");
    }

    @Test
    void each_time_is_its_own() {
        assertThat(full().submittedAt()).contains(Instant.ofEpochSecond(1));
        assertThat(full().sentAt()).contains(Instant.ofEpochSecond(2));
        assertThat(full().deliveredAt()).contains(Instant.ofEpochSecond(3));
    }

    @Test
    void what_a_vendor_does_not_say_is_empty() {
        Message message = Message.builder(ID, Status.QUEUED)
                .rawStatus(null)
                .to(null)
                .segments(null)
                .build();

        assertThat(message.rawStatus()).isEmpty();
        assertThat(message.rawJson()).isEmpty();
        assertThat(message.to()).isEmpty();
        assertThat(message.from()).isEmpty();
        assertThat(message.segments()).isEmpty();
        assertThat(message.price()).isEmpty();
        assertThat(message.fees()).isEmpty();
        assertThat(message.tag()).isEmpty();
        assertThat(message.submittedAt()).isEmpty();
        assertThat(message.sentAt()).isEmpty();
        assertThat(message.deliveredAt()).isEmpty();
        assertThat(message.failure()).isEmpty();
    }

    @Test
    void to_string_shows_neither_the_number_nor_the_vendors_json() {
        assertThat(full().toString())
                .isEqualTo("Message[wavix:m-1 REJECTED to +66…78 from ACME, CONTENT_REJECTED: the text was refused]");
    }

    @Test
    void to_string_of_a_bare_message_is_short() {
        assertThat(Message.builder(MessageId.unknown("wavix"), Status.UNKNOWN).build())
                .hasToString("Message[wavix:? UNKNOWN]");
    }

    @Test
    void messages_are_equal_by_their_fields_whatever_their_json() {
        Message message = Message.builder(ID, Status.SENT).rawJson("{}").build();

        assertThat(Message.builder(ID, Status.SENT).build()).isEqualTo(message).hasSameHashCodeAs(message);
        assertThat(message)
                .isNotEqualTo(Message.builder(ID, Status.QUEUED).build())
                .isNotEqualTo(Message.builder(ID, Status.SENT).tag("spring").build())
                .isNotEqualTo(
                        Message.builder(ID, Status.SENT).sentAt(Instant.EPOCH).build())
                .isNotEqualTo("wavix:m-1");
    }
}
