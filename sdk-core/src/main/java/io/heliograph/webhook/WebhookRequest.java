package io.heliograph.webhook;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request that came to a webhook's URL, as it came: headers, the body's bytes before anything has decoded or rewritten
 * them, and the URL with its query.
 *
 * <p>Immutable and thread-safe. {@code toString} shows the body's size only: a URL may hold a token, a body a number.
 */
public final class WebhookRequest {
    private final Map<String, List<String>> headers = new TreeMap<>();
    private final byte[] body;
    private final String query;
    private final String remoteAddress;

    /**
     * A request whose sender's address isn't known.
     *
     * @param headers by their names, in any case
     * @param body the raw bytes: a signature is over them and not over a document that was written again
     * @param url with its query; relative is enough
     */
    public WebhookRequest(Map<String, List<String>> headers, byte[] body, URI url) {
        this(headers, body, url, "");
    }

    /**
     * A request.
     *
     * @param remoteAddress who sent it, as an IP address; behind a proxy the one that the proxy vouches for
     */
    public WebhookRequest(Map<String, List<String>> headers, byte[] body, URI url, String remoteAddress) {
        headers.forEach((name, values) -> this.headers
                .computeIfAbsent(folded(name), its -> new ArrayList<>())
                .addAll(values));
        this.body = body.clone();
        this.query = url.getRawQuery() == null ? "" : url.getRawQuery();
        this.remoteAddress = remoteAddress;
    }

    /** A header's value; empty where it isn't there, or is there more than once, so that nobody can choose which one counts. */
    public Optional<String> header(String name) {
        return only(headers.getOrDefault(folded(name), List.of()));
    }

    /** The body's bytes. */
    public byte[] body() {
        return body.clone();
    }

    /** How many bytes the body has. */
    public int size() {
        return body.length;
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A parameter of the URL's query; empty where it isn't there, or is there more than once. */
    public Optional<String> query(String name) {
        List<String> values = new ArrayList<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name)) {
                values.add(decoded(pair.substring(equals + 1)));
            }
        }
        return only(values);
    }

    /** Who sent it; empty where that isn't known. */
    public String remoteAddress() {
        return remoteAddress;
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // its message holds the value
        }
    }

    @Override
    public String toString() {
        return "WebhookRequest[" + body.length + " bytes]";
    }
}
