package io.heliograph.tracking;

import io.heliograph.message.MessageId;
import java.util.Comparator;

/**
 * Which part of which message an id is, at a vendor that names each part of a text.
 *
 * @param message the whole
 * @param part from 1
 * @param parts how many there are
 */
public record PartOf(MessageId message, int part, int parts) implements Comparable<PartOf> {
    private static final Comparator<PartOf> ORDER = Comparator.comparing((PartOf each) -> each.message.toString())
            .thenComparingInt(PartOf::part)
            .thenComparingInt(PartOf::parts);

    @Override
    public int compareTo(PartOf other) {
        return ORDER.compare(this, other);
    }
}
