package io.heliograph.testkit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a vendor adds to a webhook to authenticate it: headers, a query parameter of the URL, or fields of a form.
 * Immutable; {@code toString} shows the names only.
 *
 * @param headers by name, as the vendor writes them
 * @param query without its question mark, for example {@code token=…}; empty if there is none
 * @param fields by name, which the vendor adds to the fields of its form
 */
public record WebhookProof(Map<String, String> headers, String query, Map<String, String> fields) {
    public WebhookProof {
        headers = Map.copyOf(headers);
        fields = Map.copyOf(fields);
    }

    /** Headers and a query, and no form fields. */
    public WebhookProof(Map<String, String> headers, String query) {
        this(headers, query, Map.of());
    }

    /** One field of the vendor's form. */
    public static WebhookProof field(String name, String value) {
        return new WebhookProof(Map.of(), "", Map.of(name, value));
    }

    /** Whether the proof covers the body: a token in the query doesn't. */
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

    /** Only headers, as {@code name, value, name, value…}. */
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
