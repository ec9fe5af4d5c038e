package io.heliograph.routing;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One test of a request in a condition: {@code TH}, {@code +6681}, {@code tag=otp}.
 *
 * @param value the value to compare with; empty for {@code media}
 */
record Criterion(Kind kind, String value) {
    /** The attribute that is tested; a request has one value of each, so an alternative tests each kind at most once. */
    enum Kind {
        COUNTRY,
        PREFIX,
        TAG,
        MEDIA,
        TEXT,
        FROM
    }

    /** Whether every request that matches this matches the other too. */
    boolean implies(Criterion other) {
        return kind == other.kind && (kind == Kind.PREFIX ? value.startsWith(other.value) : value.equals(other.value));
    }

    /** The text of criteria that must all match. */
    static String text(List<Criterion> alternative) {
        return alternative.isEmpty()
                ? "*"
                : alternative.stream().map(Criterion::toString).collect(Collectors.joining(" "));
    }

    /** Whether a character of a tag needs no quotes. */
    static boolean isPlain(int c) {
        return isLower(c) || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '.' || c == '_' || c == '-';
    }

    static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static String quoted(String tag) {
        return tag.chars().allMatch(Criterion::isPlain)
                ? tag
                : '"' + tag.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String toString() {
        return switch (kind) {
            case COUNTRY, PREFIX -> value;
            case TAG -> "tag=" + quoted(value);
            case MEDIA -> "media";
            case TEXT -> "text=" + value;
            case FROM -> "from=" + value;
        };
    }
}
