package io.heliograph;

import io.heliograph.http.Deadline;
import io.heliograph.message.Attempt;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.SmsProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The way of one send from provider to provider: what was tried, and what each said. Belongs to one send. */
final class SendWay {
    private final SendRequest request;
    private final Deadline deadline;
    private final List<AttemptGuard> guards;
    private final List<Attempt> attempts;
    private final List<No> noes;
    private @Nullable Doubt doubt;

    /** A provider that may have sent it, after which others may be asked all the same. */
    private record Doubt(String provider, String reason) {}

    /** One provider's no, and whether it was asked or left out. */
    private record No(String provider, boolean asked, Refusal refusal) {}

    /**
     * A send that hasn't begun.
     *
     * @param guards in the order in which they are asked before each attempt
     */
    SendWay(SendRequest request, Deadline deadline, List<AttemptGuard> guards) {
        this(request, deadline, guards, List.of(), List.of(), null);
    }

    private SendWay(
            SendRequest request,
            Deadline deadline,
            List<AttemptGuard> guards,
            List<Attempt> attempts,
            List<No> noes,
            @Nullable Doubt doubt) {
        this.request = request;
        this.deadline = deadline;
        this.guards = guards;
        this.attempts = new ArrayList<>(attempts);
        this.noes = new ArrayList<>(noes);
        this.doubt = doubt;
    }

    /** The same way so far, for a part of its recipients. */
    SendWay goingOn(SendRequest part, Deadline partDeadline, List<AttemptGuard> partGuards) {
        return new SendWay(part, partDeadline, partGuards, attempts, noes, doubt);
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

    int tries() {
        return attempts.size();
    }

    /** Asks every guard whether the provider may be asked now; why it mustn't be, or null if it may. */
    @Nullable
    Refusal begin(SmsProvider provider) {
        for (AttemptGuard guard : guards) {
            Refusal refusal = guard.before(provider);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    void tried(Attempt attempt) {
        attempts.add(attempt);
    }

    /** The place of the next open step from a place on, or their number; notes those before it as left out. */
    int open(List<Step> steps, int from) {
        int at = from;
        while (at < steps.size()) {
            Step step = steps.get(at);
            Refusal why = step.leftOut();
            if (why == null) {
                return at;
            }
            noes.add(new No(step.lane().name(), false, why));
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
    SendOutcome refused(String provider, Refusal refusal) {
        guards.forEach(AttemptGuard::rejected);
        noes.add(new No(provider, true, refusal));
        return refusal.failover() ? null : giveUp();
    }

    /** A provider may have sent it: null where the caller lets the next one be asked all the same. */
    @Nullable
    SendOutcome unknown(String provider, String reason) {
        guards.forEach(AttemptGuard::unknown);
        if (doubt == null) {
            doubt = new Doubt(provider, reason);
        }
        return request.allowsDuplicates() ? null : giveUp();
    }

    /** What the send becomes where no provider may be asked at all, and why. */
    SendOutcome held(Refusal refusal) {
        return doubt != null ? giveUp() : new SendOutcome.Rejected(refusal, key(), attempts);
    }

    /** What the send becomes where no provider took it; at least one was asked or left out. */
    SendOutcome giveUp() {
        if (doubt != null) {
            return new SendOutcome.Unknown(doubt.provider(), doubt.reason(), key(), attempts);
        }
        return new SendOutcome.Rejected(summary(), key(), attempts);
    }

    /**
     * The last provider that was asked decides the type, because it said no; the reason tells of all. What any of them may
     * take later is worth another try as a whole.
     */
    private Refusal summary() {
        No decisive = noes.get(noes.size() - 1);
        StringJoiner reasons = new StringJoiner("; ");
        boolean retryable = false;
        for (No no : noes) {
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
