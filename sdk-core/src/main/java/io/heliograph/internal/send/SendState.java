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

/** The way of one send from provider to provider: what was tried, and what each said. Belongs to one send. */
final class SendState {
    private final SendRequest request;
    private final Deadline deadline;
    private final List<AttemptGuard> guards;
    private final List<Attempt> attempts;
    private final List<Rejection> rejections;
    private @Nullable UnknownAttempt unknownAttempt;

    /** A provider that may have sent it, after which others may be asked all the same. */
    private record UnknownAttempt(String provider, String reason) {}

    /** One provider's no, and whether it was asked or left out. */
    private record Rejection(String provider, boolean asked, Failure refusal) {}

    /**
     * A send that hasn't begun.
     *
     * @param guards in the order in which they are asked before each attempt
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
        this.attempts = new ArrayList<>(attempts);
        this.rejections = new ArrayList<>(rejections);
        this.unknownAttempt = unknownAttempt;
    }

    /** The same way so far, for a part of its recipients. */
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

    /** Asks every guard whether the provider may be asked now; why it mustn't be, or null if it may. */
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
        attempts.add(attempt);
    }

    /** The place of the next open step from a place on, or their number; notes those before it as left out. */
    int nextOpen(List<RouteCandidate> steps, int from) {
        int at = from;
        while (at < steps.size()) {
            RouteCandidate candidate = steps.get(at);
            Failure failure = candidate.exclusion();
            if (failure == null) {
                return at;
            }
            rejections.add(new Rejection(candidate.gate().name(), false, failure));
            at++;
        }
        return at;
    }

    SendOutcome accepted(Message message) {
        guards.forEach(guard -> guard.accepted(message));
        return new SendOutcome.Accepted(message, key(), attempts);
    }

    /** A provider's certain no: null where the next one may be asked. */
    @Nullable
    SendOutcome rejected(String provider, Failure failure) {
        guards.forEach(AttemptGuard::rejected);
        rejections.add(new Rejection(provider, true, failure));
        return failure.failover() ? null : conclude();
    }

    /** A provider may have sent it: null where the caller lets the next one be asked all the same. */
    @Nullable
    SendOutcome unknown(String provider, String reason) {
        guards.forEach(AttemptGuard::unknown);
        if (unknownAttempt == null) {
            unknownAttempt = new UnknownAttempt(provider, reason);
        }
        return request.allowsDuplicates() ? null : conclude();
    }

    /** What the send becomes where no provider may be asked at all, and why. */
    SendOutcome blocked(Failure failure) {
        return unknownAttempt != null ? conclude() : new SendOutcome.Rejected(failure, key(), attempts);
    }

    /** What the send becomes where no provider took it; at least one was asked or left out. */
    SendOutcome conclude() {
        if (unknownAttempt != null) {
            return new SendOutcome.Unknown(unknownAttempt.provider(), unknownAttempt.reason(), key(), attempts);
        }
        return new SendOutcome.Rejected(summary(), key(), attempts);
    }

    /**
     * The last provider that was asked decides the type, because it said no; the reason tells of all. What any of them may
     * take later is worth another try as a whole.
     */
    private Failure summary() {
        Rejection decisive = rejections.get(rejections.size() - 1);
        StringJoiner reasons = new StringJoiner("; ");
        boolean retryable = false;
        for (Rejection no : rejections) {
            reasons.add(no.provider() + ": " + no.refusal().reason());
            if (no.asked()) {
                decisive = no;
            }
            retryable |= no.refusal().retryable();
        }
        boolean isFinal = decisive.asked() && !decisive.refusal().failover();
        return decisive.refusal()
                .withReason(reasons.toString())
                .withRetryable(isFinal ? decisive.refusal().retryable() : retryable);
    }
}
