package io.heliograph.message;

import static io.heliograph.message.Sender.Kind.ALPHANUMERIC;
import static io.heliograph.message.Sender.Kind.PHONE;
import static io.heliograph.message.Sender.Kind.SHORT_CODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
    @ParameterizedTest
    @ValueSource(strings = {"+1234567", "+66812345678", "+123456789012345"})
    void a_number_with_its_plus_is_a_phone(String value) {
        assertThat(Sender.of(value)).returns(PHONE, Sender::kind).returns(value, Sender::value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "12345", "12345678", "000"})
    void three_to_eight_digits_are_a_short_code(String value) {
        assertThat(Sender.of(value)).returns(SHORT_CODE, Sender::kind).returns(value, Sender::value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "ACME", "ABCDEFGHIJK", "1A", "1234567890A", "My Shop", "A+B", "~!@#$%^&*()", "12-34"})
    void up_to_eleven_printable_characters_with_a_non_digit_are_a_name(String value) {
        assertThat(Sender.of(value)).returns(ALPHANUMERIC, Sender::kind).returns(value, Sender::value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "12",
                "123456789",
                "12345678901",
                "66812345678",
                "ABCDEFGHIJKL",
                " ACME",
                "ACME ",
                "A\tB",
                "AC\nME",
                "A\u007fB",
                "Café",
                "ไทย",
                "๑๒๓๔๕",
                "+",
                "+ACME",
                "+0812345678",
                "+123456",
                "+1234567890123456"
            })
    void anything_else_is_rejected(String value) {
        assertThatThrownBy(() -> Sender.of(value))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("from is ");
    }

    @Test
    void the_error_does_not_repeat_the_sender() {
        assertThatThrownBy(() -> Sender.of("SECRETSENDERNAME")).hasMessageNotContaining("SECRET");
    }

    @ParameterizedTest
    @CsvSource({
        "+66812345678, PHONE, +66812345678",
        "66812345678, PHONE, +66812345678",
        "123456789, PHONE, +123456789",
        "12345678, SHORT_CODE, 12345678",
        "123, SHORT_CODE, 123",
        "ACME, ALPHANUMERIC, ACME",
        "ABCDEFGHI, ALPHANUMERIC, ABCDEFGHI",
        "7-11, ALPHANUMERIC, 7-11",
        "+66 81 234 5678, PHONE, +66812345678",
        "tel:+66812345678, PHONE, +66812345678"
    })
    void a_vendors_sender_is_found_also_without_its_plus(String vendorSender, Sender.Kind kind, String value) {
        assertThat(Sender.tryParse(vendorSender))
                .hasValueSatisfying(
                        sender -> assertThat(sender).returns(kind, Sender::kind).returns(value, Sender::value));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "12",
                "0812345678",
                "ABCDEFGHIJKL",
                "ไทย",
                "+0812345678",
                "081 234567",
                "555-0123",
                "(02) 123456"
            })
    void what_is_no_sender_is_not_found(@Nullable String vendorSender) {
        assertThat(Sender.tryParse(vendorSender)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"+66812345678, +66…78", "ACME, ACME", "12345, 12345"})
    void to_string_masks_a_phone_number_only(String value, String shown) {
        assertThat(Sender.of(value)).hasToString(shown);
    }

    @Test
    void senders_are_equal_by_their_value() {
        assertThat(Sender.of("ACME"))
                .isEqualTo(Sender.of("ACME"))
                .hasSameHashCodeAs(Sender.of("ACME"))
                .isNotEqualTo(Sender.of("Acme"));
    }
}
