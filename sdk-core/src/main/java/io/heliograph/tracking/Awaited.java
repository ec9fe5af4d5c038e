package io.heliograph.tracking;

import io.heliograph.error.SmsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How waiting for a message ended. Immutable and thread-safe. */
public final class Awaited {
    /** Why it ended. */
    public enum End {
        /** The message's status is final. */
        FINAL,
        /** The time ended first; the message goes its way. */
        DEADLINE,
        /** The thread was interrupted, and still is. */
        INTERRUPTED
    }

    private final Timeline timeline;
    private final End end;
    private final @Nullable SmsException problem;

    /**
     * An end.
     *
     * @param problem what the last question ended with; null if it was answered, or none was asked
     */
    public Awaited(Timeline timeline, End end, @Nullable SmsException problem) {
        this.timeline = timeline;
        this.end = end;
        this.problem = problem;
    }

    /** What was known at the end. */
    public Timeline timeline() {
        return timeline;
    }

    public End end() {
        return end;
    }

    /** Why the provider's last answer was none; empty if it answered, or can't be asked. */
    public Optional<SmsException> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public String toString() {
        return "Awaited[" + end + ", " + timeline + "]";
    }
}
