package io.heliograph.http;

import io.heliograph.message.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a vendor's text safe to log. It drops a word that shares a piece with a credential, occurs in a personal value,
 * or has three digits or more, because vendors repeat numbers, codes, texts and keys in their errors. A word counts as
 * it is, in its parts between separators such as {@code + _ /}, without these, and decoded from Base64.
 */
final class Redactor {
    private static final int MAX = 200;
    private static final int MIN = 4;
    private static final int PIECE = 5;
    private static final String DROPPED = "…";
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

    /** Its path or its query may hold a token. */
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s\"'<>]*[^\\s\"'<>,;.)]");

    private static final Pattern WORD = Pattern.compile("[^\\s\"'`<>()\\[\\]{},;:=|]+");
    private static final Pattern THREE_DIGITS = Pattern.compile("\\p{Nd}.*\\p{Nd}.*\\p{Nd}");
    private static final Pattern PUNCTUATION = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
    private static final Pattern PLAIN = Pattern.compile("[ -~]+");
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final List<Pattern> secrets;
    private final List<String> folded;
    private final Set<String> pieces = new HashSet<>();

    Redactor(List<Secret> secrets) {
        this.secrets = secrets.stream()
                .map(secret -> Pattern.compile(
                        Pattern.quote(secret.reveal()), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
        folded = secrets.stream().map(secret -> fold(secret.reveal())).toList();
        folded.forEach(secret -> {
            pieces.addAll(pieces(secret));
            pieces.addAll(pieces(joined(secret)));
        });
        pieces.remove("");
    }

    String quote(String vendorText, List<String> sensitiveValues) {
        String text = vendorText.length() > MAX ? vendorText.substring(0, MAX) : vendorText;
        text = INVISIBLE.matcher(text).replaceAll(" ");
        text = withoutSecrets(text); // whole secrets first: a key may contain a word separator
        text = URL.matcher(text).replaceAll(DROPPED);
        List<Sensitive> values =
                sensitiveValues.stream().map(value -> Sensitive.of(fold(value))).toList();
        return WORD.matcher(text)
                .replaceAll(word -> isSafe(word.group(), values) ? quoteReplacement(word.group()) : DROPPED)
                .strip();
    }

    /** Whether a code shares no piece with a credential, and isn't in a personal value; a short one may occur anywhere. */
    boolean isSafeCode(String code, List<String> sensitiveValues) {
        String word = fold(code);
        return isNoPieceOfSecret(word)
                && isNoPieceOfSecret(joined(word))
                && (word.length() < MIN
                        || sensitiveValues.stream()
                                .map(Redactor::fold)
                                .noneMatch(value -> joined(value).contains(joined(word))));
    }

    /** A folded personal value: as it is, without separators, and its words. */
    private record Sensitive(String value, String joined, Set<String> words) {
        private static Sensitive of(String value) {
            return new Sensitive(value, Redactor.joined(value), new HashSet<>(List.of(SEPARATORS.split(value))));
        }
    }

    /** Our own text, without the credentials in it. */
    String withoutSecrets(String text) {
        String without = text;
        for (Pattern secret : secrets) {
            without = secret.matcher(without).replaceAll(DROPPED);
        }
        return without;
    }

    private boolean isSafe(String given, List<Sensitive> values) {
        String word = fold(given);
        if (word.contains(DROPPED) || THREE_DIGITS.matcher(word).find()) {
            return false;
        }
        String joined = joined(word);
        if (!isNoPieceOfSecret(word) || !isNoPieceOfSecret(joined)) {
            return false;
        }
        List<String> parts = List.of(SEPARATORS.split(word));
        String bare = PUNCTUATION.matcher(word).replaceAll("");
        for (Sensitive sensitive : values) {
            String value = sensitive.value();
            boolean occurs = value.contains(word) || word.contains(value) || (!bare.isEmpty() && value.contains(bare));
            boolean joinedOccurs = (joined.length() >= MIN && sensitive.joined().contains(joined))
                    || sensitive.words().stream().anyMatch(part -> part.length() >= PIECE && joined.contains(part));
            if (occurs || joinedOccurs || parts.stream().anyMatch(part -> isPart(part, sensitive))) {
                return false;
            }
        }
        return DecodedWords.of(given).stream().map(Redactor::fold).allMatch(decoded -> isSafeDecoded(decoded, values));
    }

    private static boolean isPart(String part, Sensitive sensitive) {
        boolean isWord = !part.isEmpty() && sensitive.words().contains(part);
        return isWord || (part.length() >= MIN && sensitive.value().contains(part));
    }

    private boolean isNoPieceOfSecret(String word) {
        boolean isPiece = word.length() >= MIN && folded.stream().anyMatch(secret -> secret.contains(word));
        return !isPiece && pieces(word).stream().noneMatch(pieces::contains);
    }

    /** Whether what a word encodes is no text at all, or one that shares nothing with a credential or a personal value. */
    private boolean isSafeDecoded(String decoded, List<Sensitive> values) {
        Set<String> windows = pieces(decoded);
        boolean isNumber = PLAIN.matcher(decoded).matches()
                && THREE_DIGITS.matcher(decoded).find();
        return !isNumber
                && windows.stream()
                        .noneMatch(piece -> pieces.contains(piece)
                                || (piece.length() >= PIECE
                                        && values.stream()
                                                .anyMatch(sensitive ->
                                                        sensitive.value().contains(piece))));
    }

    /** The value without separators. */
    private static String joined(String value) {
        return SEPARATORS.matcher(value).replaceAll("");
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
