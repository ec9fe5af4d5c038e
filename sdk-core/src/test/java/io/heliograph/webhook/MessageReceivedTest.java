package io.heliograph.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.webhook.MessageReceived.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReceivedTest {
    private static MessageReceived.Builder message() {
        return MessageReceived.builder(new MessageId("acme", "m1"), Kind.SMS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+66812345678", "66812345678", "0812345678", "081-234-567", "91234567", "(02) 123456", "ACME", ""
            })
    void it_prints_no_number_and_no_text_however_the_number_is_written(String from) {
        MessageReceived received = message()
                .from(from)
                .to(PhoneNumber.of("+66898765432"))
                .text("my code is 4711")
                .rawJson("{\"canary\":1}")
                .build();

        assertThat(received.rawFrom()).isEqualTo(from);
        assertThat(received.toString())
                .startsWith("MessageReceived[acme:m1 SMS")
                .doesNotContain("4711", "canary", "9876");
        if (from.length() > 4) {
            assertThat(received.toString()).doesNotContain(from);
        }
    }

    @Test
    void a_number_without_plus_is_international_for_some_vendors_and_national_for_others() {
        assertThat(message().from("66812345678").build().from().map(Sender::value))
                .contains("+66812345678");
        assertThat(message().nationalOrFrom("66812345678", null).build().from()).isEmpty();
        assertThat(message().nationalOrFrom("+66812345678", null).build().from())
                .isPresent();
        assertThat(message().nationalOrFrom("ACME", "TH").build().from().map(Sender::kind))
                .contains(Sender.Kind.ALPHANUMERIC);
    }

    @Test
    void what_a_vendor_leaves_out_is_empty() {
        MessageReceived nothing = message()
                .from(null)
                .text(null)
                .subject(null)
                .bytes(null)
                .vendorEvent(null)
                .build();

        assertThat(nothing.from()).isEmpty();
        assertThat(nothing.rawFrom()).isEmpty();
        assertThat(nothing.text()).isEmpty();
        assertThat(nothing.subject()).isEmpty();
        assertThat(nothing.bytes()).isEmpty();
        assertThat(nothing.keyword()).isEmpty();
        assertThat(nothing.eventId()).isEmpty();
        assertThat(nothing.receivedAt()).isEmpty();
        assertThat(nothing.provider()).isEqualTo("acme");
    }

    @ParameterizedTest
    @CsvSource({
        "Sent from my phone, STOP,   STOP",
        "'',                 Stop!,  STOP",
        "START,              STOP,   STOP",
        "STOP,               START,  STOP",
        "START,              Photos, START",
        "Photos,             START,  START",
        "HELP,               START,  HELP",
        "Photos,             Photos, "
    })
    void the_subject_of_an_mms_counts_where_its_text_says_nothing_and_stop_always(
            String text, String subject, @Nullable Keyword meaning) {
        MessageReceived mms = MessageReceived.builder(new MessageId("acme", "m1"), Kind.MMS)
                .text(text)
                .subject(subject)
                .build();

        assertThat(mms.keyword()).isEqualTo(Optional.ofNullable(meaning));
    }

    @Test
    void with_other_words_everything_else_stays() {
        MessageReceived before = MessageReceived.builder(new MessageId("acme", "m1"), Kind.MMS)
                .from("+66812345678")
                .to(PhoneNumber.of("+66898765432"))
                .text("finis")
                .subject("of the story")
                .bytes(new byte[] {1})
                .media(List.of(new ReceivedMedia("image/png", "a.png", "https://x/1", new byte[] {2})))
                .receivedAt(Instant.EPOCH)
                .vendorEvent("in")
                .eventId("e1")
                .rawJson("{}")
                .build();
        MessageReceived after = before.with(Keywords.none().with(Keyword.STOP, "finis"));

        assertThat(before.keyword()).isEmpty();
        assertThat(after.keyword()).contains(Keyword.STOP);
        assertThat(after.keyword(Keywords.usual())).isEmpty();
        assertThat(after).usingRecursiveComparison().ignoringFields("keywords").isEqualTo(before);
    }

    @Test
    void the_values_cant_be_changed_from_outside() {
        byte[] bytes = {1, 2};
        MessageReceived received = MessageReceived.builder(new MessageId("acme", "m1"), Kind.BINARY)
                .bytes(bytes)
                .build();
        bytes[0] = 9;
        received.bytes()[1] = 9;

        assertThat(received.bytes()).containsExactly(1, 2);
        assertThat(new ReceivedMedia(null, "family.jpg", "https://canary", null))
                .hasToString("ReceivedMedia[]")
                .extracting(ReceivedMedia::content)
                .isEqualTo(Optional.empty());
    }
}
