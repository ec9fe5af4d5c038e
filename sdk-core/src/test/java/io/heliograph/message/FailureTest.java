package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
    private static final Failure FULL = Failure.builder(ErrorType.RATE_LIMITED, "too fast")
            .retryable(false)
            .failover(false)
            .code("E42")
            .vendorText("+66812345678 was too fast")
            .retryAfter(Duration.ofSeconds(9))
            .build();

    @ParameterizedTest
    @EnumSource
    void a_failure_has_its_types_answers(ErrorType type) {
        Failure failure = Failure.of(type, "a reason");

        assertThat(failure)
                .returns(type, Failure::type)
                .returns("a reason", Failure::reason)
                .returns(type.retryable(), Failure::retryable)
                .returns(type.failover(), Failure::failover);
    }

    @Test
    void what_the_vendor_does_not_say_is_empty() {
        Failure failure = Failure.of(ErrorType.OTHER, "a reason");

        assertThat(failure.code()).isEmpty();
        assertThat(failure.vendorText()).isEmpty();
        assertThat(failure.retryAfter()).isEmpty();
    }

    @Test
    void a_table_row_may_override_the_type() {
        assertThat(FULL.retryable()).isFalse();
        assertThat(FULL.failover()).isFalse();
    }

    @Test
    void other_words_change_nothing_else() {
        assertThat(FULL.withReason("a: too fast; b: no route"))
                .usingRecursiveComparison()
                .ignoringFields("reason")
                .isEqualTo(FULL);
        assertThat(FULL.withReason("a: too fast; b: no route").reason()).isEqualTo("a: too fast; b: no route");
    }

    @ParameterizedTest
    @ValueSource(strings = {"E42", "33028", "opted_out", "RATE-LIMITED", "sms:too.long", "4"})
    void a_code_is_a_short_word(String code) {
        assertThat(Failure.builder(ErrorType.OTHER, "no").code(code).build().code())
                .contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "66812345678",
                "to-0812345678-sent",
                "a/b",
                "a+b",
                "kestrel=482910",
                "รหัส",
                "one\ntwo",
                "abcdefghijabcdefghijabcdefghijabcdefghijk"
            })
    void anything_else_is_no_code_and_is_dropped(String code) {
        Failure failure = Failure.builder(ErrorType.OTHER, "no").code(code).build();

        assertThat(failure.code()).isEmpty();
        assertThat(failure).hasToString("OTHER: no");
    }

    @Test
    void to_string_leaves_the_vendors_words_out() {
        assertThat(FULL).hasToString("RATE_LIMITED (E42): too fast");
    }

    @Test
    void to_string_without_a_code_has_no_brackets() {
        assertThat(Failure.of(ErrorType.NO_ROUTE, "no way there")).hasToString("NO_ROUTE: no way there");
    }

    @Test
    void failures_are_equal_by_their_fields() {
        Failure failure = Failure.of(ErrorType.OPTED_OUT, "no");

        assertThat(Failure.of(ErrorType.OPTED_OUT, "no")).isEqualTo(failure).hasSameHashCodeAs(failure);
        assertThat(failure)
                .isNotEqualTo(Failure.of(ErrorType.ACCOUNT, "no"))
                .isNotEqualTo(failure.withReason("never"))
                .isNotEqualTo(
                        Failure.builder(ErrorType.OPTED_OUT, "no").code("7").build());
    }
}
