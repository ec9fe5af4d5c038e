package io.heliograph.suppression;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The memory of who gets no messages, and of when somebody was removed. It only keeps; who is held back by it is the list's
 * to say.
 *
 * <p>Numbers come in their {@linkplain PhoneNumber#canonical() canonical} spelling, those of senders too, so that a store can
 * go by their text.
 *
 * <p>A recipient has at most one suppression for each sender and reason: the one that was said last. Words come late and
 * out of order, so a removal is remembered with its time, and what was said before it isn't added any more. Of two words of
 * the same instant the one that comes last counts. {@link RecipientSuppressions} has these rules as a value, so that a store
 * doesn't write them again.
 *
 * <p>Thread-safe. Each method but {@link #all()} is atomic, and is done when it returns: what was added is found by every
 * thread from then on, and in a durable store it survives the process. A store forgets nobody for want of space.
 */
public interface SuppressionStore extends AutoCloseable {
    /**
     * Adds a suppression, or lets it take the place of one that it {@linkplain Suppression#replaces replaces}.
     *
     * @param now when it is added: a removal whose time is after it keeps no suppression out
     * @return whether it was; not where the same or a later word is known
     */
    boolean add(Suppression suppression, Instant now);

    /**
     * Removes a recipient's suppressions that were said at a time or before, for whichever sender.
     *
     * @return what was removed
     */
    List<Suppression> remove(PhoneNumber recipient, Instant at);

    /**
     * Removes those for one sender.
     *
     * @param sender empty for those that are for every sender, and for no others
     * @return what was removed
     */
    List<Suppression> remove(PhoneNumber recipient, Optional<Sender> sender, Instant at);

    /** A recipient's suppressions, whatever their sender; those that have ended may be among them. */
    List<Suppression> find(PhoneNumber recipient);

    /** All of them as the stream is read, in no order; what changes meanwhile may be in it or not. */
    Stream<Suppression> all();

    /** Lets go of connections. */
    @Override
    default void close() {}
}
