package io.heliograph.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a vendor adds to a webhook to prove that it is its own: headers, something in the URL's query, or fields of a form.
 * Immutable; {@code toString} shows the names only.
 *
 * @param headers by their names, as the vendor writes them
 * @param query without its question mark, for example {@code token=…}; empty where there is none
 * @param fields by their names, which the vendor adds to the fields of the form that it sends
 */
public record WebhookProof(Map<String, String> headers, String query, Map<String, String> fields) {
    public WebhookProof {
        headers = Map.copyOf(headers);
        fields = Map.copyOf(fields);
    }

    /** Headers and a query, and nothing in the body. */
    public WebhookProof(Map<String, String> headers, String query) {
        this(headers, query, Map.of());
    }

    /** One field of the form that the vendor sends. */
    public static WebhookProof field(String name, String value) {
        return new WebhookProof(Map.of(), "", Map.of(name, value));
    }

    /** Whether it proves the body: a token in the query proves nothing of it. */
    boolean signsBody() {
        return !headers.isEmpty() || !fields.isEmpty();
    }

    /** The body as the vendor sends it. */
    byte[] in(byte[] body) {
        StringBuilder more = new StringBuilder();
        fields.forEach((name, value) -> more.append(body.length + more.length() == 0 ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        byte[] added = more.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(body, body.length + added.length);
        System.arraycopy(added, 0, all, body.length, added.length);
        return all;
    }

    /** Headers alone, as {@code name, value, name, value…}. */
    public static WebhookProof headers(String... namesAndValues) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new WebhookProof(headers, "");
    }

    @Override
    public String toString() {
        return "WebhookProof" + headers.keySet() + fields.keySet() + (query.isEmpty() ? "" : " and a query");
    }
}
