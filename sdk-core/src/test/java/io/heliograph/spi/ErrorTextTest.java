package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {
    private static boolean contains(String text, String piece) {
        return new ErrorText(text).contains(ErrorText.fold(piece));
    }

    @ParameterizedTest
    @CsvSource({
        "balance, balance",
        "Insufficient BALANCE., balance",
        "(balance), balance",
        "RESULT_ERROR_LIMIT_EXCEEDED, limit_exceeded",
        "'balancer, balance', balance",
        "too  long, too long",
        "too\u00a0long, too long",
        "ยอดเงินคงเหลือไม่เพียงพอ, เงินคงเหลือ",
        "账户余额不足, 余额不足",
        "余额balance不足, balance",
        "баланс пуст, БАЛАНС"
    })
    void a_piece_is_found_as_whole_words(String text, String piece) {
        assertThat(contains(text, piece)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "failure to get a peer from the ring-balancer, balance",
        "rebalance, balance",
        "balance2, balance",
        "ref 01J8ZDNC7K, dnc",
        "балансир, баланс",
        "cafe\u0301, cafe",
        "\uD801\uDC28dnc, dnc",
        "'', balance"
    })
    void a_piece_of_a_longer_word_is_not(String text, String piece) {
        assertThat(contains(text, piece)).isFalse();
    }

    @Test
    void no_text_holds_nothing() {
        assertThat(new ErrorText(null).contains("balance")).isFalse();
    }

    @Test
    void the_languages_of_the_machine_make_no_difference() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(contains("INSUFFICIENT CREDIT", "insufficient credit")).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_document_is_not_searched_to_its_end() {
        assertThat(contains("a ".repeat(10_000) + "balance", "balance")).isFalse();
    }
}
