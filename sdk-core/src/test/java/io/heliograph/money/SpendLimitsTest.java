package io.heliograph.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpendLimitsTest {
    @Test
    void nothing_is_limited_unless_set() {
        SpendLimits none = SpendLimits.none();

        assertThat(none.maxParts()).isEmpty();
        assertThat(none.maxCost()).isEmpty();
        assertThat(none.perRecipientAndHour()).isEmpty();
        assertThat(none.countries()).isEmpty();
        assertThat(none.budgets()).isEmpty();
        assertThat(none.needsPrices()).isFalse();
        assertThat(none).isEqualTo(SpendLimits.builder().build());
        assertThat(none).isNotEqualTo(SpendLimits.builder().maxParts(1).build());
    }

    @Test
    void every_value_out_of_range_is_reported_at_once() {
        assertThatThrownBy(() -> SpendLimits.builder()
                        .maxParts(0)
                        .maxCost(new BigDecimal("-0.01"))
                        .perRecipientAndHour(1_001)
                        .countries(List.of("TH", "Thailand"))
                        .budget(Budget.parse("* TH 1"))
                        .budget(Budget.parse("* TH 2"))
                        .build())
                .hasMessageContainingAll(
                        "maxParts", "maxCost", "perRecipientAndHour", "countries", "budgets have one twice");
    }

    @ParameterizedTest
    @CsvSource({
        "wavix TH 20.00, wavix, TH, true",
        "wavix TH 20.00, wavix, US, false",
        "wavix TH 20.00, nativehub, TH, false",
        "wavix TH 20.00, wavix, '', false",
        "* TH 20.00, nativehub, TH, true",
        "wavix * 20.00, wavix, '', true",
        "* * 500 parts, nativehub, US, true",
    })
    void a_budget_is_for_a_provider_and_a_country(String text, String provider, String country, boolean expected) {
        Budget budget = Budget.parse(text);

        assertThat(budget.isFor(provider, country)).isEqualTo(expected);
        assertThat(budget).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wavix",
                "wavix TH",
                "wavix TH x",
                "wavix XX 5",
                "wavix th 5",
                "wavix TH -5",
                "Wavix TH 5",
                "* * 5 USD"
            })
    void an_invalid_budget_is_rejected(String text) {
        assertThatThrownBy(() -> Budget.parse(text)).hasMessageContaining("budgets have ");
    }
}
