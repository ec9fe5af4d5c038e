package io.heliograph.openapi;

import com.atlassian.oai.validator.model.SimpleRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request as the vendor received it. */
record Exchange(String method, URI uri, Map<String, List<String>> headers, String body) {
    String path() {
        return uri.getPath();
    }

    /** The request as the validator needs it. */
    SimpleRequest request() {
        SimpleRequest.Builder request = new SimpleRequest.Builder(method, path(), false);
        headers.forEach(request::withHeader);
        query().forEach(request::withQueryParam);
        return body.isEmpty() ? request.build() : request.withBody(body).build();
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = uri.getRawQuery();
        for (String pair : raw == null ? List.<String>of() : List.of(raw.split("&", -1))) {
            int equals = pair.indexOf('=');
            query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
