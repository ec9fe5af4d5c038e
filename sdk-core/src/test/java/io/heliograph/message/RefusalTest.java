package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
    private static final Refusal FULL = Refusal.builder(ErrorType.RATE_LIMITED, "too fast")
            .retryable(false)
            .failover(false)
            .code("E42")
            .vendorText("+66812345678 was too fast")
            .retryAfter(Duration.ofSeconds(9))
            .build();

    @ParameterizedTest
    @EnumSource
    void aRefusalHasItsTypesAnswers(ErrorType type) {
        Refusal refusal = Refusal.of(type, "a reason");

        assertThat(refusal)
                .returns(type, Refusal::type)
                .returns("a reason", Refusal::reason)
                .returns(type.retryable(), Refusal::retryable)
                .returns(type.failover(), Refusal::failover);
    }

    @Test
    void whatTheVendorDoesNotSayIsEmpty() {
        Refusal refusal = Refusal.of(ErrorType.OTHER, "a reason");

        assertThat(refusal.code()).isEmpty();
        assertThat(refusal.vendorText()).isEmpty();
        assertThat(refusal.retryAfter()).isEmpty();
    }

    @Test
    void aTableRowMayAnswerOtherwiseThanTheType() {
        assertThat(FULL.retryable()).isFalse();
        assertThat(FULL.failover()).isFalse();
    }

    @Test
    void otherWordsChangeNothingElse() {
        assertThat(FULL.withReason("a: too fast; b: no route"))
                .usingRecursiveComparison()
                .ignoringFields("reason")
                .isEqualTo(FULL);
        assertThat(FULL.withReason("a: too fast; b: no route").reason()).isEqualTo("a: too fast; b: no route");
    }

    @Test
    void toStringLeavesTheVendorsWordsOut() {
        assertThat(FULL).hasToString("RATE_LIMITED (E42): too fast");
    }

    @Test
    void toStringWithoutACodeHasNoBrackets() {
        assertThat(Refusal.of(ErrorType.NO_ROUTE, "no way there")).hasToString("NO_ROUTE: no way there");
    }
}
