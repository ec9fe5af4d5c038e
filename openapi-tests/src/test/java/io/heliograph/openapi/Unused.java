package io.heliograph.openapi;

import java.util.regex.Pattern;

/**
 * Operations of a document that no provider asks for.
 *
 * @param operations a pattern for all that go together
 * @param reason why not
 */
record Unused(Pattern operations, String reason) {
    static Unused of(String operations, String reason) {
        return new Unused(Pattern.compile(operations), reason);
    }

    boolean covers(String operation) {
        return operations.matcher(operation).matches();
    }
}
