package io.heliograph.sandbox.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTML template with placeholders: <code>{{name}}</code> for a text, which is escaped, and <code>{{{name}}}</code> for
 * HTML. Immutable and thread-safe.
 */
final class HtmlTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\{(\\w+)}}}|\\{\\{(\\w+)}}");

    private final String html;

    HtmlTemplate(String html) {
        this.html = html;
    }

    /** Reads a resource of this package. */
    static HtmlTemplate of(String file) {
        return new HtmlTemplate(read(file));
    }

    static String read(String file) {
        try (InputStream in = HtmlTemplate.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " isn't in the sandbox's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Renders the template.
     *
     * @throws IllegalArgumentException when a placeholder has no value
     */
    String with(Map<String, String> values) {
        Matcher place = PLACE.matcher(html);
        StringBuilder filled = new StringBuilder();
        while (place.find()) {
            boolean raw = place.group(1) != null;
            String name = raw ? place.group(1) : place.group(2);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("no value for " + name);
            }
            place.appendReplacement(filled, Matcher.quoteReplacement(raw ? value : escape(value)));
        }
        return place.appendTail(filled).toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
