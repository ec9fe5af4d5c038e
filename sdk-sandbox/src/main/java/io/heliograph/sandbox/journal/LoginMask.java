package io.heliograph.sandbox.journal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks user names and passwords of the URLs in a text, as they are, escaped for JSON or encoded.
 *
 * <p>A path with an {@code @} stays as it is behind {@code localhost}, an IP address or a host name with a dot. Behind
 * anything else it may be the rest of a password, and everything up to the last {@code @} of the word is masked. Words
 * end at white space, so that a text with a link and an address stays readable.
 *
 * <p>Limits: a password with white space, {@code "}, {@code <}, {@code >} or a backslash isn't recognised; in a form,
 * nor is one with {@code &}, or with a {@code +} or blank in a URL that is encoded or has a slash in the login. In
 * {@code http://example.com:80/x@host}, {@code example.com} is taken for the host.
 */
enum LoginMask {
    /** JSON, and values of headers. */
    PLAIN(""),
    /** Forms and queries, where white space is encoded. */
    FORM("|[&+]|%20|%0[9AD]");

    static final String MASK = "***";

    private static final Pattern LOGIN = Pattern.compile("(:(?:\\\\?/){2})[^/?#\\s\"'<>\\\\&]*@");
    private static final Pattern START =
            Pattern.compile("(?i)(?::|%3A|\\\\u003A)(?:\\\\?/|%2F|\\\\u002F)(?:\\\\?/|(%2F)|\\\\u002F)");
    private static final Pattern END = Pattern.compile("(?i)\\\\?/|[?#]|\\\\u00(?:2F|3F|23)");
    private static final Pattern ENCODED_END = Pattern.compile(END.pattern() + "|%(?:2F|3F|23)");
    private static final Pattern AT = Pattern.compile("(?<!\\*{3})(?:@|%40|\\\\u0040)");

    /** A host that can hardly be a user name. */
    private static final Pattern HOST = Pattern.compile("(?i)(?:\\*{3}@)?"
            + "(?:localhost|\\[[0-9a-f:.]+]|(?:[0-9]{1,3}\\.){3}[0-9]{1,3}|(?:[a-z0-9-]++\\.)++(?:xn--[a-z0-9-]+|[a-z]{2,}))"
            + "(?:(?::|%3A)[0-9]{1,5})?");

    private final Pattern stop;

    LoginMask(String stops) {
        stop = Pattern.compile("(?i)[\\s\"<>]|\\\\(?!/|u(?!00(?:0|20|22|3[CE]))[0-9A-F]{4})" + stops);
    }

    String mask(String text) {
        String plain = LOGIN.matcher(text).replaceAll("$1" + MASK + "@");
        StringBuilder shown = new StringBuilder();
        Matcher stops = stop.matcher(plain);
        int begin = 0;
        while (stops.find()) {
            shown.append(word(plain.substring(begin, stops.start()))).append(stops.group());
            begin = stops.end();
        }
        return shown.append(word(plain.substring(begin))).toString();
    }

    private static String word(String word) {
        int lastAt = -1;
        for (Matcher at = AT.matcher(word); at.find(); ) {
            lastAt = at.start();
        }
        Matcher start = START.matcher(word);
        for (int from = 0; start.find(from) && start.end() <= lastAt; ) {
            int begin = start.end();
            Matcher end = (start.group(1) == null ? END : ENCODED_END).matcher(word);
            from = end.find(begin) ? end.start() : word.length();
            if (!HOST.matcher(word.substring(begin, from)).matches()) {
                return word.substring(0, begin) + MASK + word.substring(lastAt);
            }
        }
        return word;
    }
}
