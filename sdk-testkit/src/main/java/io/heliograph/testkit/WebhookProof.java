package io.heliograph.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a vendor adds to a webhook to prove that it is its own: headers, or something in the URL's query. Immutable;
 * {@code toString} shows the headers' names only.
 *
 * @param headers by their names, as the vendor writes them
 * @param query without its question mark, for example {@code token=…}; empty where there is none
 */
public record WebhookProof(Map<String, String> headers, String query) {
    public WebhookProof {
        headers = Map.copyOf(headers);
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
        return "WebhookProof" + headers.keySet() + (query.isEmpty() ? "" : " and a query");
    }
}
