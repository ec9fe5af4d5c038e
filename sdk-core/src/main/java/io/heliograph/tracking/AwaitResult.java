package io.heliograph.tracking;

import io.heliograph.error.SmsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of waiting for a message's final status. Immutable and thread-safe. */
public final class AwaitResult {
    /** Why the wait ended. */
    public enum Reason {
        /** The message's status is final. */
        FINAL,
        /** The timeout came first; the message isn't affected. */
        DEADLINE,
        /** The thread was interrupted; its interrupt flag is still set. */
        INTERRUPTED
    }

    private final Timeline timeline;
    private final Reason reason;
    private final @Nullable SmsException problem;

    /**
     * A result.
     *
     * @param problem what the last status query failed with; null if it succeeded, or there was none
     */
    public AwaitResult(Timeline timeline, Reason reason, @Nullable SmsException problem) {
        this.timeline = timeline;
        this.reason = reason;
        this.problem = problem;
    }

    /** The message's timeline at the end. */
    public Timeline timeline() {
        return timeline;
    }

    public Reason reason() {
        return reason;
    }

    /** What the last status query failed with; empty if it succeeded, or the provider has no status queries. */
    public Optional<SmsException> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public String toString() {
        return "AwaitResult[" + reason + ", " + timeline + "]";
    }
}
