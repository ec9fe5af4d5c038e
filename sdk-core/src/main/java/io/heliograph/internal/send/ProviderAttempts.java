package io.heliograph.internal.send;

import io.heliograph.event.SmsEventListener;
import io.heliograph.http.Deadline;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.EventPublisher;
import io.heliograph.internal.base.Timing;
import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.internal.guard.SpendGuard;
import io.heliograph.internal.guard.SuppressionGuard;
import io.heliograph.internal.key.LostAnswerLookup;
import io.heliograph.internal.plan.RouteCandidate;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Capability;
import io.heliograph.spi.CompletedAttempt;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts of one send at one provider: permit, attempt, retry decision, reconciliation. Belongs to one send. */
public final class ProviderAttempts {
    /**
     * An attempt that took at least this long to find a provider unreachable isn't retried where another provider is
     * left.
     */
    private static final Duration STALLED_AFTER = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private static final ProviderGate.Permit NO_PERMIT = new ProviderGate.Permit(null, false);

    private static final SendResult LOST = new SendResult.Unknown("it ended without a result");

    private final SendState state;
    private final ProviderGate gate;
    private final @Nullable ProviderGate next;
    private final boolean single;
    private final boolean canBeLookedUp;
    private final CompletedAttempt.SendCall call;
    private final PipelineServices services;
    private ProviderGate.Permit permit = NO_PERMIT;
    private @Nullable Attempt lastAttempt;
    private int attempts;
    private List<PhoneNumber> rejectedRecipients = List.of();

    /** Whether the last attempt had less time than the send. */
    private boolean cutShort;

    /**
     * The services that all sends of a client share.
     *
     * @param spend null where there are no spend limits
     */
    public record PipelineServices(
            RetryPolicy retry,
            Timing timing,
            EventPublisher<SmsEventListener> events,
            SuppressionGuard suppressionGuard,
            @Nullable SpendGuard spend) {}

    /**
     * Makes the attempts at a candidate.
     *
     * @param at the index of the provider among the candidates; those after it may be tried instead
     * @param single whether it is for one recipient, so that {@link DuplicateProtection#LOOKUP} can find it
     */
    ProviderAttempts(
            SendState state,
            List<RouteCandidate> candidates,
            int at,
            boolean single,
            CompletedAttempt.SendCall call,
            PipelineServices services) {
        this.state = state;
        gate = candidates.get(at).gate();
        next = RouteCandidate.next(candidates, at);
        this.single = single;
        canBeLookedUp = single && gate.provider().capabilities().contains(Capability.LOOKUP);
        this.call = call;
        this.services = services;
    }

    /** Makes the attempts; null where the next provider may be tried. */
    @Nullable
    SendOutcome run() {
        SendOutcome outcome = attemptUntilDecided();
        if (outcome == null
                && next != null
                && state.attemptCount() < services.retry().maxAttempts()
                && !state.deadline().hasPassed()) {
            services.events().publish(listener -> listener.failedOver(state.key(), gate.name(), next.name()));
        }
        return outcome;
    }

    /** The recipients for whom the provider rejected a whole bulk call; empty if it named none. */
    List<PhoneNumber> rejectedRecipients() {
        return rejectedRecipients;
    }

    private @Nullable SendOutcome attemptUntilDecided() {
        while (true) {
            Failure obstacle = permit(next != null);
            if (obstacle != null) {
                return state.rejected(gate.name(), obstacle);
            }
            CompletedAttempt completed = attempt();
            if (completed.result() instanceof SendResult.Accepted accepted) {
                return state.accepted(accepted.message());
            }
            if (completed.result() instanceof SendResult.Unknown unknown) {
                return reconcile(unknown.reason());
            }
            if (completed.result() instanceof SendResult.Rejected rejected) {
                boolean timedOut = cutShort && rejected.failure().type() == ErrorType.DEADLINE;
                Failure failure = timedOut // the attempt's time is up, and the send's isn't
                        ? Failure.of(ErrorType.UNREACHABLE, rejected.failure().reason())
                        : rejected.failure();
                boolean stalled = failure.type() == ErrorType.UNREACHABLE
                        && completed.attempt().took().compareTo(STALLED_AFTER) >= 0;
                if (((timedOut || stalled) && next != null) || !shouldRetry(failure, completed.attempt())) {
                    rejectedRecipients = rejected.recipients();
                    return state.rejected(gate.name(), failure);
                }
            }
        }
    }

    /** Why no attempt may be made now; null if one may, and {@link #attempt} must follow. */
    private @Nullable Failure permit(boolean hasNext) {
        if (state.deadline().hasPassed()) {
            return deadlinePassed();
        }
        permit = gate.acquire(state.deadline(), hasNext);
        if (permit.failure() != null) {
            return permit.failure();
        }
        boolean permitted = false;
        try {
            Failure failure = state.deadline().hasPassed() ? deadlinePassed() : state.begin(gate.provider());
            permitted = failure == null;
            return failure;
        } finally {
            if (!permitted) { // also where the store throws
                gate.releaseUnused(permit);
            }
        }
    }

    private static Failure deadlinePassed() {
        return Failure.of(ErrorType.DEADLINE, "no time was left for an attempt");
    }

    private CompletedAttempt attempt() {
        int number = state.attemptCount() + 1;
        Deadline deadline = attemptDeadline();
        cutShort = deadline != state.deadline();
        CompletedAttempt completed = null;
        try {
            services.events().publish(listener -> listener.attemptStarted(state.key(), gate.name(), number));
            completed = CompletedAttempt.run(
                    gate.name(), number, state.key(), services.timing().clock(), deadline, call);
        } finally {
            gate.release(permit, completed == null ? LOST : completed.result()); // also on a VirtualMachineError
        }
        services.suppressionGuard().record(state.request(), single, gate.name(), completed.result());
        state.recordAttempt(completed.attempt());
        attempts++;
        Attempt attempt = completed.attempt();
        lastAttempt = attempt;
        services.events().publish(listener -> listener.attemptEnded(state.key(), attempt));
        return completed;
    }

    /** An attempt ends before the send's deadline only where its outcome can be reconciled afterwards. */
    private Deadline attemptDeadline() {
        return services.retry().reconcile() && canReconcile()
                ? state.deadline().orAfter(services.retry().attemptTimeout())
                : state.deadline();
    }

    private boolean canReconcile() {
        return gate.provider().duplicateProtection() == DuplicateProtection.IDEMPOTENCY_KEY
                || (gate.provider().duplicateProtection() == DuplicateProtection.LOOKUP && canBeLookedUp);
    }

    private boolean shouldRetry(Failure failure, Attempt last) {
        Duration wait = waitAfter(failure);
        String veto = new RetryDecision(
                        services.retry(),
                        failure,
                        attempts,
                        state.attemptCount(),
                        next != null,
                        wait,
                        state.deadline(),
                        gate.budget())
                .veto();
        if (veto != null) {
            LOG.debug("{} isn't asked again for {}: {}", gate.name(), state.key(), veto);
            return false;
        }
        services.events().publish(listener -> listener.retried(state.key(), last, wait));
        return sleep(wait);
    }

    /** The longer of our backoff and the provider's Retry-After. */
    private Duration waitAfter(Failure failure) {
        boolean throttled = failure.type() == ErrorType.RATE_LIMITED;
        Duration ours = Backoff.after(
                services.retry(), throttled, attempts, services.timing().jitter());
        return failure.retryAfter().filter(theirs -> theirs.compareTo(ours) > 0).orElse(ours);
    }

    private boolean sleep(Duration wait) {
        try {
            services.timing().sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Reconciles an unknown attempt where the provider allows it; null where the next provider may be tried. */
    private @Nullable SendOutcome reconcile(String reason) {
        if (services.retry().reconcile()) {
            SendResult reconciled = switch (gate.provider().duplicateProtection()) {
                case IDEMPOTENCY_KEY -> repeatWithSameKey();
                case LOOKUP -> canBeLookedUp ? lookup() : null;
                case NONE -> null;
            };
            if (reconciled instanceof SendResult.Accepted accepted) {
                return publishReconciled(state.accepted(accepted.message()));
            }
            if (reconciled instanceof SendResult.Rejected rejected) {
                SendOutcome end = state.rejected(gate.name(), rejected.failure());
                return end instanceof SendOutcome.Rejected
                        ? publishReconciled(end)
                        : end; // an earlier unknown attempt at another provider remains
            }
        }
        LOG.warn("{} may have sent {}: {}", gate.name(), state.key(), reason);
        return state.unknown(gate.name(), reason);
    }

    private SendOutcome publishReconciled(SendOutcome outcome) {
        services.events().publish(listener -> listener.reconciled(outcome));
        return outcome;
    }

    /**
     * Repeats the send at a provider that removes duplicates. Only a result about the message reconciles it: a rejection of the
     * repeated request says nothing about the first.
     */
    private @Nullable SendResult repeatWithSameKey() {
        Failure last = Failure.of(ErrorType.PROVIDER_ERROR, "its response was lost");
        while (true) {
            Duration wait = waitAfter(last);
            String veto = new RetryDecision(
                            services.retry(),
                            last,
                            attempts,
                            state.attemptCount(),
                            false,
                            wait,
                            state.deadline(),
                            gate.budget())
                    .veto();
            if (veto != null) {
                LOG.debug("{} isn't asked again for {} with the same key: {}", gate.name(), state.key(), veto);
                return null;
            }
            Attempt before = lastAttempt;
            if (before != null) {
                services.events().publish(listener -> listener.retried(state.key(), before, wait));
            }
            if (!sleep(wait) || permit(false) != null) {
                return null;
            }
            CompletedAttempt completed = attempt();
            if (completed.isAboutMessage()) {
                return completed.result();
            }
            if (completed.result() instanceof SendResult.Rejected rejected) {
                last = rejected.failure().retryable() ? rejected.failure() : last;
            }
        }
    }

    private @Nullable SendResult lookup() {
        SendResult result = new LostAnswerLookup(gate, state.request(), services.timing()).untilFound(state.deadline());
        if (result != null) {
            services.suppressionGuard().record(state.request(), single, gate.name(), result);
        }
        return result;
    }
}
