package io.heliograph;

import io.heliograph.event.SmsEventListener;
import io.heliograph.http.Deadline;
import io.heliograph.internal.listeners.EventPublisher;
import io.heliograph.internal.resilience.Backoff;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.OneAttempt;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tries of one send at one provider: permit, breaker, attempt, decision. Belongs to one send. */
final class ProviderTries {
    /** A provider that couldn't be reached for so long isn't tried again while another can be asked. */
    private static final Duration LONG_TRY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private static final Answer LOST = new Answer.Unclear("it ended without an answer");

    private final SendWay way;
    private final Lane lane;
    private final @Nullable Lane next;
    private final boolean single;
    private final boolean canBeLookedUp;
    private final OneAttempt.Sending sending;
    private final Rules rules;
    private Lane.Permit permit = new Lane.Permit(null, false);
    private @Nullable Attempt lastAttempt;
    private int tries;

    /** Whether the last try had less time than the send has. */
    private boolean cutShort;

    /**
     * What is the same for all sends of a client.
     *
     * @param spend null where nothing limits what is spent
     */
    record Rules(
            RetryPolicy retry,
            World world,
            EventPublisher<SmsEventListener> events,
            OptOuts optOuts,
            @Nullable SpendGuard spend) {}

    /**
     * Tries that haven't begun.
     *
     * @param at the place of the provider among the steps; those behind it may be asked instead
     * @param single whether it is for one recipient, so that the provider can be asked about it by {@link Dedupe#LOOKUP}
     */
    ProviderTries(SendWay way, List<Step> steps, int at, boolean single, OneAttempt.Sending sending, Rules rules) {
        this.way = way;
        lane = steps.get(at).lane();
        next = Step.next(steps, at);
        this.single = single;
        canBeLookedUp = single && lane.provider().capabilities().contains(Capability.LOOKUP);
        this.sending = sending;
        this.rules = rules;
    }

    /** Asks, and asks again as long as that is right; null where the next provider may be asked. */
    @Nullable
    SendOutcome run() {
        SendOutcome outcome = ask();
        boolean goesOn =
                way.tries() < rules.retry().maxAttempts() && !way.deadline().hasPassed();
        if (outcome == null && next != null && goesOn) {
            rules.events().publish(listener -> listener.failedOver(way.key(), lane.name(), next.name()));
        }
        return outcome;
    }

    private @Nullable SendOutcome ask() {
        while (true) {
            Refusal stopped = permit(next != null);
            if (stopped != null) {
                return way.refused(lane.name(), stopped);
            }
            OneAttempt one = attempt();
            if (one.answer() instanceof Answer.Accepted accepted) {
                return way.accepted(accepted.message());
            }
            if (one.answer() instanceof Answer.Unclear unclear) {
                return afterUnclear(unclear.reason());
            }
            Refusal refusal = ((Answer.Refused) one.answer()).refusal();
            boolean tooSlow = cutShort && refusal.type() == ErrorType.DEADLINE;
            if (tooSlow) { // the try's time is up, and the send's isn't
                refusal = Refusal.of(ErrorType.UNREACHABLE, refusal.reason());
            }
            boolean stalled = refusal.type() == ErrorType.UNREACHABLE
                    && one.attempt().took().compareTo(LONG_TRY) >= 0;
            if (((tooSlow || stalled) && next != null) || !isToBeTriedAgain(refusal, one.attempt())) {
                return way.refused(lane.name(), refusal);
            }
        }
    }

    /** Why no request may be made now; null if one may, which {@link #attempt} must follow. */
    private @Nullable Refusal permit(boolean orAnother) {
        if (way.deadline().hasPassed()) {
            return noTime();
        }
        permit = lane.enter(way.deadline(), orAnother);
        if (permit.no() != null) {
            return permit.no();
        }
        boolean permitted = false;
        try {
            Refusal no = way.deadline().hasPassed() ? noTime() : way.begin(lane.provider());
            permitted = no == null;
            return no;
        } finally {
            if (!permitted) { // also where the store breaks down
                lane.unused(permit);
            }
        }
    }

    private static Refusal noTime() {
        return Refusal.of(ErrorType.DEADLINE, "no time was left to ask");
    }

    private OneAttempt attempt() {
        int number = way.tries() + 1;
        Deadline its = attemptDeadline();
        cutShort = its != way.deadline();
        OneAttempt one = null;
        try {
            rules.events().publish(listener -> listener.attemptStarted(way.key(), lane.name(), number));
            one = OneAttempt.run(lane.name(), number, rules.world().clock(), its, sending);
        } finally {
            lane.leave(permit, one == null ? LOST : one.answer()); // also where the virtual machine breaks down
        }
        rules.optOuts().heard(way.request(), single, lane.name(), one.answer());
        way.tried(one.attempt());
        tries++;
        Attempt attempt = one.attempt();
        lastAttempt = attempt;
        rules.events().publish(listener -> listener.attemptEnded(way.key(), attempt));
        return one;
    }

    /** Giving up before the deadline gains something only where what became of the try can be found out. */
    private Deadline attemptDeadline() {
        return rules.retry().reconcile() && canBeSettled()
                ? way.deadline().orAfter(rules.retry().attemptTimeout())
                : way.deadline();
    }

    private boolean canBeSettled() {
        return lane.provider().dedupe() == Dedupe.CLIENT_KEY
                || (lane.provider().dedupe() == Dedupe.LOOKUP && canBeLookedUp);
    }

    private boolean isToBeTriedAgain(Refusal refusal, Attempt last) {
        Duration wait = waitAfter(refusal);
        String veto = new RetryDecision(
                        rules.retry(), refusal, tries, way.tries(), next != null, wait, way.deadline(), lane.budget())
                .veto();
        if (veto != null) {
            LOG.debug("{} isn't asked again: {}", lane.name(), veto);
            return false;
        }
        rules.events().publish(listener -> listener.retried(way.key(), last, wait));
        return slept(wait);
    }

    /** The larger of our wait and theirs. */
    private Duration waitAfter(Refusal refusal) {
        boolean throttled = refusal.type() == ErrorType.RATE_LIMITED;
        Duration ours =
                Backoff.after(rules.retry(), throttled, tries, rules.world().chance());
        return refusal.retryAfter().filter(theirs -> theirs.compareTo(ours) > 0).orElse(ours);
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
    private @Nullable SendOutcome afterUnclear(String reason) {
        if (rules.retry().reconcile()) {
            Answer settled = switch (lane.provider().dedupe()) {
                case CLIENT_KEY -> sameKeyAgain();
                case LOOKUP -> canBeLookedUp ? lookup() : null;
                case NONE -> null;
            };
            if (settled instanceof Answer.Accepted accepted) {
                return told(way.accepted(accepted.message()));
            }
            if (settled instanceof Answer.Refused refused) {
                SendOutcome end = way.refused(lane.name(), refused.refusal());
                return end instanceof SendOutcome.Rejected ? told(end) : end; // an older doubt stays one
            }
        }
        LOG.warn("{} may have sent {}: {}", lane.name(), way.key(), reason);
        return way.unknown(lane.name(), reason);
    }

    private SendOutcome told(SendOutcome settled) {
        rules.events().publish(listener -> listener.reconciled(settled));
        return settled;
    }

    /**
     * Sends it again to a provider that removes duplicates. Only what the vendor says of the message settles it: a no to the
     * repeated request says nothing of the first.
     */
    private @Nullable Answer sameKeyAgain() {
        Refusal last = Refusal.of(ErrorType.PROVIDER_ERROR, "its answer got lost");
        while (true) {
            Duration wait = waitAfter(last);
            String veto = new RetryDecision(
                            rules.retry(), last, tries, way.tries(), false, wait, way.deadline(), lane.budget())
                    .veto();
            if (veto != null) {
                LOG.debug("{} isn't asked again with the same key: {}", lane.name(), veto);
                return null;
            }
            Attempt before = lastAttempt;
            if (before != null) {
                rules.events().publish(listener -> listener.retried(way.key(), before, wait));
            }
            if (!slept(wait) || permit(false) != null) {
                return null;
            }
            OneAttempt one = attempt();
            if (one.isAboutMessage()) {
                return one.answer();
            }
            if (one.answer() instanceof Answer.Refused refused) {
                last = refused.refusal().retryable() ? refused.refusal() : last;
            }
        }
    }

    private @Nullable Answer lookup() {
        Answer answer = new Lookup(lane, way.request(), rules.world()).untilFound(way.deadline());
        if (answer != null) {
            rules.optOuts().heard(way.request(), single, lane.name(), answer);
        }
        return answer;
    }
}
