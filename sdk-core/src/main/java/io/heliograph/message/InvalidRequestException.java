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
    private final transient List<Violation> faults;

    public InvalidRequestException(List<Violation> faults) {
        super(message(faults));
        this.faults = List.copyOf(faults);
    }

    public InvalidRequestException(String field, String problem) {
        this(List.of(new Violation(field, problem)));
    }

    private static String message(List<Violation> faults) {
        boolean severalLines = faults.stream().anyMatch(fault -> fault.problem().indexOf('\n') >= 0);
        return faults.stream().map(Violation::toString).collect(Collectors.joining(severalLines ? "\n" : "; "));
    }

    /** Every violation, in the order of the fields. */
    public List<Violation> faults() {
        return faults;
    }
}
