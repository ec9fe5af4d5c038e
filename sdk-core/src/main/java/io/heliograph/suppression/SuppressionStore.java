package io.heliograph.suppression;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The port for storing suppressions and their removals. A store only keeps; {@link SuppressionList} decides which message
 * is blocked.
 *
 * <p>Numbers are in their {@linkplain PhoneNumber#canonical() canonical} spelling, those of senders too, so that a store can
 * compare them as text.
 *
 * <p>A recipient has at most one suppression for each sender and reason: the latest. STOPs and STARTs arrive late and
 * out of order, so a removal is kept with its time, and an older suppression isn't added any more. Of two with the same time
 * the last to arrive counts. {@link RecipientSuppressions} has these rules as a value, so that a store
 * doesn't write them again.
 *
 * <p>Thread-safe. Each method but {@link #all()} is atomic and complete when it returns: every thread sees the change from
 * then on, and in a durable store it survives the process. A store doesn't evict for lack of space.
 */
public interface SuppressionStore extends AutoCloseable {
    /**
     * Adds a suppression, in place of one that it {@linkplain Suppression#replaces replaces}.
     *
     * @param now the current time: a removal with a later time keeps no suppression out
     * @return whether it was added; not where an equal or later entry is there
     */
    boolean add(Suppression suppression, Instant now);

    /**
     * Removes a recipient's suppressions with this time or an earlier one, for every sender.
     *
     * @return the removed suppressions
     */
    List<Suppression> remove(PhoneNumber recipient, Instant at);

    /**
     * Removes a recipient's suppressions with this time or an earlier one, for one sender.
     *
     * @param sender empty for only those that name no sender
     * @return the removed suppressions
     */
    List<Suppression> remove(PhoneNumber recipient, Optional<Sender> sender, Instant at);

    /** A recipient's suppressions, for every sender; expired ones may be among them. */
    List<Suppression> find(PhoneNumber recipient);

    /**
     * Whether it certainly has no suppression now, so that a bulk call needn't look up each of its recipients; false by
     * default.
     */
    default boolean isCertainlyEmpty() {
        return false;
    }

    /** All suppressions, unordered and read lazily; concurrent changes may or may not be in the stream. */
    Stream<Suppression> all();

    /** Releases connections. */
    @Override
    default void close() {}
}
