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

/** The tries of one send at one provider: permit, breaker, attempt, decision. Belongs to one send. */
public final class ProviderAttempts {
    /** A provider that couldn't be reached for so long isn't tried again while another can be asked. */
    private static final Duration LONG_TRY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private static final SendResult LOST = new SendResult.Unknown("it ended without an answer");

    private final SendState state;
    private final ProviderGate gate;
    private final @Nullable ProviderGate next;
    private final boolean single;
    private final boolean canBeLookedUp;
    private final CompletedAttempt.SendCall sending;
    private final PipelineServices rules;
    private ProviderGate.Permit permit = new ProviderGate.Permit(null, false);
    private @Nullable Attempt lastAttempt;
    private int attempts;

    /** Whether the last try had less time than the send has. */
    private boolean cutShort;

    /**
     * What is the same for all sends of a client.
     *
     * @param spend null where nothing limits what is spent
     */
    public record PipelineServices(
            RetryPolicy retry,
            Timing world,
            EventPublisher<SmsEventListener> events,
            SuppressionGuard optOuts,
            @Nullable SpendGuard spend) {}

    /**
     * Tries that haven't begun.
     *
     * @param at the place of the provider among the steps; those behind it may be asked instead
     * @param single whether it is for one recipient, so that the provider can be asked about it by {@link DuplicateProtection#LOOKUP}
     */
    ProviderAttempts(
            SendState state,
            List<RouteCandidate> steps,
            int at,
            boolean single,
            CompletedAttempt.SendCall sending,
            PipelineServices rules) {
        this.state = state;
        gate = steps.get(at).gate();
        next = RouteCandidate.next(steps, at);
        this.single = single;
        canBeLookedUp = single && gate.provider().capabilities().contains(Capability.LOOKUP);
        this.sending = sending;
        this.rules = rules;
    }

    /** Asks, and asks again as long as that is right; null where the next provider may be asked. */
    @Nullable
    SendOutcome run() {
        SendOutcome outcome = attemptUntilDecided();
        boolean goesOn = state.attemptCount() < rules.retry().maxAttempts()
                && !state.deadline().hasPassed();
        if (outcome == null && next != null && goesOn) {
            rules.events().publish(listener -> listener.failedOver(state.key(), gate.name(), next.name()));
        }
        return outcome;
    }

    private @Nullable SendOutcome attemptUntilDecided() {
        while (true) {
            Failure stopped = permit(next != null);
            if (stopped != null) {
                return state.rejected(gate.name(), stopped);
            }
            CompletedAttempt one = attempt();
            if (one.result() instanceof SendResult.Accepted accepted) {
                return state.accepted(accepted.message());
            }
            if (one.result() instanceof SendResult.Unknown unclear) {
                return afterUnknown(unclear.reason());
            }
            Failure failure = ((SendResult.Rejected) one.result()).failure();
            boolean tooSlow = cutShort && failure.type() == ErrorType.DEADLINE;
            if (tooSlow) { // the try's time is up, and the send's isn't
                failure = Failure.of(ErrorType.UNREACHABLE, failure.reason());
            }
            boolean stalled = failure.type() == ErrorType.UNREACHABLE
                    && one.attempt().took().compareTo(LONG_TRY) >= 0;
            if (((tooSlow || stalled) && next != null) || !shouldRetry(failure, one.attempt())) {
                return state.rejected(gate.name(), failure);
            }
        }
    }

    /** Why no request may be made now; null if one may, which {@link #attempt} must follow. */
    private @Nullable Failure permit(boolean orAnother) {
        if (state.deadline().hasPassed()) {
            return deadlinePassed();
        }
        permit = gate.acquire(state.deadline(), orAnother);
        if (permit.no() != null) {
            return permit.no();
        }
        boolean permitted = false;
        try {
            Failure failure = state.deadline().hasPassed() ? deadlinePassed() : state.begin(gate.provider());
            permitted = failure == null;
            return failure;
        } finally {
            if (!permitted) { // also where the store breaks down
                gate.releaseUnused(permit);
            }
        }
    }

    private static Failure deadlinePassed() {
        return Failure.of(ErrorType.DEADLINE, "no time was left to ask");
    }

    private CompletedAttempt attempt() {
        int number = state.attemptCount() + 1;
        Deadline deadline = attemptDeadline();
        cutShort = deadline != state.deadline();
        CompletedAttempt one = null;
        try {
            rules.events().publish(listener -> listener.attemptStarted(state.key(), gate.name(), number));
            one = CompletedAttempt.run(gate.name(), number, rules.world().clock(), deadline, sending);
        } finally {
            gate.release(permit, one == null ? LOST : one.result()); // also where the virtual machine breaks down
        }
        rules.optOuts().record(state.request(), single, gate.name(), one.result());
        state.recordAttempt(one.attempt());
        attempts++;
        Attempt attempt = one.attempt();
        lastAttempt = attempt;
        rules.events().publish(listener -> listener.attemptEnded(state.key(), attempt));
        return one;
    }

    /** Giving up before the deadline gains something only where what became of the try can be found out. */
    private Deadline attemptDeadline() {
        return rules.retry().reconcile() && canBeReconciled()
                ? state.deadline().orAfter(rules.retry().attemptTimeout())
                : state.deadline();
    }

    private boolean canBeReconciled() {
        return gate.provider().duplicateProtection() == DuplicateProtection.IDEMPOTENCY_KEY
                || (gate.provider().duplicateProtection() == DuplicateProtection.LOOKUP && canBeLookedUp);
    }

    private boolean shouldRetry(Failure failure, Attempt last) {
        Duration wait = waitAfter(failure);
        String veto = new RetryDecision(
                        rules.retry(),
                        failure,
                        attempts,
                        state.attemptCount(),
                        next != null,
                        wait,
                        state.deadline(),
                        gate.budget())
                .veto();
        if (veto != null) {
            LOG.debug("{} isn't asked again: {}", gate.name(), veto);
            return false;
        }
        rules.events().publish(listener -> listener.retried(state.key(), last, wait));
        return slept(wait);
    }

    /** The larger of our wait and theirs. */
    private Duration waitAfter(Failure failure) {
        boolean throttled = failure.type() == ErrorType.RATE_LIMITED;
        Duration ours =
                Backoff.after(rules.retry(), throttled, attempts, rules.world().jitter());
        return failure.retryAfter().filter(theirs -> theirs.compareTo(ours) > 0).orElse(ours);
    }

    private boolean slept(Duration wait) {
        try {
            rules.world().sleep(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Nobody knows what became of it: found out where that can be, and never simply sent again. */
    private @Nullable SendOutcome afterUnknown(String reason) {
        if (rules.retry().reconcile()) {
            SendResult settled = switch (gate.provider().duplicateProtection()) {
                case IDEMPOTENCY_KEY -> repeatWithSameKey();
                case LOOKUP -> canBeLookedUp ? lookup() : null;
                case NONE -> null;
            };
            if (settled instanceof SendResult.Accepted accepted) {
                return publishReconciled(state.accepted(accepted.message()));
            }
            if (settled instanceof SendResult.Rejected refused) {
                SendOutcome end = state.rejected(gate.name(), refused.failure());
                return end instanceof SendOutcome.Rejected ? publishReconciled(end) : end; // an older doubt stays one
            }
        }
        LOG.warn("{} may have sent {}: {}", gate.name(), state.key(), reason);
        return state.unknown(gate.name(), reason);
    }

    private SendOutcome publishReconciled(SendOutcome settled) {
        rules.events().publish(listener -> listener.reconciled(settled));
        return settled;
    }

    /**
     * Sends it again to a provider that removes duplicates. Only what the vendor says of the message settles it: a no to the
     * repeated request says nothing of the first.
     */
    private @Nullable SendResult repeatWithSameKey() {
        Failure last = Failure.of(ErrorType.PROVIDER_ERROR, "its answer got lost");
        while (true) {
            Duration wait = waitAfter(last);
            String veto = new RetryDecision(
                            rules.retry(),
                            last,
                            attempts,
                            state.attemptCount(),
                            false,
                            wait,
                            state.deadline(),
                            gate.budget())
                    .veto();
            if (veto != null) {
                LOG.debug("{} isn't asked again with the same key: {}", gate.name(), veto);
                return null;
            }
            Attempt before = lastAttempt;
            if (before != null) {
                rules.events().publish(listener -> listener.retried(state.key(), before, wait));
            }
            if (!slept(wait) || permit(false) != null) {
                return null;
            }
            CompletedAttempt one = attempt();
            if (one.isAboutMessage()) {
                return one.result();
            }
            if (one.result() instanceof SendResult.Rejected refused) {
                last = refused.failure().retryable() ? refused.failure() : last;
            }
        }
    }

    private @Nullable SendResult lookup() {
        SendResult result = new LostAnswerLookup(gate, state.request(), rules.world()).untilFound(state.deadline());
        if (result != null) {
            rules.optOuts().record(state.request(), single, gate.name(), result);
        }
        return result;
    }
}
