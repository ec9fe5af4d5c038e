package io.heliograph.routing;

import io.heliograph.internal.base.Countries;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.routing.Term.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what stands before the colon of a rule: {@code TH tag=otp, +6681}. Not thread-safe. */
final class ConditionParser {
    private static final String ALL_THERE_ARE =
            "there are *, a country such as TH, a prefix such as +66, tag=…, media, text=gsm7, text=ucs2, from=name, "
                    + "from=number, from=shortcode and from=none";

    private static final String ALONE = "* holds for every request, so nothing stands beside it";

    private static final int LONGEST_PREFIX = 15;

    private final RouteText text;
    private final Reach reach;

    ConditionParser(RouteText text, Reach reach) {
        this.text = text;
        this.reach = reach;
    }

    /** Reads one condition of a kind that stands alone, as it is given in code. */
    static Term term(Kind kind, String alone) {
        RouteText text = new RouteText(alone);
        Term term = new ConditionParser(text, new Reach(text)).term();
        if (!text.atEnd() || term.kind() != kind) {
            throw text.unreadable(
                    text.atEnd() ? 0 : text.place(),
                    "expected one " + kind.name().toLowerCase(Locale.ROOT));
        }
        return term;
    }

    /** Reads up to the colon and past it: the alternatives, each of terms that must hold together. */
    List<List<Term>> alternatives() {
        List<List<Term>> alternatives = new ArrayList<>();
        do {
            text.skipBlanks();
            int place = text.place();
            List<Term> alternative = alternative();
            reach.check(alternative, place);
            alternatives.add(alternative);
        } while (text.take(","));
        if (!text.take(":")) {
            throw text.expected("a blank, a comma or the colon behind a condition");
        }
        reach.nextRule();
        return alternatives;
    }

    private List<Term> alternative() {
        if (text.take("*")) {
            text.skipBlanks();
            if (text.peek() != ':' && text.peek() != ',') {
                throw text.unreadable(text.place(), ALONE);
            }
            return List.of();
        }
        List<Term> terms = new ArrayList<>();
        boolean more;
        do {
            int place = text.place();
            if (text.peek() == '*') {
                throw text.unreadable(place, ALONE);
            }
            Term term = term();
            checkBeside(terms, term, place);
            terms.add(term);
            boolean separated = RouteText.isBlank(text.peek());
            text.skipBlanks();
            more = separated && text.peek() != ':' && text.peek() != ',' && !text.atEnd();
        } while (more);
        return terms;
    }

    private void checkBeside(List<Term> terms, Term term, int place) {
        Optional<Term> same =
                terms.stream().filter(its -> its.kind() == term.kind()).findFirst();
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

    private Term term() {
        int place = text.place();
        if (text.peek() == '+') {
            return prefix();
        }
        String word = text.takeWhile(Term::isPlain);
        if (word.isEmpty()) {
            throw text.expected("a condition such as TH, +66 or tag=otp");
        }
        if (text.peek() == '=') {
            return keyed(word, place);
        }
        return bare(word, place);
    }

    private Term prefix() {
        int place = text.place();
        text.take("+");
        String digits = text.takeWhile(Term::isDigit);
        if (digits.isEmpty()) {
            throw text.unreadable(text.place(), "expected the digits of a number's beginning right behind the +");
        }
        if (digits.startsWith("0")) {
            throw text.wrong(place, "no number in E.164 begins with +0; a prefix has the country code first, as +66");
        }
        if (digits.length() > LONGEST_PREFIX) {
            throw text.wrong(place, "a prefix has at most " + LONGEST_PREFIX + " digits");
        }
        return new Term(Kind.PREFIX, "+" + digits);
    }

    private Term bare(String word, int place) {
        String upper = word.toUpperCase(Locale.ROOT);
        if (word.equals("media")) {
            return new Term(Kind.MEDIA, "");
        }
        if (Countries.isKnown(word)) {
            return new Term(Kind.COUNTRY, word);
        }
        if (Countries.isKnown(upper)) {
            throw text.unreadable(place, "a country is two capital letters; did you mean " + upper + "?");
        }
        if (word.length() == 2 && word.equals(upper) && !Term.isDigit(word.charAt(0))) {
            throw text.wrong(
                    place, word + " is no country of ISO 3166" + (word.equals("UK") ? "; did you mean GB?" : ""));
        }
        if (word.chars().allMatch(Term::isDigit)) {
            throw text.unreadable(place, "a number's prefix begins with a plus; did you mean +" + word + "?");
        }
        if (Set.of("TAG", "TEXT", "FROM").contains(upper)) {
            String key = word.toLowerCase(Locale.ROOT);
            throw text.unreadable(text.place(), "expected = and a value right behind " + key);
        }
        throw unknown(word, place);
    }

    private InvalidRequestException unknown(String word, int place) {
        String hint = word.equals("MEDIA") || word.equals("Media") ? "; did you mean media?" : "; " + ALL_THERE_ARE;
        return text.unreadable(place, "there is no condition " + word + hint);
    }

    private Term keyed(String key, int place) {
        String right = key.toLowerCase(Locale.ROOT);
        if (!Set.of("tag", "text", "from").contains(right)) {
            throw unknown(key + "=", place);
        }
        if (!key.equals(right)) {
            throw text.unreadable(place, "did you mean " + right + "=?");
        }
        text.take("=");
        return switch (key) {
            case "text" -> oneOf(Kind.TEXT, List.of(Facts.GSM_7, Facts.UCS_2));
            case "from" -> oneOf(Kind.FROM, List.of(Facts.NAME, Facts.NUMBER, Facts.SHORT_CODE, Facts.NO_SENDER));
            default -> tag();
        };
    }

    private Term oneOf(Kind kind, List<String> values) {
        int place = text.place();
        String word = text.takeWhile(Term::isPlain);
        if (!values.contains(word)) {
            throw text.unreadable(place, "expected one of " + String.join(", ", values));
        }
        return new Term(kind, word);
    }

    private Term tag() {
        if (text.peek() == '"') {
            return quotedTag();
        }
        String value = text.takeWhile(Term::isPlain);
        int next = text.peek();
        boolean ends = next == RouteText.END || RouteText.isBlank(next) || next == ',' || next == ':' || next == ';';
        if (!ends) {
            throw text.unreadable(
                    text.place(),
                    "a tag with other characters than letters, digits, . _ and - stands in quotes: tag=\"…\"");
        }
        if (value.isEmpty()) {
            throw text.unreadable(text.place(), "expected a tag right behind tag=");
        }
        return new Term(Kind.TAG, value);
    }

    private Term quotedTag() {
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
        return new Term(Kind.TAG, value.toString());
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
