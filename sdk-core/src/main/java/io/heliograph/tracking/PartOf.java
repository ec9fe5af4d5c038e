package io.heliograph.tracking;

import io.heliograph.message.MessageId;
import java.util.Comparator;

/**
 * The message and the part number of an id, at a vendor that gives each part of a text an id.
 *
 * @param message the whole message
 * @param part from 1
 * @param parts the number of parts
 */
public record PartOf(MessageId message, int part, int parts) implements Comparable<PartOf> {
    private static final Comparator<PartOf> ORDER = Comparator.comparing((PartOf each) -> each.message.toString())
            .thenComparingInt(PartOf::part)
            .thenComparingInt(PartOf::parts);

    public PartOf {
        if (!message.isKnown() || part < 1 || part > parts) {
            throw new IllegalArgumentException("part " + part + " of " + parts + " of " + message
                    + " isn't a part: the message needs an id, and the number is from 1 to the number of parts");
        }
    }

    /** The same part under another name of the provider. */
    PartOf withProvider(String name) {
        return new PartOf(message.withProvider(name), part, parts);
    }

    @Override
    public int compareTo(PartOf other) {
        return ORDER.compare(this, other);
    }
}
