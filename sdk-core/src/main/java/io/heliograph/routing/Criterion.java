package io.heliograph.routing;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that a route asks about a request: {@code TH}, {@code +6681}, {@code tag=otp}.
 *
 * @param value what is compared; empty for {@code media}
 */
record Criterion(Kind kind, String value) {
    /** What is asked about; a request has one answer of each kind, so one alternative asks once. */
    enum Kind {
        COUNTRY,
        PREFIX,
        TAG,
        MEDIA,
        TEXT,
        FROM
    }

    /** Whether every request that has this has the other too. */
    boolean implies(Criterion other) {
        return kind == other.kind && (kind == Kind.PREFIX ? value.startsWith(other.value) : value.equals(other.value));
    }

    /** The text of terms that must hold together. */
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
