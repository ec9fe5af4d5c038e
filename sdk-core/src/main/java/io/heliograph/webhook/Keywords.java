package io.heliograph.webhook;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words for opt-out, opt-in and help. A word counts if it is the whole text, whatever its case,
 * accents, blanks and punctuation: "Stop!" counts, "don't stop" doesn't. Words with the same meaning count together:
 * "STOP STOP", "stop, unsubscribe". Immutable and thread-safe.
 *
 * <p>The English opt-out words are those of the CTIA's principles of 2023 and of the FCC's rule of 2024 (47 CFR
 * 64.1200(a)(10)); "TD" is customary in China. "yes" and "info" aren't among the words, because they answer other questions as
 * well: a vendor that opts people in by "yes" (Wavix) may send again before the client does.
 */
public final class Keywords {
    /** A text without letters that has this sign means it. */
    private static final String STOP_SIGN = "\uD83D\uDED1";

    private static final Keywords USUAL = new Keywords(null);

    /** The usual words; made at the first message that is compared with them, which may be long after the start. */
    private static final class Usual {
        static final Map<String, Keyword> WORDS = none().with(
                        Keyword.STOP, "stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke")
                .with(Keyword.STOP, "unsub", "optout", "opt out", "remove", "td", STOP_SIGN)
                .with(
                        Keyword.STOP,
                        "arret",
                        "arreter",
                        "desabonner",
                        "stopp",
                        "abmelden",
                        "baja",
                        "alto",
                        "parar",
                        "sair")
                .with(Keyword.STOP, "cancelar", "fermare", "berhenti", "стоп", "หยุด", "ยกเลิก", "停止", "退订", "退訂")
                .with(Keyword.STOP, "取消订阅", "取消訂閱", "বন্ধ", "স্টপ")
                .with(Keyword.START, "start", "unstop", "subscribe", "optin", "opt in", "resume")
                .with(Keyword.START, "alta", "iniciar", "demarrer", "anmelden", "старт", "เริ่ม", "สมัคร", "开始", "開始")
                .with(Keyword.START, "শুরু", "স্টার্ট")
                .with(
                        Keyword.HELP,
                        "help",
                        "aide",
                        "hilfe",
                        "ayuda",
                        "ajuda",
                        "aiuto",
                        "помощь",
                        "ช่วยเหลือ",
                        "帮助",
                        "সাহায্য")
                .words();

        private Usual() {}
    }

    private static final int MAX = 100;

    /** Null for the usual ones. */
    private final @Nullable Map<String, Keyword> words;

    private Keywords(@Nullable Map<String, Keyword> words) {
        this.words = words;
    }

    /** The usual words in English, and STOP, START and HELP in other languages. */
    public static Keywords usual() {
        return USUAL;
    }

    private Map<String, Keyword> words() {
        return words == null ? Usual.WORDS : words;
    }

    /** No words, for adding your own. */
    public static Keywords none() {
        return new Keywords(Map.of());
    }

    /**
     * These words and more; a word that is there already gets the new meaning.
     *
     * @throws InvalidRequestException if one has no letter, digit or stop sign: a text without words would match it
     */
    public Keywords with(Keyword meaning, String... more) {
        Map<String, Keyword> all = new LinkedHashMap<>(words());
        for (String word : more) {
            String folded = folded(word);
            if (folded.isEmpty()) {
                throw new InvalidRequestException(
                        "keyword", "is " + ValueShape.of(word) + "; it must have a letter, a digit or a stop sign");
            }
            all.put(folded, meaning);
        }
        return new Keywords(all);
    }

    /** These words without some. */
    public Keywords without(String... fewer) {
        Map<String, Keyword> rest = new LinkedHashMap<>(words());
        for (String word : fewer) {
            rest.remove(folded(word));
        }
        return new Keywords(rest);
    }

    /** The meaning of a text; empty unless the text is exactly one of the words, or several with the same meaning. */
    public Optional<Keyword> find(String text) {
        String stripped = text.strip();
        if (stripped.length() > MAX) { // it isn't a keyword, so folding it is skipped
            return Optional.empty();
        }
        List<String> parts = List.of(folded(stripped).split(" "));
        Keyword meaning = null;
        int end = 0;
        while (end < parts.size()) {
            int begin = end;
            end = endOfKeyword(parts, begin);
            Keyword next = words().get(String.join(" ", parts.subList(begin, end)));
            if (next == null || (meaning != null && next != meaning)) {
                return Optional.empty();
            }
            meaning = next;
        }
        return Optional.ofNullable(meaning);
    }

    /** The end of the longest keyword that begins there, or of the next word. */
    private int endOfKeyword(List<String> parts, int begin) {
        int end = parts.size();
        while (end > begin + 1 && !words().containsKey(String.join(" ", parts.subList(begin, end)))) {
            end--;
        }
        return end;
    }

    /** Removes accents and invisible characters, but not the vowel signs of scripts in which they are letters. */
    private static String folded(String text) {
        String letters = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\u0300-\\u036f\\u20d0-\\u20ff\\ufe00-\\ufe0f\\p{Cf}]", "")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
        return letters.isEmpty() && text.contains(STOP_SIGN) ? STOP_SIGN : letters;
    }
}
