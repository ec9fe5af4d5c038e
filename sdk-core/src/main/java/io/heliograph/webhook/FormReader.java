package io.heliograph.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses {@code name=value&name=value}, as queries and forms have it; never throws. */
final class FormReader {
    private FormReader() {}

    /** The values of each name, decoded as UTF-8 and in order; pairs without a name or an equals sign are left out. */
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
            return ""; // the exception's message holds the value
        }
    }
}
