package io.heliograph.openapi;

import java.util.regex.Pattern;

/**
 * Operations of a document that no provider uses.
 *
 * @param operations a pattern for operations that belong together
 * @param reason why they aren't used
 */
record Unused(Pattern operations, String reason) {
    static Unused of(String operations, String reason) {
        return new Unused(Pattern.compile(operations), reason);
    }

    boolean covers(String operation) {
        return operations.matcher(operation).matches();
    }
}
