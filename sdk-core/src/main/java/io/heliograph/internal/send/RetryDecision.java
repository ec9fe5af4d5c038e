package io.heliograph.internal.send;

import io.heliograph.http.Deadline;
import io.heliograph.internal.guard.RetryBudget;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.policy.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a provider that rejected a send is tried again.
 *
 * @param attemptsHere the attempts at this provider
 * @param totalAttempts the attempts at all providers
 * @param hasNext whether another provider of the route may be tried
 * @param pause the wait before the next attempt
 */
record RetryDecision(
        RetryPolicy policy,
        Failure failure,
        int attemptsHere,
        int totalAttempts,
        boolean hasNext,
        Duration pause,
        Deadline deadline,
        RetryBudget budget) {
    /** Why it isn't retried; null if it is. One reason a line. */
    @Nullable
    String veto() {
        if (!failure.retryable()) return "the result would be the same";
        if (failure.type() == ErrorType.DEADLINE) return "the time is up";
        if (attemptsHere >= policy.maxAttemptsPerProvider()) return "this provider had its maximum of attempts";
        if (totalAttempts >= policy.maxAttempts()) return "the send had its maximum of attempts";
        if (hasNext && requestsPause()) return "another provider needs no pause";
        if (pause.compareTo(Duration.ofNanos(deadline.nanosLeft())) >= 0) return "the wait would outlast the deadline";
        if (!budget.take()) return "the provider's retry budget is used up"; // last, because it takes a token
        return null;
    }

    private boolean requestsPause() {
        return failure.type() == ErrorType.RATE_LIMITED || failure.retryAfter().isPresent();
    }
}
