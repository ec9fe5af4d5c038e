package io.heliograph.testkit;

import io.heliograph.testkit.socket.RecordedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The words of a request, in any format: of its URL, headers and body. */
final class WireWords {
    private static final Pattern BETWEEN = Pattern.compile("[\\s\"'{}\\[\\](),;&=?<>|\\\\]+");
    private static final Pattern SECONDS = Pattern.compile("1[0-9]{9}");
    private static final Pattern MILLIS = Pattern.compile("1[0-9]{12}");
    private static final long HOUR_MILLIS = 3_600_000;

    /** Headers that say nothing about the message, and depend on its length. */
    private static final Set<String> NOT_THE_MESSAGE = Set.of("content-length", "host", "user-agent", "connection");

    private WireWords() {}

    /** The request with its escapes decoded. */
    static String text(RecordedRequest request) {
        StringBuilder text = new StringBuilder(decoded(request.target())).append('\n');
        request.headers().forEach((name, values) -> {
            if (!NOT_THE_MESSAGE.contains(name.toLowerCase(Locale.ROOT))) {
                text.append(name).append(' ').append(values).append('\n');
            }
        });
        String body = request.bodyUtf8();
        return text.append(WireValues.isForm(request) ? decoded(body) : body.replace("\\/", "/"))
                .toString();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a literal percent sign
        }
    }

    /**
     * The words, each once. A time is replaced by the number of hours between it and another one, so that a time
     * computed from now is the same in each send.
     */
    static Set<String> of(String text, Instant base) {
        Set<String> words = new TreeSet<>();
        for (String word : BETWEEN.split(text, -1)) {
            String bare = word.replaceAll("^:+|:+$", "");
            if (!bare.isEmpty()) {
                words.add(timeless(bare, base));
            }
        }
        return words;
    }

    private static String timeless(String word, Instant base) {
        try {
            if (SECONDS.matcher(word).matches()) {
                return hours(Instant.ofEpochSecond(Long.parseLong(word)), base);
            }
            if (MILLIS.matcher(word).matches()) {
                return hours(Instant.ofEpochMilli(Long.parseLong(word)), base);
            }
            return word.indexOf('T') > 0 ? hours(OffsetDateTime.parse(word).toInstant(), base) : word;
        } catch (DateTimeException e) {
            return word;
        }
    }

    private static String hours(Instant time, Instant base) {
        return "in " + Math.round((time.toEpochMilli() - base.toEpochMilli()) / (double) HOUR_MILLIS) + " h";
    }

    /** Describes the request in failure messages. */
    static Map<String, Set<String>> beside(Set<String> one, Set<String> other) {
        return Map.of("with the one value", one, "with the other", other);
    }
}
