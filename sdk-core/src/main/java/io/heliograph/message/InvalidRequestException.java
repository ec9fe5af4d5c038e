package io.heliograph.message;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The caller's input is wrong: thrown where a value is built, before any send begins, so nothing was or will be sent.
 *
 * <p>It lists every fault at once. Its message holds field names and shapes, never a number, a text of a message or a
 * secret. It has several lines where a route's text is shown with the place that is wrong.
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

    /** Every fault that was found, in the order of the fields. */
    public List<Violation> faults() {
        return faults;
    }
}
