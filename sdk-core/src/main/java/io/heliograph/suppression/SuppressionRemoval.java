package io.heliograph.suppression;

import io.heliograph.message.Sender;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * That a recipient's suppressions were removed at a time: by a START, or by hand. Immutable and thread-safe.
 *
 * @param everySender whether it ends the suppressions of whichever sender
 * @param sender whose suppressions it ends otherwise, a number in its canonical spelling; empty for those that name no sender,
 *     and for no others
 * @param at when it was said
 */
public record SuppressionRemoval(boolean everySender, Optional<Sender> sender, Instant at) {
    /**
     * That a recipient's suppressions were removed at a time.
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

    /** A removal for whichever sender. */
    public static SuppressionRemoval ofEverySender(Instant at) {
        return new SuppressionRemoval(true, Optional.empty(), at);
    }

    /**
     * A removal for one sender.
     *
     * @param sender empty for the suppressions that name no sender, and for no others
     */
    public static SuppressionRemoval ofSender(Optional<Sender> sender, Instant at) {
        return new SuppressionRemoval(false, sender, at);
    }

    /** Whether it ends a suppression, of the same recipient, that is held: one that was said at its time or before. */
    public boolean ends(Suppression held) {
        return concerns(held) && !held.since().isAfter(at);
    }

    /** Whether it keeps out a suppression, of the same recipient, that comes now: one that was said before it. */
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
