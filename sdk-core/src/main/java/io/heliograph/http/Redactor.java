package io.heliograph.http;

import io.heliograph.message.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes vendors' words safe to log. A word is dropped if it stands in a credential or in something personal, or has three
 * digits or more: vendors like to repeat numbers, codes, texts and keys in their complaints.
 */
final class Redactor {
    private static final int LONGEST = 200;
    private static final int SHORTEST_SECRET_PIECE = 4;
    private static final Pattern WORD = Pattern.compile("[^\\s\"'`<>()\\[\\]{},;:=|]+");
    private static final Pattern THREE_DIGITS = Pattern.compile("\\p{Nd}.*\\p{Nd}.*\\p{Nd}");

    private final List<String> secrets;

    Redactor(List<Secret> secrets) {
        this.secrets = secrets.stream()
                .map(secret -> secret.reveal().toLowerCase(Locale.ROOT))
                .toList();
    }

    String quote(String vendorText, List<String> personal) {
        String cut = vendorText.length() > LONGEST ? vendorText.substring(0, LONGEST) : vendorText;
        List<String> folded = new ArrayList<>();
        personal.forEach(value -> folded.add(value.toLowerCase(Locale.ROOT)));
        Matcher words = WORD.matcher(cut.replaceAll("\\p{Cntrl}+", " "));
        return words.replaceAll(word -> isSafe(word.group(), folded) ? Matcher.quoteReplacement(word.group()) : "…")
                .strip();
    }

    private boolean isSafe(String word, List<String> personal) {
        String folded = word.toLowerCase(Locale.ROOT);
        if (THREE_DIGITS.matcher(folded).find()) {
            return false;
        }
        if (personal.stream().anyMatch(value -> value.contains(folded) || folded.contains(value))) {
            return false;
        }
        return secrets.stream().noneMatch(secret -> overlaps(folded, secret));
    }

    private static boolean overlaps(String word, String secret) {
        return word.contains(secret) || (word.length() >= SHORTEST_SECRET_PIECE && secret.contains(word));
    }
}
