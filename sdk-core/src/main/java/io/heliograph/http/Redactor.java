package io.heliograph.http;

import io.heliograph.message.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a vendor's text safe to log. It drops a word that shares a piece with a credential, occurs in a personal value,
 * or has three digits or more, because vendors repeat numbers, codes, texts and keys in their errors.
 */
final class Redactor {
    private static final int MAX = 200;
    private static final int MIN = 4;
    private static final int PIECE = 5;
    private static final String DROPPED = "…";
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");
    private static final Pattern WORD = Pattern.compile("[^\\s\"'`<>()\\[\\]{},;:=|]+");
    private static final Pattern THREE_DIGITS = Pattern.compile("\\p{Nd}.*\\p{Nd}.*\\p{Nd}");
    private static final Pattern PUNCTUATION = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");

    private final List<Pattern> secrets;
    private final List<String> folded;
    private final Set<String> pieces = new HashSet<>();

    Redactor(List<Secret> secrets) {
        this.secrets = secrets.stream()
                .map(secret -> Pattern.compile(
                        Pattern.quote(secret.reveal()), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
        folded = secrets.stream().map(secret -> fold(secret.reveal())).toList();
        folded.forEach(secret -> pieces.addAll(pieces(secret)));
    }

    String quote(String vendorText, List<String> sensitiveValues) {
        String text = vendorText.length() > MAX ? vendorText.substring(0, MAX) : vendorText;
        text = INVISIBLE.matcher(text).replaceAll(" ");
        text = withoutSecrets(text); // whole secrets first: a key may contain a word separator
        List<String> texts = sensitiveValues.stream().map(Redactor::fold).toList();
        return WORD.matcher(text)
                .replaceAll(word -> isSafe(fold(word.group()), texts) ? quoteReplacement(word.group()) : DROPPED)
                .strip();
    }

    /** Our own text, without the credentials in it. */
    String withoutSecrets(String text) {
        String without = text;
        for (Pattern secret : secrets) {
            without = secret.matcher(without).replaceAll(DROPPED);
        }
        return without;
    }

    private boolean isSafe(String word, List<String> sensitiveValues) {
        if (word.contains(DROPPED) || THREE_DIGITS.matcher(word).find()) {
            return false;
        }
        boolean isPiece = word.length() >= MIN && folded.stream().anyMatch(secret -> secret.contains(word));
        if (isPiece || pieces(word).stream().anyMatch(pieces::contains)) {
            return false;
        }
        String bare = PUNCTUATION.matcher(word).replaceAll("");
        return sensitiveValues.stream()
                .noneMatch(value ->
                        value.contains(word) || word.contains(value) || (!bare.isEmpty() && value.contains(bare)));
    }

    /** Every substring of {@value #PIECE} characters; the whole value if it's shorter. */
    private static Set<String> pieces(String value) {
        if (value.length() <= PIECE) {
            return Set.of(value);
        }
        Set<String> all = new HashSet<>();
        for (int i = 0; i + PIECE <= value.length(); i++) {
            all.add(value.substring(i, i + PIECE));
        }
        return all;
    }

    private static String fold(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private static String quoteReplacement(String word) {
        return java.util.regex.Matcher.quoteReplacement(word);
    }
}
