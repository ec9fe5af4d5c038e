package io.heliograph.routing;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Sender;
import io.heliograph.routing.Criterion.Kind;
import io.heliograph.text.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The condition of a rule in a route: which requests the rule applies to.
 *
 * <p>Immutable and thread-safe. {@code toString} is the text before the colon in the route: alternatives separated by
 * commas, of which one must match.
 *
 * <pre>{@code
 * Condition codes = Condition.country("TH", "LA").and(Condition.tag("otp"));
 * }</pre>
 */
public final class Condition {
    /** Matches every request: one alternative without criteria. */
    static final Condition ANY = new Condition(List.of(List.of()));

    private final List<List<Criterion>> alternatives;

    private Condition(List<List<Criterion>> alternatives) {
        this.alternatives = alternatives;
    }

    static Condition of(List<List<Criterion>> alternatives) {
        return new Condition(alternatives.stream().map(List::copyOf).toList());
    }

    private static Condition anyOf(Stream<Criterion> terms) {
        return of(terms.map(List::of).toList());
    }

    /**
     * The recipient's number belongs to one of these countries.
     *
     * @param country two capital letters of ISO 3166, for example {@code TH}
     * @throws InvalidRequestException if one isn't a country
     */
    public static Condition country(String country, String... others) {
        return read(Kind.COUNTRY, country, others);
    }

    /**
     * The recipient's number begins with one of these prefixes.
     *
     * @param prefix a plus and 1 to 15 digits with the country code first, for example {@code +6681}
     * @throws InvalidRequestException if one can't be the beginning of an E.164 number
     */
    public static Condition prefix(String prefix, String... others) {
        return read(Kind.PREFIX, prefix, others);
    }

    /**
     * The request carries one of these tags.
     *
     * @throws InvalidRequestException if one is blank or has control characters
     */
    public static Condition tag(String tag, String... others) {
        return anyOf(listed(tag, others).map(each -> {
            if (each.isBlank() || each.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidRequestException("route", "asks for a tag that is blank or has control characters");
            }
            return new Criterion(Kind.TAG, each);
        }));
    }

    /** The request has media, so it is an MMS. */
    public static Condition media() {
        return anyOf(Stream.of(new Criterion(Kind.MEDIA, "")));
    }

    /** The request's text is sent in this encoding. */
    public static Condition text(Encoding encoding) {
        return anyOf(Stream.of(new Criterion(Kind.TEXT, RequestAttributes.word(encoding))));
    }

    /** The request names a sender of this kind. */
    public static Condition from(Sender.Kind kind) {
        return anyOf(Stream.of(new Criterion(Kind.FROM, RequestAttributes.word(kind))));
    }

    /** The request names no sender, so each provider uses its default sender. */
    public static Condition noSender() {
        return anyOf(Stream.of(new Criterion(Kind.FROM, RequestAttributes.NO_SENDER)));
    }

    private static Condition read(Kind kind, String first, String... others) {
        return anyOf(listed(first, others).map(text -> ConditionParser.term(kind, text)));
    }

    private static Stream<String> listed(String first, String... others) {
        return Stream.concat(Stream.of(first), Stream.of(others));
    }

    /** A condition that matches where both match. */
    public Condition and(Condition other) {
        List<List<Criterion>> both = new ArrayList<>();
        for (List<Criterion> mine : alternatives) {
            for (List<Criterion> theirs : other.alternatives) {
                both.add(Stream.concat(mine.stream(), theirs.stream()).toList());
            }
        }
        return new Condition(List.copyOf(both));
    }

    /** A condition that matches where at least one of them matches. */
    public Condition or(Condition other) {
        return new Condition(Stream.concat(alternatives.stream(), other.alternatives.stream())
                .toList());
    }

    /** The criteria that must all match, for each alternative. */
    List<List<Criterion>> alternatives() {
        return alternatives;
    }

    /** Whether it depends on the recipient. */
    boolean testsRecipient() {
        return alternatives.stream()
                .flatMap(List::stream)
                .anyMatch(term -> term.kind() == Kind.COUNTRY || term.kind() == Kind.PREFIX);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && alternatives.equals(condition.alternatives);
    }

    @Override
    public int hashCode() {
        return alternatives.hashCode();
    }

    @Override
    public String toString() {
        return alternatives.stream().map(Criterion::text).collect(Collectors.joining(", "));
    }
}
