package io.heliograph.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's answer: status, headers and a bounded body. Immutable and thread-safe; {@code toString} shows the status
 * and the body's size only.
 */
public final class HttpResponse {
    /** No vendor documents a longer wait than a day, and a bogus one must not stop a provider for ever. */
    private static final Duration MAX_WAIT = Duration.ofDays(1);

    /** The media types of answers are shorter; more is not worth a log line. */
    private static final int MAX_TYPE = 80;

    /** The registered top-level types and RFC 6838's characters: no room for a number or a text. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("(?:application|audio|font|image|message|model|multipart|text|video)/[a-z][a-z0-9.+_-]*");

    private final int status;
    private final Headers headers;
    private final String body;
    private final boolean complete;
    private final Redactor redactor;

    HttpResponse(int status, Headers headers, String body, boolean complete, Redactor redactor) {
        this.redactor = redactor;
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.complete = complete;
    }

    public int status() {
        return status;
    }

    /** Whether the status is 2xx, which is not yet a success: read the body. */
    public boolean is2xx() {
        return status >= 200 && status < 300;
    }

    /** The body as UTF-8; empty where it was cut or too long, because half a document says nothing for sure. */
    public String body() {
        return complete ? body : "";
    }

    /** The vendor's words made safe to log: no credential, no number, nothing of what is personal, and not long. */
    public String quote(String vendorText, List<String> personal) {
        return redactor.quote(vendorText, personal);
    }

    public @Nullable String header(String name) {
        String shielded = headers.get(RetryAfterInterceptor.shielded(name));
        return shielded != null ? shielded : headers.get(name);
    }

    /**
     * The media type of the body, such as {@code text/html}: in lower case, without parameters, and safe to log.
     *
     * @return null where the answer names none, or names something that isn't the form of a media type
     */
    public @Nullable String contentType() {
        String value = headers.get("Content-Type");
        if (value == null) {
            return null;
        }
        String type = value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        boolean isType = type.length() <= MAX_TYPE && MEDIA_TYPE.matcher(type).matches();
        return isType && redactor.quote(type, List.of()).equals(type) ? type : null;
    }

    /** How long {@code Retry-After} asks to wait, in seconds or as a date, at most a day; null where it says nothing. */
    public @Nullable Duration retryAfter(Clock clock) {
        String value = header("Retry-After");
        if (value == null) {
            return null;
        }
        String text = value.strip();
        try {
            if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                // More than nine digits are more than a day, and may not fit a long.
                return text.length() > 9 ? MAX_WAIT : clamp(Duration.ofSeconds(Long.parseLong(text)));
            }
            ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
            return clamp(Duration.between(clock.instant(), date.toInstant()));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * How long it is to the end of the vendor's window, which {@code X-RateLimit-Reset} gives in seconds since 1970.
     *
     * @param longest no longer than this: clocks differ, and headers can be bogus
     * @return null where it says nothing; zero where it has passed
     */
    public @Nullable Duration rateLimitReset(Clock clock, Duration longest) {
        String value = header("X-RateLimit-Reset");
        if (value == null || !value.strip().matches("[0-9]{1,15}")) {
            return null;
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(value.strip()));
        Duration wait = clamp(Duration.between(clock.instant(), end));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    private static Duration clamp(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    }

    @Override
    public String toString() {
        return "HttpResponse[" + status + ", " + body.length() + " characters" + (complete ? "" : ", cut") + "]";
    }
}
