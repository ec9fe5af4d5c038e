package io.heliograph;

import io.heliograph.http.Deadline;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.Answer;
import io.heliograph.spi.OneAttempt;
import io.heliograph.spi.SmsProvider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of one send from provider to provider: what was tried, and what each said. Belongs to one send. */
final class SendWay {
    private static final Logger LOG = LoggerFactory.getLogger(SmsClient.class);

    private final SendRequest request;
    private final Deadline deadline;
    private final Clock clock;
    private final List<Attempt> attempts;
    private final List<No> noes;

    SendWay(SendRequest request, Deadline deadline, Clock clock) {
        this(request, deadline, clock, List.of(), List.of());
    }

    private SendWay(SendRequest request, Deadline deadline, Clock clock, List<Attempt> attempts, List<No> noes) {
        this.request = request;
        this.deadline = deadline;
        this.clock = clock;
        this.attempts = new ArrayList<>(attempts);
        this.noes = new ArrayList<>(noes);
    }

    Deadline deadline() {
        return deadline;
    }

    /** The same way so far, for a part of its recipients. */
    SendWay goingOn(SendRequest part, Deadline itsDeadline) {
        return new SendWay(part, itsDeadline, clock, attempts, noes);
    }

    /** Asks a provider, if it can take the request; null where the next one may be asked. */
    @Nullable
    SendOutcome ask(SmsProvider provider, OneAttempt.Sending sending) {
        Refusal unsuitable = Suitability.refusal(provider, request);
        if (unsuitable != null) {
            LOG.debug("{} left out: {}", provider.name(), unsuitable.reason());
            noes.add(new No(provider.name(), false, unsuitable));
            return null;
        }
        if (deadline.hasPassed()) {
            noes.add(new No(provider.name(), true, Refusal.of(ErrorType.DEADLINE, "no time was left to ask")));
            return giveUp();
        }
        OneAttempt one = OneAttempt.run(provider.name(), attempts.size() + 1, clock, deadline, sending);
        attempts.add(one.attempt());
        if (one.answer() instanceof Answer.Accepted accepted) {
            return new SendOutcome.Accepted(accepted.message(), request.key(), attempts);
        }
        if (one.answer() instanceof Answer.Unclear unclear) {
            LOG.warn("{} may have sent {}: {}", provider.name(), request.key(), unclear.reason());
            return new SendOutcome.Unknown(provider.name(), unclear.reason(), request.key(), attempts);
        }
        Refusal refusal = ((Answer.Refused) one.answer()).refusal();
        noes.add(new No(provider.name(), true, refusal));
        return refusal.failover() ? null : giveUp();
    }

    /** What the send becomes where no provider took it. */
    SendOutcome giveUp() {
        return new SendOutcome.Rejected(summary(), request.key(), attempts);
    }

    /** One provider's no, and whether it was asked or left out. */
    private record No(String provider, boolean asked, Refusal refusal) {}

    /** The last provider that was asked decides the type, because it said no; the reason tells of all. */
    private Refusal summary() {
        No decisive = noes.get(noes.size() - 1);
        StringJoiner reasons = new StringJoiner("; ");
        for (No no : noes) {
            reasons.add(no.provider() + ": " + no.refusal().reason());
            if (no.asked()) {
                decisive = no;
            }
        }
        return decisive.refusal().withReason(reasons.toString());
    }
}
