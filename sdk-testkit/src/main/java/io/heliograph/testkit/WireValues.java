package io.heliograph.testkit;

import io.heliograph.testkit.socket.RecordedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a request as the vendor decodes them, in any format: the query parameters, and the JSON values or
 * form fields of the body.
 */
final class WireValues {
    private static final Pattern JSON_VALUE =
            Pattern.compile("\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|([^\\s{}\\[\\],:\"]+)", Pattern.DOTALL);
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.%+*-]+=");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))", Pattern.DOTALL);

    private WireValues() {}

    /** All values; of a JSON body the names too. */
    static List<String> of(RecordedRequest request) {
        List<String> values = new ArrayList<>();
        int query = request.target().indexOf('?');
        if (query >= 0) {
            values.addAll(fields(request.target().substring(query + 1)));
        }
        values.addAll(isForm(request) ? fields(request.bodyUtf8()) : json(request.bodyUtf8()));
        return values;
    }

    /** Whether the body is a form: by its content type, or because it looks like one. */
    static boolean isForm(RecordedRequest request) {
        String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded")
                || FORM.matcher(request.bodyUtf8()).lookingAt();
    }

    /** The values of a query or a form. */
    static List<String> fields(String form) {
        List<String> values = new ArrayList<>();
        for (String pair : form.split("&", -1)) {
            values.add(decoded(pair.substring(pair.indexOf('=') + 1)));
        }
        return values;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value; // a literal percent sign
        }
    }

    private static List<String> json(String document) {
        return JSON_VALUE
                .matcher(document)
                .results()
                .map(value -> value.group(1) == null ? value.group(2) : unescaped(value.group(1)))
                .toList();
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
    }

    private static String character(MatchResult escape) {
        if (escape.group(1) != null) {
            return Character.toString((char) Integer.parseInt(escape.group(1), 16));
        }
        return switch (escape.group(2)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "b" -> "\b";
            case "f" -> "\f";
            default -> escape.group(2);
        };
    }
}
