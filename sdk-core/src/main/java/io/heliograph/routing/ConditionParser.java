package io.heliograph.routing;

import io.heliograph.internal.base.Countries;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.routing.Criterion.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses the condition before the colon of a rule: {@code TH tag=otp, +6681}. Not thread-safe. */
final class ConditionParser {
    private static final String ALL_CONDITIONS =
            "there are *, a country such as TH, a prefix such as +66, tag=…, media, text=gsm7, text=ucs2, from=name, "
                    + "from=number, from=shortcode and from=none";

    private static final String ALONE = "* holds for every request, so nothing stands beside it";

    private static final int MAX_PREFIX = 15;

    private final RouteScanner text;
    private final UnreachableRuleCheck reach;

    ConditionParser(RouteScanner text, UnreachableRuleCheck reach) {
        this.text = text;
        this.reach = reach;
    }

    /** Parses a single criterion of a given kind, as code passes it. */
    static Criterion term(Kind kind, String alone) {
        RouteScanner text = new RouteScanner(alone);
        Criterion term = new ConditionParser(text, new UnreachableRuleCheck(text)).term();
        if (!text.atEnd() || term.kind() != kind) {
            throw text.unreadable(
                    text.atEnd() ? 0 : text.place(),
                    "expected one " + kind.name().toLowerCase(Locale.ROOT));
        }
        return term;
    }

    /** Parses up to and including the colon: the alternatives, each a list of criteria that must all match. */
    List<List<Criterion>> alternatives() {
        List<List<Criterion>> alternatives = new ArrayList<>();
        do {
            text.skipBlanks();
            int place = text.place();
            List<Criterion> alternative = alternative();
            reach.check(alternative, place);
            alternatives.add(alternative);
        } while (text.take(","));
        if (!text.take(":")) {
            throw text.expected("a blank, a comma or the colon behind a condition");
        }
        reach.nextRule();
        return alternatives;
    }

    private List<Criterion> alternative() {
        if (text.take("*")) {
            text.skipBlanks();
            if (text.peek() != ':' && text.peek() != ',') {
                throw text.unreadable(text.place(), ALONE);
            }
            return List.of();
        }
        List<Criterion> terms = new ArrayList<>();
        boolean more;
        do {
            int place = text.place();
            if (text.peek() == '*') {
                throw text.unreadable(place, ALONE);
            }
            Criterion term = term();
            checkBeside(terms, term, place);
            terms.add(term);
            boolean separated = RouteScanner.isBlank(text.peek());
            text.skipBlanks();
            more = separated && text.peek() != ':' && text.peek() != ',' && !text.atEnd();
        } while (more);
        return terms;
    }

    private void checkBeside(List<Criterion> terms, Criterion term, int place) {
        Optional<Criterion> same = terms.stream()
                .filter(criterion -> criterion.kind() == term.kind())
                .findFirst();
        if (same.isEmpty()) {
            return;
        }
        throw same.get().equals(term)
                ? text.wrong(place, term + " stands twice in one condition")
                : text.wrong(
                        place,
                        same.get() + " and " + term + " are two of a kind, and all that stand side by side must hold; "
                                + "write " + same.get() + ", " + term + " for either of them");
    }

    private Criterion term() {
        int place = text.place();
        if (text.peek() == '+') {
            return prefix();
        }
        String word = text.takeWhile(Criterion::isPlain);
        if (word.isEmpty()) {
            throw text.expected("a condition such as TH, +66 or tag=otp");
        }
        if (text.peek() == '=') {
            return keyed(word, place);
        }
        return bare(word, place);
    }

    private Criterion prefix() {
        int place = text.place();
        text.take("+");
        String digits = text.takeWhile(Criterion::isDigit);
        if (digits.isEmpty()) {
            throw text.unreadable(text.place(), "expected the digits of a number's beginning right behind the +");
        }
        if (digits.startsWith("0")) {
            throw text.wrong(place, "no number in E.164 begins with +0; a prefix has the country code first, as +66");
        }
        if (digits.length() > MAX_PREFIX) {
            throw text.wrong(place, "a prefix has at most " + MAX_PREFIX + " digits");
        }
        return new Criterion(Kind.PREFIX, "+" + digits);
    }

    private Criterion bare(String word, int place) {
        String upper = word.toUpperCase(Locale.ROOT);
        if (word.equals("media")) {
            return new Criterion(Kind.MEDIA, "");
        }
        if (Countries.isKnown(word)) {
            return new Criterion(Kind.COUNTRY, word);
        }
        if (Countries.isKnown(upper)) {
            throw text.unreadable(place, "a country is two capital letters; did you mean " + upper + "?");
        }
        if (word.length() == 2 && word.equals(upper) && !Criterion.isDigit(word.charAt(0))) {
            throw text.wrong(
                    place, word + " is no country of ISO 3166" + (word.equals("UK") ? "; did you mean GB?" : ""));
        }
        if (word.chars().allMatch(Criterion::isDigit)) {
            throw text.unreadable(place, "a number's prefix begins with a plus; did you mean +" + word + "?");
        }
        if (Set.of("TAG", "TEXT", "FROM").contains(upper)) {
            String key = word.toLowerCase(Locale.ROOT);
            throw text.unreadable(text.place(), "expected = and a value right behind " + key);
        }
        throw unknown(word, place);
    }

    private InvalidRequestException unknown(String word, int place) {
        String hint = word.equals("MEDIA") || word.equals("Media") ? "; did you mean media?" : "; " + ALL_CONDITIONS;
        return text.unreadable(place, "there is no condition " + word + hint);
    }

    private Criterion keyed(String key, int place) {
        String right = key.toLowerCase(Locale.ROOT);
        if (!Set.of("tag", "text", "from").contains(right)) {
            throw unknown(key + "=", place);
        }
        if (!key.equals(right)) {
            throw text.unreadable(place, "did you mean " + right + "=?");
        }
        text.take("=");
        return switch (key) {
            case "text" -> oneOf(Kind.TEXT, List.of(RequestAttributes.GSM_7, RequestAttributes.UCS_2));
            case "from" ->
                oneOf(
                        Kind.FROM,
                        List.of(
                                RequestAttributes.NAME,
                                RequestAttributes.NUMBER,
                                RequestAttributes.SHORT_CODE,
                                RequestAttributes.NO_SENDER));
            default -> tag();
        };
    }

    private Criterion oneOf(Kind kind, List<String> values) {
        int place = text.place();
        String word = text.takeWhile(Criterion::isPlain);
        if (!values.contains(word)) {
            throw text.unreadable(place, "expected one of " + String.join(", ", values));
        }
        return new Criterion(kind, word);
    }

    private Criterion tag() {
        if (text.peek() == '"') {
            return quotedTag();
        }
        String value = text.takeWhile(Criterion::isPlain);
        int next = text.peek();
        boolean ends =
                next == RouteScanner.END || RouteScanner.isBlank(next) || next == ',' || next == ':' || next == ';';
        if (!ends) {
            throw text.unreadable(
                    text.place(),
                    "a tag with other characters than letters, digits, . _ and - stands in quotes: tag=\"…\"");
        }
        if (value.isEmpty()) {
            throw text.unreadable(text.place(), "expected a tag right behind tag=");
        }
        return new Criterion(Kind.TAG, value);
    }

    private Criterion quotedTag() {
        int opened = text.place();
        text.take("\"");
        StringBuilder value = new StringBuilder();
        while (!text.atEnd() && text.peek() != '"') {
            value.append(text.takeWhile(c -> c != '"' && c != '\\' && !Character.isISOControl(c)));
            if (Character.isISOControl(text.peek())) {
                throw text.unreadable(text.place(), "a tag has no control characters, tabs and line breaks");
            }
            if (text.peek() == '\\') {
                value.append(escaped());
            }
        }
        if (text.atEnd()) {
            throw text.unreadable(opened, "this quote is never closed");
        }
        text.take("\"");
        if (value.toString().isBlank()) {
            throw text.wrong(opened, "no request has a blank tag");
        }
        return new Criterion(Kind.TAG, value.toString());
    }

    private char escaped() {
        int place = text.place();
        text.take("\\");
        for (String right : List.of("\"", "\\")) {
            if (text.peek() == right.charAt(0)) {
                text.take(right);
                return right.charAt(0);
            }
        }
        throw text.unreadable(place, "in quotes a \\ stands before \" or \\ only");
    }
}
