package io.heliograph.suppression;

import io.heliograph.message.Sender;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A removal of a recipient's suppressions at a time: by a START, or by hand. Immutable and thread-safe.
 *
 * @param everySender whether it ends the suppressions for every sender
 * @param sender the sender whose suppressions it ends otherwise, a number in its canonical spelling; empty for only those
 *     that name no sender
 * @param at the time of the removal
 */
public record SuppressionRemoval(boolean everySender, Optional<Sender> sender, Instant at) {
    /**
     * A removal.
     *
     * @throws IllegalArgumentException if it is for every sender and names one
     */
    public SuppressionRemoval {
        Objects.requireNonNull(at, "at");
        if (everySender && sender.isPresent()) {
            throw new IllegalArgumentException("a removal for every sender names none");
        }
        sender = sender.map(Sender::canonical);
    }

    /** A removal for every sender. */
    public static SuppressionRemoval ofEverySender(Instant at) {
        return new SuppressionRemoval(true, Optional.empty(), at);
    }

    /**
     * A removal for one sender.
     *
     * @param sender empty for only the suppressions that name no sender
     */
    public static SuppressionRemoval ofSender(Optional<Sender> sender, Instant at) {
        return new SuppressionRemoval(false, sender, at);
    }

    /** Whether it ends a stored suppression of the same recipient: one with its time or an earlier one. */
    public boolean ends(Suppression held) {
        return concerns(held) && !held.since().isAfter(at);
    }

    /** Whether it keeps out a new suppression of the same recipient: one with an earlier time. */
    boolean keepsOut(Suppression incoming) {
        return concerns(incoming) && incoming.since().isBefore(at);
    }

    boolean concerns(Suppression suppression) {
        return everySender || sender.equals(suppression.sender());
    }

    boolean hasSameSender(SuppressionRemoval other) {
        return everySender == other.everySender && sender.equals(other.sender);
    }
}
