package io.heliograph.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code name=value&name=value}, as it stands in queries and in forms; nothing is thrown over it. */
final class FormReader {
    private FormReader() {}

    /** The values of each name, decoded from UTF-8 and in their order; what has no name or no equals sign is left out. */
    static Map<String, List<String>> read(String encoded) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : decoded(pair.substring(0, equals));
            if (!name.isEmpty()) {
                fields.computeIfAbsent(name, any -> new ArrayList<>(1)).add(decoded(pair.substring(equals + 1)));
            }
        }
        return Collections.unmodifiableMap(fields);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // its message holds the value
        }
    }
}
