package io.heliograph.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.testing.Property;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordsTest {
    private static final Map<Keyword, List<String>> WORDS = Map.of(
            Keyword.STOP,
                    List.of("stop", "stop all", "unsubscribe", "opt out", "arrêt", "désabonner", "стоп", "หยุด", "停止"),
            Keyword.START, List.of("start", "unstop", "subscribe", "démarrer", "старт", "เริ่ม"),
            Keyword.HELP, List.of("help", "aide", "hilfe", "помощь", "ช่วยเหลือ", "帮助"));

    private final Keywords usual = Keywords.usual();

    @Test
    void case_accents_blanks_and_punctuation_never_matter() {
        Property.check(3_000, random -> {
            Keyword meaning = List.of(Keyword.values()).get(random.nextInt(3));
            List<String> words = WORDS.getOrDefault(meaning, List.of());
            StringBuilder text = new StringBuilder();
            for (char c : words.get(random.nextInt(words.size())).toCharArray()) {
                text.append(random.nextBoolean() ? String.valueOf(c).toUpperCase(Locale.ROOT) : c);
            }
            String written = random.nextBoolean()
                    ? Normalizer.normalize(text, Normalizer.Form.NFD)
                    : Normalizer.normalize(text, Normalizer.Form.NFKC);
            String around = " \t\n.,!?\"'()-…¡«»🛑\uFE0F\u200B\u200E\uFEFF\u00A0";
            String decorated = Property.text(random, around, 0, 5)
                    + written.replace(" ", "  -")
                    + Property.text(random, around, 0, 5);
            assertThat(usual.find(decorated)).contains(meaning);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "...",
                "don't stop",
                "don't 🛑",
                "stop start",
                "help stop",
                "stop stop it",
                "取消",
                "stop it",
                "stops",
                "st op",
                "yes",
                "info",
                "startstop",
                "no",
                "1"
            })
    void other_texts_are_no_keyword(String text) {
        assertThat(usual.find(text)).isEmpty();
    }

    /** The first eight are those that Wavix documents, but for "yes", which answers other questions as well. */
    @ParameterizedTest
    @CsvSource({
        "STOP,          STOP",
        "UNSUBSCRIBE,   STOP",
        "CANCEL,        STOP",
        "END,           STOP",
        "QUIT,          STOP",
        "START,         START",
        "UNSTOP,        START",
        "YES,           ",
        "TD,            STOP",
        "unsub,         STOP",
        "STOP STOP,     STOP",
        "Stop! Stop! Stop!, STOP",
        "stop all stop all, STOP",
        "STOP UNSUBSCRIBE,  STOP",
        "stop 停止,      STOP",
        "退訂,           STOP",
        "取消訂閱,        STOP",
        "স্টপ,           STOP",
        "🛑,            STOP",
        "🛑🛑 !,        STOP",
        "🛑 STOP,       STOP",
        "START start,   START",
        "開始,           START",
        "স্টার্ট,          START",
        "help help,     HELP"
    })
    void words_of_several_countries_and_several_in_a_row_count(String text, @Nullable Keyword meaning) {
        assertThat(usual.find(text)).isEqualTo(Optional.ofNullable(meaning));
    }

    @Test
    void the_stop_sign_can_be_taken_away_and_given_another_meaning() {
        assertThat(usual.without("🛑").find("🛑")).isEmpty();
        assertThat(Keywords.none().find("🛑")).isEmpty();
        assertThat(Keywords.none().with(Keyword.HELP, "🛑").find("🛑")).contains(Keyword.HELP);
    }

    @Test
    void full_width_letters_and_zero_width_ones_between_are_the_word() {
        assertThat(usual.find("ＳＴＯＰ")).contains(Keyword.STOP);
        assertThat(usual.find("S\u200BT\u2060O\u00ADP")).contains(Keyword.STOP);
    }

    @Test
    void a_long_text_is_none_however_much_of_it_is_blank() {
        assertThat(usual.find("stop " + "x".repeat(1_000_000))).isEmpty();
        assertThat(usual.find(" ".repeat(1_000) + "stop" + "\n".repeat(1_000))).contains(Keyword.STOP);
    }

    @Test
    void words_are_added_and_removed_and_the_others_stay() {
        Keywords mine = usual.with(Keyword.STOP, "Nie wieder!").without("END", "arrêt");

        assertThat(mine.find("nie WIEDER")).contains(Keyword.STOP);
        assertThat(mine.find("end")).isEmpty();
        assertThat(mine.find("Arret")).isEmpty();
        assertThat(mine.find("stop")).contains(Keyword.STOP);
        assertThat(usual.find("end")).contains(Keyword.STOP);
        assertThat(usual.find("nie wieder")).isEmpty();
    }

    @Test
    void the_last_meaning_of_a_word_counts() {
        assertThat(usual.with(Keyword.HELP, "stop").find("STOP")).contains(Keyword.HELP);
        assertThat(Keywords.none().find("stop")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!?", "👍"})
    void a_word_without_a_letter_is_rejected_or_every_empty_text_would_match(String word) {
        assertThatThrownBy(() -> usual.with(Keyword.STOP, word)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void what_wavix_takes_for_an_opt_out_counts_and_yes_is_no_start() {
        for (String word : List.of("STOP", "UNSUBSCRIBE", "CANCEL", "END", "QUIT")) {
            assertThat(Keywords.usual().find(word)).as(word).contains(Keyword.STOP);
        }
        for (String word : List.of("START", "UNSTOP")) {
            assertThat(Keywords.usual().find(word)).as(word).contains(Keyword.START);
        }
        assertThat(Keywords.usual().find("YES")).isEmpty();
        assertThat(Keywords.usual().with(Keyword.START, "yes").find("Yes!")).contains(Keyword.START);
    }
}
