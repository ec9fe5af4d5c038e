package io.heliograph.internal.send;

import io.heliograph.http.Deadline;
import io.heliograph.internal.guard.AttemptGuard;
import io.heliograph.internal.plan.RouteCandidate;
import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The state of one send: its attempts, and the results of its providers. Belongs to one send. */
final class SendState {
    private final SendRequest request;
    private final Deadline deadline;
    private final List<AttemptGuard> guards;
    private List<Attempt> attempts;
    private List<Rejection> rejections;
    private @Nullable UnknownAttempt unknownAttempt;

    /** An attempt with an unknown result; further providers are tried only where the caller allows duplicates. */
    private record UnknownAttempt(String provider, String reason) {}

    /** Why one provider didn't send, and whether an attempt was made or it was left out. */
    private record Rejection(String provider, boolean attempted, Failure failure) {}

    /**
     * Makes the state of a send that hasn't begun.
     *
     * @param guards in the order in which they run before each attempt
     */
    SendState(SendRequest request, Deadline deadline, List<AttemptGuard> guards) {
        this(request, deadline, guards, List.of(), List.of(), null);
    }

    private SendState(
            SendRequest request,
            Deadline deadline,
            List<AttemptGuard> guards,
            List<Attempt> attempts,
            List<Rejection> rejections,
            @Nullable UnknownAttempt unknownAttempt) {
        this.request = request;
        this.deadline = deadline;
        this.guards = guards;
        this.attempts = attempts;
        this.rejections = rejections;
        this.unknownAttempt = unknownAttempt;
    }

    /** Copies the state for a part of the recipients. */
    SendState forPart(SendRequest part, Deadline partDeadline, List<AttemptGuard> partGuards) {
        return new SendState(part, partDeadline, partGuards, attempts, rejections, unknownAttempt);
    }

    SendRequest request() {
        return request;
    }

    IdempotencyKey key() {
        return request.key();
    }

    Deadline deadline() {
        return deadline;
    }

    int attemptCount() {
        return attempts.size();
    }

    /** Runs the guards before an attempt; why it mustn't be made, or null if it may. */
    @Nullable
    Failure begin(SmsProvider provider) {
        for (AttemptGuard guard : guards) {
            Failure failure = guard.before(provider);
            if (failure != null) {
                return failure;
            }
        }
        return null;
    }

    void recordAttempt(Attempt attempt) {
        attempts = with(attempts, attempt);
    }

    /** A list that isn't changed later, so that no outcome copies it; nearly all sends have one attempt. */
    private static <T> List<T> with(List<T> before, T last) {
        if (before.isEmpty()) {
            return List.of(last);
        }
        List<T> all = new ArrayList<>(before);
        all.add(last);
        return List.copyOf(all);
    }

    /** The index of the next open candidate from an index on, or their number; records those before it as left out. */
    int nextOpen(List<RouteCandidate> candidates, int from) {
        int at = from;
        while (at < candidates.size()) {
            RouteCandidate candidate = candidates.get(at);
            Failure failure = candidate.exclusion();
            if (failure == null) {
                return at;
            }
            rejections = with(rejections, new Rejection(candidate.gate().name(), false, failure));
            at++;
        }
        return at;
    }

    SendOutcome accepted(Message message) {
        for (AttemptGuard guard : guards) {
            guard.accepted(message);
        }
        return new SendOutcome.Accepted(message, key(), attempts);
    }

    /** Records a provider's rejection; null where the next provider may be tried. */
    @Nullable
    SendOutcome rejected(String provider, Failure failure) {
        guards.forEach(AttemptGuard::rejected);
        rejections = with(rejections, new Rejection(provider, true, failure));
        return failure.failover() ? null : conclude();
    }

    /**
     * Records a provider's unknown result; null where the caller allows duplicates, so that the next provider may be
     * tried.
     */
    @Nullable
    SendOutcome unknown(String provider, String reason) {
        guards.forEach(AttemptGuard::unknown);
        if (unknownAttempt == null) {
            unknownAttempt = new UnknownAttempt(provider, reason);
        }
        return request.allowsDuplicates() ? null : conclude();
    }

    /** The outcome where no provider may be tried at all. */
    SendOutcome blocked(Failure failure) {
        return unknownAttempt != null ? conclude() : new SendOutcome.Rejected(failure, key(), attempts);
    }

    /** The outcome where no provider accepted; at least one was tried or left out. */
    SendOutcome conclude() {
        if (unknownAttempt != null) {
            return new SendOutcome.Unknown(unknownAttempt.provider(), unknownAttempt.reason(), key(), attempts);
        }
        return new SendOutcome.Rejected(summary(), key(), attempts);
    }

    /**
     * The failure of all providers: its type is that of the last one that was tried, its reason names all, and it is retryable
     * if that of any provider is.
     */
    private Failure summary() {
        Rejection decisive = rejections.get(rejections.size() - 1);
        StringJoiner reasons = new StringJoiner("; ");
        boolean retryable = false;
        for (Rejection rejection : rejections) {
            reasons.add(rejection.provider() + ": " + rejection.failure().reason());
            if (rejection.attempted()) {
                decisive = rejection;
            }
            retryable |= rejection.failure().retryable();
        }
        boolean isFinal = decisive.attempted() && !decisive.failure().failover();
        return decisive.failure()
                .withReason(reasons.toString())
                .withRetryable(isFinal ? decisive.failure().retryable() : retryable);
    }
}
