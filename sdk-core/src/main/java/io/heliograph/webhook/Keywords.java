package io.heliograph.webhook;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The words for opt-out, opt-in and help. A word counts if it is the whole text, whatever its case,
 * accents, blanks and punctuation: "Stop!" counts, "don't stop" doesn't. Immutable and thread-safe.
 *
 * <p>The English opt-out words are those of the CTIA's principles of 2023 and of the FCC's rule of 2024 (47 CFR
 * 64.1200(a)(10)); "yes" and "info" aren't among the words, because they answer other questions as well.
 */
public final class Keywords {
    private static final Keywords USUAL = new Keywords(Map.of())
            .with(Keyword.STOP, "stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke")
            .with(Keyword.STOP, "optout", "opt out", "remove")
            .with(Keyword.STOP, "arret", "arreter", "desabonner", "stopp", "abmelden", "baja", "alto", "parar", "sair")
            .with(Keyword.STOP, "cancelar", "fermare", "berhenti", "стоп", "หยุด", "ยกเลิก", "停止", "退订", "বন্ধ")
            .with(Keyword.START, "start", "unstop", "subscribe", "optin", "opt in", "resume")
            .with(Keyword.START, "alta", "iniciar", "demarrer", "anmelden", "старт", "เริ่ม", "สมัคร", "开始", "শুরু")
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
                    "সাহায্য");

    private static final int MAX = 100;

    private final Map<String, Keyword> words;

    private Keywords(Map<String, Keyword> words) {
        this.words = words;
    }

    /** The usual words in English, and STOP, START and HELP in other languages. */
    public static Keywords usual() {
        return USUAL;
    }

    /** No words, for adding your own. */
    public static Keywords none() {
        return new Keywords(Map.of());
    }

    /**
     * These words and more; a word that is there already gets the new meaning.
     *
     * @throws InvalidRequestException if one has no letter and no digit: a text without words would match it
     */
    public Keywords with(Keyword meaning, String... more) {
        Map<String, Keyword> all = new LinkedHashMap<>(words);
        for (String word : more) {
            String folded = folded(word);
            if (folded.isEmpty()) {
                throw new InvalidRequestException(
                        "keyword", "is " + ValueShape.of(word) + "; it must have a letter or digit");
            }
            all.put(folded, meaning);
        }
        return new Keywords(all);
    }

    /** These words without some. */
    public Keywords without(String... fewer) {
        Map<String, Keyword> rest = new LinkedHashMap<>(words);
        for (String word : fewer) {
            rest.remove(folded(word));
        }
        return new Keywords(rest);
    }

    /** The meaning of a text; empty unless the text is exactly one of the words. */
    public Optional<Keyword> find(String text) {
        String stripped = text.strip();
        // A long text isn't a keyword, so folding it is skipped.
        return stripped.length() > MAX ? Optional.empty() : Optional.ofNullable(words.get(folded(stripped)));
    }

    /** Removes accents and invisible characters, but not the vowel signs of scripts in which they are letters. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\u0300-\\u036f\\u20d0-\\u20ff\\ufe00-\\ufe0f\\p{Cf}]", "")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
    }
}
