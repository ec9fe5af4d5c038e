package io.heliograph.routing;

import io.heliograph.internal.base.Countries;
import io.heliograph.message.InvalidRequestException;

/** Parses the name of a provider in a route. */
final class ProviderName {
    /** The keyword that may stand in place of a provider's name. */
    static final String CHEAPEST = "cheapest";

    private ProviderName() {}

    /** Checks a provider's name that code passes. */
    static String check(String alone) {
        RouteScanner text = new RouteScanner(alone);
        text.skipBlanks();
        String name = read(text);
        if (!text.atEnd()) {
            throw text.expected("the end of the provider's name");
        }
        return name;
    }

    /** Parses the name that begins at the scanner's position. */
    static String read(RouteScanner text) {
        int place = text.place();
        String name = word(text);
        if (name.equals(CHEAPEST)) {
            throw text.unreadable(
                    place, "cheapest(…) is a stage of its own, with || before the next; no provider has its name");
        }
        return name;
    }

    private static String word(RouteScanner text) {
        int place = text.place();
        if (text.peek() == '(') {
            throw text.unreadable(place, "only cheapest has parentheses, as in cheapest(wavix, nativehub)");
        }
        String word = text.takeWhile(Criterion::isPlain);
        if (word.isEmpty()) {
            throw text.expected("a provider's name");
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean isHyphen = c == '-' && i + 1 < word.length() && word.charAt(i + 1) != '-';
            if (!(Criterion.isLower(c) || (i > 0 && (Criterion.isDigit(c) || isHyphen)))) {
                throw noName(text, word, place, i);
            }
        }
        return word;
    }

    private static InvalidRequestException noName(RouteScanner text, String word, int place, int wrong) {
        if (Countries.isKnown(word)) {
            return text.unreadable(
                    text.place(), "expected a colon behind the conditions of a rule, as in " + word + ": wavix");
        }
        return text.unreadable(
                place + wrong, "a provider's name is lower-case letters, digits and single hyphens, a letter first");
    }
}
