package io.heliograph.http;

import io.heliograph.json.JsonBinding;
import io.heliograph.message.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's HTTP response: status, headers and a bounded body. Immutable and thread-safe; {@code toString} shows only
 * the status and the body's size.
 */
public final class HttpResponse {
    private static final String RETRY_AFTER = "Retry-After";

    /** Longer than any media type that vendors use; anything longer isn't quoted. */
    private static final int MAX_TYPE = 80;

    /** The registered top-level types and RFC 6838's characters, so that a number or a text doesn't match. */
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("(?:application|audio|font|image|message|model|multipart|text|video)/[a-z][a-z0-9.+_-]*");

    private final int status;
    private final Headers headers;
    private final Body body;
    private final boolean complete;
    private final Redactor redactor;
    private final List<String> sensitiveValues;

    /** A body, and its text from when it's first asked for: most documents are read from the bytes alone. */
    private static final class Body implements Supplier<String> {
        private final byte[] bytes;
        private @Nullable String text;

        private Body(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Without a lock: two threads that ask at once make equal texts. */
        @Override
        public String get() {
            String known = text;
            if (known == null) {
                known = new String(bytes, StandardCharsets.UTF_8);
                text = known;
            }
            return known;
        }
    }

    /** @param body the bytes, which the caller doesn't change afterwards */
    HttpResponse(int status, Headers headers, byte[] body, boolean complete, Redactor redactor) {
        this(status, headers, new Body(body), complete, redactor, List.of());
    }

    private HttpResponse(
            int status, Headers headers, Body body, boolean complete, Redactor redactor, List<String> sensitiveValues) {
        this.redactor = redactor;
        this.sensitiveValues = List.copyOf(sensitiveValues);
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.complete = complete;
    }

    public int status() {
        return status;
    }

    /** Whether the status is 2xx. That isn't a success yet: the body may report a failure. */
    public boolean is2xx() {
        return status >= 200 && status < 300;
    }

    /** The body as UTF-8; empty if it was truncated or too long, because half a document proves nothing. */
    public String body() {
        return complete ? body.get() : "";
    }

    /** The same text, decoded when it's first asked for, for what keeps it and seldom shows it. */
    public Supplier<String> lateBody() {
        return complete ? body : () -> "";
    }

    /** The document in the body; null if the binding can't read it, or it was truncated or too long. */
    public <T> @Nullable T read(JsonBinding<T> binding) {
        return complete ? binding.read(body.bytes) : null;
    }

    /** The vendor's text, made safe to log: shortened, without credentials, numbers and the given sensitive values. */
    public String quote(String vendorText, List<String> sensitiveValues) {
        return redactor.quote(vendorText, sensitiveValues);
    }

    /** The same response to a request with these values, which quotes of the vendor's text leave out. */
    public HttpResponse withSensitiveValues(List<String> values) {
        return new HttpResponse(status, headers, body, complete, redactor, values);
    }

    /** The values of the request that quotes of the vendor's text leave out; empty if they aren't known. */
    public List<String> sensitiveValues() {
        return sensitiveValues;
    }

    /** Whether a vendor's code is a short word, holds no piece of a credential and isn't in one of the given values. */
    public boolean isSafeCode(String code, List<String> sensitive) {
        return Failure.isCode(code) && redactor.isSafeCode(code, sensitive);
    }

    public @Nullable String header(String name) {
        String shielded = headers.get(RetryAfterShield.shielded(name));
        return shielded != null ? shielded : headers.get(name);
    }

    /**
     * The media type of the body, such as {@code text/html}, in lower case and without parameters. Safe to log.
     *
     * @return null if the response names none, or what it names isn't a valid media type
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

    /**
     * The wait that {@code Retry-After} asks for, in seconds or as a date in any form of RFC 9110, at most a day; the
     * longest of several. Null without a valid value.
     */
    public @Nullable Duration retryAfter(Clock clock) {
        List<String> shielded = headers.values(RetryAfterShield.shielded(RETRY_AFTER));
        return RetryAfter.parse(shielded.isEmpty() ? headers.values(RETRY_AFTER) : shielded, clock.instant());
    }

    /**
     * The time until the vendor's rate-limit window ends, which {@code X-RateLimit-Reset} gives in Unix seconds.
     *
     * @param max the upper bound, because clocks differ and headers can be bogus
     * @return null without a valid value; zero if the window has ended
     */
    public @Nullable Duration rateLimitReset(Clock clock, Duration max) {
        String value = header("X-RateLimit-Reset");
        if (value == null || !value.strip().matches("[0-9]{1,15}")) {
            return null;
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(value.strip()));
        Duration wait = RetryAfter.clamp(Duration.between(clock.instant(), end));
        return wait.compareTo(max) > 0 ? max : wait;
    }

    @Override
    public String toString() {
        return "HttpResponse[" + status + ", " + body.get().length() + " characters" + (complete ? "" : ", cut") + "]";
    }
}
