package io.heliograph.tracking;

import io.heliograph.message.MessageId;
import java.util.Optional;

/**
 * The memory of timelines. It only keeps; what reports make together is {@link Timeline}'s to say.
 *
 * <p>Thread-safe. {@link #add} is atomic for each message.
 */
public interface TimelineStore extends AutoCloseable {
    /**
     * A timeline before and after a report.
     *
     * @param before what was known
     * @param after what is known now
     */
    record Update(Timeline before, Timeline after) {}

    /** Adds a report to the timeline of its message, which it begins if there is none. */
    Update add(StatusReport report);

    /** What is known of a message. */
    Optional<Timeline> find(MessageId id);

    /** Lets go of connections. */
    @Override
    default void close() {}
}
