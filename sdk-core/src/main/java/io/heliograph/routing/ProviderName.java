package io.heliograph.routing;

import io.heliograph.internal.base.Countries;
import io.heliograph.message.InvalidRequestException;
import java.util.Locale;

/** Reads the name of a provider in a route. */
final class ProviderName {
    /** The one word that stands where a name does and isn't one. */
    static final String CHEAPEST = "cheapest";

    private ProviderName() {}

    /** Checks the name of one provider, as it is given in code. */
    static String check(String alone) {
        RouteText text = new RouteText(alone);
        text.skipBlanks();
        String name = read(text);
        if (!text.atEnd()) {
            throw text.expected("the end of the provider's name");
        }
        return name;
    }

    /** Reads the name that begins here. */
    static String read(RouteText text) {
        int place = text.place();
        String name = word(text);
        if (name.equals(CHEAPEST)) {
            throw text.unreadable(
                    place, "cheapest(…) is a stage of its own, with || before the next; no provider has its name");
        }
        return name;
    }

    private static String word(RouteText text) {
        int place = text.place();
        if (text.peek() == '(') {
            throw text.unreadable(place, "only cheapest has parentheses, as in cheapest(wavix, nativehub)");
        }
        String word = text.takeWhile(Term::isPlain);
        if (word.isEmpty()) {
            throw text.expected("a provider's name");
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!(Term.isLower(c) || (i > 0 && Term.isDigit(c)))) {
                throw noName(text, word, place, i);
            }
        }
        return word;
    }

    private static InvalidRequestException noName(RouteText text, String word, int place, int wrong) {
        if (Countries.isKnown(word)) {
            return text.unreadable(
                    text.place(), "expected a colon behind the conditions of a rule, as in " + word + ": wavix");
        }
        String lower = word.toLowerCase(Locale.ROOT);
        boolean isRight =
                lower.chars().allMatch(c -> Term.isLower(c) || Term.isDigit(c)) && Term.isLower(lower.charAt(0));
        return text.unreadable(
                place + wrong,
                "a provider's name is lower-case letters and digits, a letter first"
                        + (isRight ? "; did you mean " + lower + "?" : ""));
    }
}
