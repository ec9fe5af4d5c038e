package io.heliograph.sandbox.spi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** An HTTP request to the sandbox, read completely. Immutable and thread-safe. */
public final class SandboxRequest {
    /** The maximum body in bytes: the default limit of Android SMS Gateway server v1.47.1 (2026-08-22). */
    public static final int MAX_BODY = 4 * 1024 * 1024;

    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final String method;
    private final String path;
    private final Map<String, String> query;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private final boolean tooLarge;
    private final boolean malformed;

    /**
     * A request.
     *
     * @param path the path as sent, percent-encoded, without the main port's prefix for a vendor
     * @param rawQuery the query as sent, without the question mark; null for none
     * @param body the body as sent; one over {@link #MAX_BODY} reads as empty
     */
    public SandboxRequest(
            String method, String path, @Nullable String rawQuery, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.path = path;
        query = rawQuery == null ? Map.of() : Collections.unmodifiableMap(pairs(rawQuery));
        headers.forEach((name, values) -> this.headers.put(name, List.copyOf(values)));
        malformed = isMalformed(path) || (rawQuery != null && isMalformed(rawQuery));
        tooLarge = body.length > MAX_BODY;
        this.body = tooLarge ? new byte[0] : body.clone();
    }

    /** The HTTP method, such as {@code POST}. */
    public String method() {
        return method;
    }

    /** The path as sent, still percent-encoded. */
    public String path() {
        return path;
    }

    /** The decoded parameters of the query, in order; of a repeated one the last. */
    public Map<String, String> query() {
        return query;
    }

    /** The first value of a header in any case of its name, or the empty string. */
    public String header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    /** All values of a header in any case of its name. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** All headers, by their names in any case. */
    public Map<String, List<String>> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /** The body as sent; empty if it was too large. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8; empty if it was too large. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The decoded fields of a form-encoded body, in order; of a repeated one the last. */
    public Map<String, String> form() {
        return body.length == 0 ? Map.of() : Collections.unmodifiableMap(pairs(text()));
    }

    /** Whether the body was over {@link #MAX_BODY}. */
    public boolean tooLarge() {
        return tooLarge;
    }

    /**
     * Whether the path or the query has a percent sign without two hexadecimal digits after it; such a sign is read as it
     * is.
     */
    public boolean isMalformed() {
        return malformed;
    }

    private static boolean isMalformed(String encoded) {
        return STRAY_PERCENT.matcher(encoded).find();
    }

    /** Whether the request has these credentials as HTTP Basic authentication. */
    public boolean hasBasic(String user, String password) {
        String[] parts = header("Authorization").split(" ", 2);
        ByteString decoded = parts.length == 2 ? ByteString.decodeBase64(parts[1]) : null;
        return decoded != null
                && parts[0].equalsIgnoreCase("Basic")
                && decoded.string(StandardCharsets.UTF_8).equals(user + ":" + password);
    }

    /** Whether the content type is {@code application/json}, with any parameters. */
    public boolean isJson() {
        return List.of(header("Content-Type").split(";", 2))
                .get(0)
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals("application/json");
    }

    /** The decoded path segment after the parent, when it is the last one; null otherwise. */
    public @Nullable String child(String parent) {
        if (!path.startsWith(parent + "/")) {
            return null;
        }
        String rest = path.substring(parent.length() + 1);
        // In a path a plus sign isn't a blank.
        return rest.isEmpty() || rest.contains("/") ? null : decode(rest.replace("+", "%2B"));
    }

    private static Map<String, String> pairs(String encoded) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : encoded.split("&", 0)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            pairs.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return pairs;
    }

    private static String decode(String encoded) {
        String mended = STRAY_PERCENT.matcher(encoded).replaceAll("%25");
        return URLDecoder.decode(mended, StandardCharsets.UTF_8);
    }

    /** Shows the method only: path, headers and body may have credentials, numbers and texts. */
    @Override
    public String toString() {
        return "SandboxRequest[method=" + method + "]";
    }
}
