package io.heliograph.sandbox.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where the page's links from trace ids lead, as {@code https://traces.example/trace/{traceId}}. Immutable and thread-safe.
 *
 * @param pattern the URL with {@code {traceId}} where the id goes; empty for no links
 */
public record TraceUrl(String pattern) {
    /** No links. */
    public static final TraceUrl NONE = new TraceUrl("");

    private static final String PLACE = "{traceId}";
    private static final String SAMPLE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final int MAX_LENGTH = 2_000;
    private static final Pattern SCHEME = Pattern.compile("(?i)https?");

    /**
     * Validates the pattern.
     *
     * @throws IllegalArgumentException when it isn't an http or https URL with {@code {traceId}} in it, of at most 2,000
     *     characters
     */
    public TraceUrl {
        if (!pattern.isEmpty() && !isUrl(pattern)) {
            throw new IllegalArgumentException(
                    "A trace URL must be an http or https URL with {traceId} where the id goes, as"
                            + " https://traces.example/trace/{traceId}; this one has " + pattern.length()
                            + " characters and isn't.");
        }
    }

    private static boolean isUrl(String pattern) {
        if (pattern.length() > MAX_LENGTH || !pattern.contains(PLACE)) {
            return false;
        }
        try {
            URI url = new URI(pattern.replace(PLACE, SAMPLE_ID));
            return url.getScheme() != null
                    && url.getHost() != null
                    && !url.getHost().contains(SAMPLE_ID)
                    && SCHEME.matcher(url.getScheme()).matches();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The pattern as the value of an attribute in HTML. */
    String attribute() {
        return pattern.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    }
}
