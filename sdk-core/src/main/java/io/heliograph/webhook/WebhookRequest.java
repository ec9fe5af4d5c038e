package io.heliograph.webhook;

import io.heliograph.http.body.FormBody;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a webhook's URL, unchanged: method, headers, the body's bytes before anything has decoded or
 * rewritten them, and the URL with its query.
 *
 * <p>Immutable and thread-safe. {@code toString} shows the body's size only: a URL may hold a token, a body a number.
 */
public final class WebhookRequest {
    private final Map<String, List<String>> headers = new HashMap<>();
    private final byte[] body;
    private final URI url;
    private final String method;
    private final String remoteAddress;

    /**
     * A POST whose sender's address isn't known.
     *
     * @param headers the values by name, in any case
     * @param body the raw bytes: a signature covers them and not a document that was parsed and written again
     * @param url with its query; relative is enough
     */
    public WebhookRequest(Map<String, List<String>> headers, byte[] body, URI url) {
        this(headers, body, url, "");
    }

    /**
     * A POST.
     *
     * @param remoteAddress the client's IP address; behind a proxy the one that the proxy vouches for
     */
    public WebhookRequest(Map<String, List<String>> headers, byte[] body, URI url, String remoteAddress) {
        this("POST", headers, body, url, remoteAddress);
    }

    /** A request with any method, such as {@code GET} by a vendor that puts everything into the query. */
    public WebhookRequest(
            String method, Map<String, List<String>> headers, byte[] body, URI url, String remoteAddress) {
        headers.forEach((name, values) -> this.headers
                .computeIfAbsent(folded(name), key -> new ArrayList<>())
                .addAll(values));
        this.body = body.clone();
        this.url = url;
        this.method = method;
        this.remoteAddress = remoteAddress;
    }

    /** A header's value; empty where it is missing or repeated, so that nobody can choose which one counts. */
    public Optional<String> header(String name) {
        return only(headers.getOrDefault(folded(name), List.of()));
    }

    /** The body's bytes. */
    public byte[] body() {
        return body.clone();
    }

    /** The body's bytes themselves, which nobody may change. */
    byte[] ownBody() {
        return body;
    }

    /** The body's size in bytes. */
    public int size() {
        return body.length;
    }

    /** Whether the body is compressed or otherwise encoded, so that its bytes aren't the document that the vendor signs. */
    public boolean isEncoded() {
        List<String> codings = headers.get("content-encoding");
        return codings != null
                && body.length > 0
                && codings.stream()
                        .anyMatch(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity"));
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The HTTP method, in capitals. */
    public String method() {
        return method;
    }

    /**
     * The URL with its query as the server received it, which isn't what a vendor signs: it can be relative, and behind a proxy
     * the host and path can differ. A vendor's signature over the URL needs a setting with the public URL, and
     * {@link #rawQuery()}. It may hold a token.
     */
    public URI url() {
        return url;
    }

    /** The raw query, still encoded; empty where there is none. */
    public String rawQuery() {
        return url.getRawQuery() == null ? "" : url.getRawQuery();
    }

    /** A parameter of the URL's query; empty where it is missing or repeated. */
    public Optional<String> query(String name) {
        return only(query().getOrDefault(name, List.of()));
    }

    /** All parameters of the URL's query, decoded and in order. */
    public Map<String, List<String>> query() {
        return FormReader.read(rawQuery());
    }

    /** A field of the form in the body; empty where it is missing or repeated. */
    public Optional<String> form(String name) {
        return only(form().getOrDefault(name, List.of()));
    }

    /**
     * All fields of the form in the body, decoded and in order; none where {@code Content-Type} is another type.
     */
    public Map<String, List<String>> form() {
        String type = header("Content-Type").orElse("").split(";", 2)[0].strip();
        return type.isEmpty() || type.equalsIgnoreCase(FormBody.CONTENT_TYPE) ? FormReader.read(text()) : Map.of();
    }

    /** The client's IP address; empty where it isn't known. */
    public String remoteAddress() {
        return remoteAddress;
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "WebhookRequest[" + body.length + " bytes]";
    }
}
