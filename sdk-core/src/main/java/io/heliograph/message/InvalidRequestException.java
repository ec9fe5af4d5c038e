package io.heliograph.message;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown for invalid input while a value is built. No send has begun, so nothing was or will be sent.
 *
 * <p>It lists every violation at once. Its message holds field names and value shapes, never a number, a message's text
 * or a secret. For a route it has several lines, with a caret below the error.
 */
public final class InvalidRequestException extends IllegalArgumentException {
    private final transient List<Violation> violations;

    public InvalidRequestException(List<Violation> violations) {
        super(message(violations));
        this.violations = List.copyOf(violations);
    }

    private InvalidRequestException(String message, List<Violation> violations) {
        super(message);
        this.violations = List.copyOf(violations);
    }

    /** Those of a provider's builder, whose fields are named like the ones of other providers. */
    static InvalidRequestException ofBuilder(String provider, List<Violation> violations) {
        boolean isMissing =
                violations.stream().anyMatch(violation -> violation.problem().startsWith("is missing"));
        return new InvalidRequestException(
                provider + ": " + message(violations) + (isMissing ? "; is its environment variable set?" : ""),
                violations);
    }

    public InvalidRequestException(String field, String problem) {
        this(List.of(new Violation(field, problem)));
    }

    private static String message(List<Violation> violations) {
        boolean severalLines =
                violations.stream().anyMatch(violation -> violation.problem().indexOf('\n') >= 0);
        return violations.stream().map(Violation::toString).collect(Collectors.joining(severalLines ? "\n" : "; "));
    }

    /** Every violation, in the order of the fields. */
    public List<Violation> violations() {
        return violations;
    }
}
