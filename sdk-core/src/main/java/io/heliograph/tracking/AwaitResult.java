package io.heliograph.tracking;

import io.heliograph.error.SmsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How waiting for a message ended. Immutable and thread-safe. */
public final class AwaitResult {
    /** Why it ended. */
    public enum Reason {
        /** The message's status is final. */
        FINAL,
        /** The time ended first; the message goes its way. */
        DEADLINE,
        /** The thread was interrupted, and still is. */
        INTERRUPTED
    }

    private final Timeline timeline;
    private final Reason end;
    private final @Nullable SmsException problem;

    /**
     * An end.
     *
     * @param problem what the last question ended with; null if it was answered, or none was asked
     */
    public AwaitResult(Timeline timeline, Reason end, @Nullable SmsException problem) {
        this.timeline = timeline;
        this.end = end;
        this.problem = problem;
    }

    /** What was known at the end. */
    public Timeline timeline() {
        return timeline;
    }

    public Reason end() {
        return end;
    }

    /** Why the provider's last answer was none; empty if it answered, or can't be asked. */
    public Optional<SmsException> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public String toString() {
        return "AwaitResult[" + end + ", " + timeline + "]";
    }
}
