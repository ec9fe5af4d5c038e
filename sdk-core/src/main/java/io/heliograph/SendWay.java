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
    private final Journal journal;
    private final Spending spending;
    private final List<Attempt> attempts;
    private final List<No> noes;
    private @Nullable Doubt doubt;

    /** Notes before each attempt that it will be made; a bulk send's calls need none. */
    @FunctionalInterface
    interface Journal {
        /** Why it mustn't be made; null if it may. */
        @Nullable
        Refusal note(String provider);
    }

    /** A provider that may have sent it, after which others may be asked all the same. */
    private record Doubt(String provider, String reason) {}

    /** One provider's no, and whether it was asked or left out. */
    private record No(String provider, boolean asked, Refusal refusal) {}

    SendWay(SendRequest request, Deadline deadline, Journal journal, Spending spending) {
        this(request, deadline, journal, spending, List.of(), List.of(), null);
    }

    private SendWay(
            SendRequest request,
            Deadline deadline,
            Journal journal,
            Spending spending,
            List<Attempt> attempts,
            List<No> noes,
            @Nullable Doubt doubt) {
        this.request = request;
        this.deadline = deadline;
        this.journal = journal;
        this.spending = spending;
        this.attempts = new ArrayList<>(attempts);
        this.noes = new ArrayList<>(noes);
        this.doubt = doubt;
    }

    /** The same way so far, for a part of its recipients. */
    SendWay goingOn(SendRequest part, Deadline itsDeadline, Spending itsSpending) {
        return new SendWay(part, itsDeadline, journal, itsSpending, attempts, noes, doubt);
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

    /** Takes what an attempt may cost, and notes that it will be made; why it mustn't be, or null if it may. */
    @Nullable
    Refusal begin(SmsProvider provider) {
        Refusal tooMuch = spending.take(provider);
        return tooMuch != null ? tooMuch : journal.note(provider.name());
    }

    void tried(Attempt attempt) {
        attempts.add(attempt);
    }

    void leftOut(String provider, Refusal why) {
        noes.add(new No(provider, false, why));
    }

    SendOutcome accepted(Message message) {
        spending.accepted(message);
        return new SendOutcome.Accepted(message, key(), attempts);
    }

    /** A provider's certain no: null where the next one may be asked. */
    @Nullable
    SendOutcome refused(String provider, Refusal refusal) {
        spending.refused();
        noes.add(new No(provider, true, refusal));
        return refusal.failover() ? null : giveUp();
    }

    /** A provider may have sent it: null where the caller lets the next one be asked all the same. */
    @Nullable
    SendOutcome unknown(String provider, String reason) {
        spending.unknown();
        if (doubt == null) {
            doubt = new Doubt(provider, reason);
        }
        return request.allowsDuplicates() ? null : giveUp();
    }

    /** What the send becomes where the client itself holds it back. */
    SendOutcome held(Refusal refusal) {
        return doubt != null ? giveUp() : new SendOutcome.Rejected(refusal, key(), attempts);
    }

    /** What the send becomes where no provider took it. */
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
        if (noes.isEmpty()) {
            return Planner.noRule(request);
        }
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
