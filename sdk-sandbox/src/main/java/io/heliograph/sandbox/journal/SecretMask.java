package io.heliograph.sandbox.journal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Replaces the secrets in requests and responses. Somebody may send real credentials to a sandbox by mistake. */
final class SecretMask {
    static final String MASK = "***";

    private static final int MAX_BODY = 16 * 1024;
    private static final String NAME =
            "[A-Za-z0-9_-]*(?:password|passphrase|secret|token|api[_-]?key|apikey|appid|authorization)[A-Za-z0-9_-]*";
    private static final Pattern HEADER =
            Pattern.compile("(?i)" + NAME + "|cookie|set-cookie|.*signature|proxy-authorization|x-key");
    private static final Pattern MEMBER =
            Pattern.compile("(?i)(\"" + NAME + "\"\\s*:\\s*)(?:\"(?:[^\"\\\\]++|\\\\.)*+\"?|[0-9.]+)");
    private static final Pattern PARAMETER = Pattern.compile("(?i)((?:^|[?&])" + NAME + "=)[^&\\s]*");

    /** User name and password of a URL: as it is, in JSON with escaped slashes, or in a form. */
    private static final Pattern LOGIN = Pattern.compile("(:(?:\\\\?/){2})[^/?#\\s\"'<>\\\\&]*@");

    private static final Pattern ENCODED_LOGIN = Pattern.compile("(?i)(%3A%2F%2F)(?:(?!%2F)[^&\\s])*%40");

    private SecretMask() {}

    /** The headers, several values of one name joined by a comma. */
    static Map<String, String> headers(Map<String, List<String>> headers) {
        Map<String, String> masked = new LinkedHashMap<>();
        headers.forEach(
                (name, values) -> masked.put(name, HEADER.matcher(name).matches() ? MASK : String.join(", ", values)));
        return masked;
    }

    /** The start of a body, at most 16,384 characters. */
    static String body(String body) {
        String start = body.length() <= MAX_BODY
                ? body
                : body.substring(0, MAX_BODY) + "… (" + (body.length() - MAX_BODY) + " more characters)";
        boolean json = start.startsWith("{") || start.startsWith("[");
        return json ? withoutLogins(MEMBER.matcher(start).replaceAll("$1\"" + MASK + "\"")) : path(start);
    }

    /** A path with its query. */
    static String path(String path) {
        return withoutLogins(PARAMETER.matcher(path).replaceAll("$1" + MASK));
    }

    private static String withoutLogins(String text) {
        String plain = LOGIN.matcher(text).replaceAll("$1" + MASK + "@");
        return ENCODED_LOGIN.matcher(plain).replaceAll("$1" + MASK + "%40");
    }
}
