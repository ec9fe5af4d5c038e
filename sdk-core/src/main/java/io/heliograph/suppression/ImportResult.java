package io.heliograph.suppression;

import io.heliograph.message.Violation;
import java.util.List;

/**
 * The result of a CSV import; the four counts add up to all lines but the header and blank ones.
 *
 * @param added how many lines were added
 * @param removed how many lines with the reason {@code REMOVED} ended a suppression
 * @param unchanged how many lines changed nothing: known before, ended, older than a removal, or removed by a line below
 * @param faulty how many lines were invalid and left out
 * @param violations the violations in the first 100 of those, by line and field, without phone numbers
 */
public record ImportResult(long added, long removed, long unchanged, long faulty, List<Violation> violations) {
    public ImportResult {
        violations = List.copyOf(violations);
    }
}
