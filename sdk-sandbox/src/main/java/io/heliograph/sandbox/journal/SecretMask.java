package io.heliograph.sandbox.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Replaces the secrets in requests and responses. Somebody may send real credentials to a sandbox by mistake. */
final class SecretMask {
    private static final int MAX_BODY = 16 * 1024;
    private static final String NAME =
            "[A-Za-z0-9_-]*(?:password|passphrase|secret|token|api[_-]?key|apikey|appid|authorization)[A-Za-z0-9_-]*";
    private static final Pattern HEADER =
            Pattern.compile("(?i)" + NAME + "|cookie|set-cookie|.*signature|proxy-authorization|x-key");
    private static final Pattern MEMBER =
            Pattern.compile("(?i)(\"" + NAME + "\"\\s*:\\s*)(?:\"(?:[^\"\\\\]++|\\\\.)*+\"?|[0-9.]+)");
    private static final Pattern PARAMETER = Pattern.compile("(?i)((?:^|[?&])" + NAME + "=)[^&\\s]*");

    private static final Pattern PART_OF_ESCAPE = Pattern.compile("(?:\\\\u?[0-9a-fA-F]{0,3}|%[0-9a-fA-F]?)$");

    private SecretMask() {}

    /** The headers, several values of one name joined by a comma. */
    static Map<String, String> headers(Map<String, List<String>> headers) {
        Map<String, String> masked = new LinkedHashMap<>();
        headers.forEach(
                (name, values) -> masked.put(name, HEADER.matcher(name).matches() ? LoginMask.MASK : header(values)));
        return masked;
    }

    private static String header(List<String> values) {
        return LoginMask.PLAIN.mask(String.join(", ", values));
    }

    /** The start of a body, at most 16,384 characters. */
    static String body(String body) {
        if (body.length() <= MAX_BODY) {
            return masked(body);
        }
        // A login that the cut parts from its "@" gets one.
        String start =
                masked(PART_OF_ESCAPE.matcher(body.substring(0, MAX_BODY)).replaceFirst("") + "@");
        String shown = start.endsWith("@") ? start.substring(0, start.length() - 1) : start;
        return shown + "… (" + (body.length() - MAX_BODY) + " more characters)";
    }

    private static String masked(String body) {
        boolean json = body.startsWith("{") || body.startsWith("[");
        return json
                ? LoginMask.PLAIN.mask(MEMBER.matcher(body).replaceAll("$1\"" + LoginMask.MASK + "\""))
                : path(body);
    }

    /** A path with its query. */
    static String path(String path) {
        return LoginMask.FORM.mask(PARAMETER.matcher(path).replaceAll("$1" + LoginMask.MASK));
    }
}
