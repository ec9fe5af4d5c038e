package io.heliograph.suppression;

import io.heliograph.message.Violation;
import java.util.List;

/**
 * What became of an import; the three counts together are all lines but the header and blank ones.
 *
 * @param added how many lines were added
 * @param unchanged how many said nothing new: known before, ended, or older than a removal
 * @param faulty how many couldn't be read, and were left out
 * @param faults what is wrong with the first 100 of those, by line and field and without any number
 */
public record ImportResult(long added, long unchanged, long faulty, List<Violation> faults) {
    public ImportResult {
        faults = List.copyOf(faults);
    }
}
