package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorOptionTest {
    private enum Speed {
        LOW,
        VERY_HIGH
    }

    private static final VendorOption<Integer> PRIORITY = VendorOption.number("acmesms", "priority", -128, 127);
    private static final VendorOption<Integer> HOURS = VendorOption.number("acmesms", "hours", 1, Integer.MAX_VALUE);
    private static final VendorOption<Boolean> URGENT = VendorOption.flag("acmesms", "urgent");
    private static final VendorOption<String> DEVICE = VendorOption.text("acmesms", "device-id", 5);
    private static final VendorOption<Speed> SPEED = VendorOption.choice("acmesms", "speed", Speed.class);

    private static SendRequest.Builder request() {
        return SendRequest.to("+66812345678").text("Your code is 482910");
    }

    @Test
    void a_value_is_read_as_it_was_set() {
        SendRequest request = request()
                .option(PRIORITY, 100)
                .option(URGENT, false)
                .option(DEVICE, "phone")
                .option(SPEED, Speed.VERY_HIGH)
                .build();

        assertThat(request.option(PRIORITY)).contains(100);
        assertThat(request.option(URGENT)).contains(false);
        assertThat(request.option(DEVICE)).contains("phone");
        assertThat(request.option(SPEED)).contains(Speed.VERY_HIGH);
        assertThat(request.option(HOURS)).isEmpty();
        assertThat(request.options()).containsExactly(PRIORITY, URGENT, DEVICE, SPEED);
        assertThat(request().build().options()).isEmpty();
    }

    /** An option of another jar may have the same name, and values of another type. */
    @Test
    void two_options_with_one_name_are_two() {
        VendorOption<String> other = VendorOption.text("acmesms", "priority", 5);

        SendRequest request = request().option(PRIORITY, 7).build();

        assertThat(request.option(other)).isEmpty();
    }

    @Test
    void every_wrong_value_is_a_violation_beside_the_others() {
        assertThatThrownBy(() -> SendRequest.to("0812")
                        .text("Hi")
                        .option(PRIORITY, 128)
                        .option(DEVICE, "secret@@")
                        .build())
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        e -> assertThat(e.violations())
                                .extracting(Violation::field)
                                .containsExactly("to", "acmesms.priority", "acmesms.device-id"))
                .hasMessageContaining("acmesms.priority is 128; it must be a whole number from -128 to 127")
                .hasMessageContaining("acmesms.device-id is 6 letters and 2 other characters; it must be 1 to 5")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "123456", "\uD83D", "\u0000"})
    void a_text_that_no_vendor_keeps_is_a_violation(String value) {
        assertThatThrownBy(() -> request().option(DEVICE, value).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("acmesms.device-id is ");
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what a caller without null checks does
    void a_value_that_is_null_is_a_violation() {
        assertThatThrownBy(() -> request().option(PRIORITY, null).build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("acmesms.priority is missing; leave the option out or give it a value");
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "-128, -128", "0, 0", "127, 127", "007, 7"})
    void numbers_are_parsed(String text, int value) {
        assertThat(PRIORITY.parse(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "high", "128", "-129", "1.5", "+1", "1 ", "99999999999999999999", "4294967296"})
    void other_texts_are_no_numbers(String text) {
        assertThatThrownBy(() -> PRIORITY.parse(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("acmesms.priority is ")
                .hasMessageEndingWith("; it must be a whole number from -128 to 127");
    }

    @Test
    void flags_choices_and_texts_are_parsed() {
        assertThat(URGENT.parse("true")).isTrue();
        assertThat(URGENT.parse("false")).isFalse();
        assertThat(SPEED.parse("very-high")).isEqualTo(Speed.VERY_HIGH);
        assertThat(DEVICE.parse("a b")).isEqualTo("a b");
        assertThat(HOURS.parse("2147483647")).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> URGENT.parse("yes"))
                .hasMessage("acmesms.urgent is 3 letters; it must be true or false");
        assertThatThrownBy(() -> SPEED.parse("VERY_HIGH"))
                .hasMessage("acmesms.speed is 8 letters and 1 other character; it must be one of low, very-high");
        assertThatThrownBy(() -> DEVICE.parse("")).hasMessageStartingWith("acmesms.device-id is empty");
        assertThatThrownBy(() -> HOURS.parse("2147483648")).hasMessageContaining("from 1 to 2147483647");
    }

    @Test
    void a_value_is_parsed_from_its_text() {
        for (Speed speed : Speed.values()) {
            assertThat(SPEED.parse(SPEED.format(speed))).isEqualTo(speed);
        }
        assertThat(PRIORITY.parse(PRIORITY.format(-128))).isEqualTo(-128);
        assertThat(URGENT.parse(URGENT.format(true))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Acme, priority",
        "acme.sms, priority",
        "'', priority",
        "acmesms, Priority",
        "acmesms, a_b",
        "acmesms, -a"
    })
    void a_name_that_no_setting_could_have_is_refused(String provider, String name) {
        assertThatThrownBy(() -> VendorOption.flag(provider, name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_request_prints_the_names_of_its_options_and_no_value() {
        SendRequest request = request()
                .idempotencyKey(IdempotencyKey.of("order-7"))
                .option(DEVICE, "phone")
                .option(PRIORITY, 99)
                .build();

        assertThat(request.toString())
                .contains("options=[acmesms.device-id, acmesms.priority]")
                .doesNotContain("phone,", "99");
        assertThat(request().build().toString()).doesNotContain("options");
    }

    /** A vendor that repeats a text would bring it into our errors. */
    @Test
    void a_text_is_redacted_in_what_vendors_say() {
        SendRequest request = request()
                .option(DEVICE, "phone")
                .option(PRIORITY, 99)
                .option(URGENT, true)
                .build();

        assertThat(request.sensitiveValues()).contains("phone").doesNotContain("99", "true");
    }
}
