package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CreditsTest {
    @Test
    void amounts_keep_their_order_and_their_grammar() {
        Map<String, Long> amounts = new LinkedHashMap<>();
        amounts.put("SMS credit", 2L);
        amounts.put("MMS credit", 1L);
        Credits credits = new Credits(amounts, false);
        amounts.clear();

        assertThat(credits).hasToString("at most 2 SMS credits and 1 MMS credit");
        assertThat(credits.of("SMS credit")).isEqualTo(2);
        assertThat(credits.of("part")).isZero();
        assertThat(Credits.parts(1)).hasToString("1 part");
        assertThat(new Credits(Map.of(), true)).hasToString("nothing");
    }

    @Test
    void many_recipients_take_so_many_times_more() {
        assertThat(Credits.atMostParts(15).times(2_000_000)).isEqualTo(new Credits(Map.of("part", 30_000_000L), false));
        assertThatThrownBy(() -> new Credits(Map.of("part", Long.MAX_VALUE), true).times(2))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void credits_are_not_negative() {
        assertThatThrownBy(() -> new Credits(Map.of("part", -1L), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("part");
    }
}
