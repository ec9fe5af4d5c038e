package io.heliograph.internal.send;

import io.heliograph.http.Deadline;
import io.heliograph.internal.guard.RetryBudget;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.policy.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider that said no is asked again.
 *
 * @param triesHere how often this provider was asked
 * @param triesInAll how often any was
 * @param hasNext whether another provider of the route may be asked
 * @param pause how long it would have to wait first
 */
record RetryDecision(
        RetryPolicy policy,
        Failure refusal,
        int triesHere,
        int triesInAll,
        boolean hasNext,
        Duration pause,
        Deadline deadline,
        RetryBudget budget) {
    /** Why not; null if it is. Every reason against it, one a line. */
    @Nullable
    String veto() {
        if (!refusal.retryable()) return "the answer would be the same";
        if (refusal.type() == ErrorType.DEADLINE) return "the time is up";
        if (triesHere >= policy.maxAttemptsPerProvider()) return "this provider was asked often enough";
        if (triesInAll >= policy.maxAttempts()) return "the send was tried often enough";
        if (hasNext && asksForPause()) return "another provider needs no pause";
        if (pause.compareTo(Duration.ofNanos(deadline.nanosLeft())) >= 0) return "the wait would outlast the deadline";
        if (!budget.take()) return "too many sends are being tried again"; // last, because it takes
        return null;
    }

    private boolean asksForPause() {
        return refusal.type() == ErrorType.RATE_LIMITED || refusal.retryAfter().isPresent();
    }
}
