package io.heliograph.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** User name and password in a URL, also one that isn't encoded as it must be. In question, it masks. */
final class UrlLogin {
    private static final Pattern START = Pattern.compile("(?i)(?:(?:jdbc:|r2dbc:)?[a-z][a-z0-9+.-]*:)?//");
    private static final Pattern SLASHES = Pattern.compile("(?i)//|%2F%2F");
    private static final Pattern END = Pattern.compile("[/?#]");
    private static final Pattern UP_TO_AT = Pattern.compile("(?s)^.*(@|%40)");

    /** A host that can hardly be a user name. */
    private static final Pattern HOST =
            Pattern.compile("(?i)(?:localhost|\\[[0-9a-f:.]+]|(?:[0-9]{1,3}\\.){3}[0-9]{1,3}"
                    + "|(?:[a-z0-9-]++\\.)++(?:xn--[a-z0-9-]+|[a-z]{2,}))(?::[0-9]{1,5})?");

    private UrlLogin() {}

    static String mask(String url) {
        Matcher start = START.matcher(url);
        if (!start.lookingAt()) {
            return masked(url);
        }
        int lastAt = Math.max(url.lastIndexOf('@'), url.lastIndexOf("%40"));
        StringBuilder shown = new StringBuilder();
        Matcher slashes = SLASHES.matcher(url);
        Matcher end = END.matcher(url);
        int done = 0;
        int begin = start.end();
        while (true) {
            shown.append(url, done, begin);
            done = end.find(begin) ? end.start() : url.length();
            String authority = url.substring(begin, done);
            if (lastAt >= done
                    && !HOST.matcher(UP_TO_AT.matcher(authority).replaceFirst(""))
                            .matches()) {
                return shown.append(masked(url.substring(begin))).toString();
            }
            shown.append(masked(authority));
            if (lastAt < done || !slashes.find(done)) {
                return shown.append(url, done, url.length()).toString();
            }
            begin = slashes.end();
        }
    }

    private static String masked(String text) {
        return UP_TO_AT.matcher(text).replaceFirst("***$1");
    }
}
