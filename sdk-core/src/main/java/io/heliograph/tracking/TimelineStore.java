package io.heliograph.tracking;

import io.heliograph.message.MessageId;
import java.util.Optional;

/**
 * The port for storing timelines. A store only keeps; {@link Timeline} has the rules of merging.
 *
 * <p>Thread-safe. {@link #add} is atomic for each message.
 */
public interface TimelineStore extends AutoCloseable {
    /**
     * A timeline before and after a report.
     *
     * @param before the timeline without the report
     * @param after the timeline with it
     */
    record Update(Timeline before, Timeline after) {}

    /** Adds a report to its message's timeline, or begins one. */
    Update add(StatusReport report);

    /** A message's timeline. */
    Optional<Timeline> find(MessageId id);

    /** Releases connections. */
    @Override
    default void close() {}
}
