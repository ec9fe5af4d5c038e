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
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of one send: which provider may take it, one attempt there, and what to do with the answer. Thread-safe. */
final class Pipeline {
    private static final Logger LOG = LoggerFactory.getLogger(SmsClient.class);

    private final List<SmsProvider> route;
    private final Clock clock;

    Pipeline(List<SmsProvider> route, Clock clock) {
        this.route = List.copyOf(route);
        this.clock = clock;
    }

    SendOutcome send(SendRequest request, Deadline deadline) {
        List<Attempt> attempts = new ArrayList<>();
        List<No> noes = new ArrayList<>();
        for (SmsProvider provider : route) {
            Refusal unsuitable = Suitability.refusal(provider, request);
            if (unsuitable != null) {
                LOG.debug("{} left out: {}", provider.name(), unsuitable.reason());
                noes.add(new No(provider.name(), false, unsuitable));
                continue;
            }
            if (deadline.hasPassed()) {
                noes.add(new No(provider.name(), true, Refusal.of(ErrorType.DEADLINE, "no time was left to ask")));
                break;
            }
            OneAttempt result = OneAttempt.run(
                    provider.name(), attempts.size() + 1, clock, deadline, scope -> provider.send(request, scope));
            attempts.add(result.attempt());
            if (result.answer() instanceof Answer.Accepted accepted) {
                return new SendOutcome.Accepted(accepted.message(), request.key(), attempts);
            }
            if (result.answer() instanceof Answer.Unclear unclear) {
                LOG.warn("{} may have sent {}: {}", provider.name(), request.key(), unclear.reason());
                return new SendOutcome.Unknown(provider.name(), unclear.reason(), request.key(), attempts);
            }
            Refusal refusal = ((Answer.Refused) result.answer()).refusal();
            noes.add(new No(provider.name(), true, refusal));
            if (!refusal.failover()) {
                break;
            }
        }
        return new SendOutcome.Rejected(summary(noes), request.key(), attempts);
    }

    @Override
    public String toString() {
        return route.stream().map(SmsProvider::name).collect(Collectors.joining(" || "));
    }

    /** One provider's no, and whether it was asked or left out. */
    private record No(String provider, boolean asked, Refusal refusal) {}

    /** The last provider that was asked decides the type, because it said no; the reason tells of all. */
    private static Refusal summary(List<No> noes) {
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
