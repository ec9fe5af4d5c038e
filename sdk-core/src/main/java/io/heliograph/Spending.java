package io.heliograph;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.SmsProvider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The money of one send: taken before a provider's first attempt, kept if it may be owed, given back if it isn't. Belongs to
 * one send; not thread-safe, but for {@link #settled}, which comes after the send has ended.
 */
final class Spending implements AttemptGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final SpendGuard guard;
    private final SendRequest request;
    private final List<PhoneNumber> recipients;
    private @Nullable SmsProvider provider;
    private SpendGuard.@Nullable Taken taken;
    private final List<Doubt> doubts = new ArrayList<>(0);

    /** What a provider may be owed. */
    private record Doubt(SmsProvider provider, SpendGuard.Taken taken) {}

    Spending(SpendGuard guard, SendRequest request, List<PhoneNumber> recipients) {
        this.guard = guard;
        this.request = request;
        this.recipients = recipients;
    }

    /** Takes what an attempt may cost, unless that is taken already. */
    @Override
    public @Nullable Refusal before(SmsProvider its) {
        if (taken != null) {
            return null;
        }
        try {
            SpendGuard.Taking taking = guard.take(its, request, recipients);
            provider = its;
            taken = taking.taken();
            return taking.refusal();
        } catch (RuntimeException e) {
            // Its message may hold anything, so it isn't repeated.
            return Refusal.of(
                    ErrorType.OTHER, "its estimate failed with " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void rejected() {
        if (taken != null) {
            guard.giveBack(taken, taken.amounts(), recipients);
            taken = null;
        }
    }

    @Override
    public void unknown() {
        if (taken != null && provider != null) {
            doubts.add(new Doubt(provider, taken));
        }
        taken = null;
    }

    /**
     * What became of a send that ended as unknown; only the first word counts, which may come on another thread. Rejected
     * means that none of those in doubt has it; accepted says nothing of the others.
     */
    void settled(SendOutcome outcome) {
        for (Doubt doubt : takeDoubts()) {
            if (outcome instanceof SendOutcome.Rejected) {
                guard.giveBack(doubt.taken(), doubt.taken().amounts(), recipients);
            } else if (outcome instanceof SendOutcome.Accepted accepted
                    && accepted.message().provider().equals(doubt.provider().name())) {
                owed(doubt.provider(), doubt.taken(), accepted.message());
            }
        }
    }

    /** Two may settle at once where the store fails, and what is given back twice could be spent twice. */
    private synchronized List<Doubt> takeDoubts() {
        List<Doubt> open = List.copyOf(doubts);
        doubts.clear();
        return open;
    }

    @Override
    public void accepted(Message message) {
        if (taken != null && provider != null) {
            owed(provider, taken, message);
        }
        taken = null;
    }

    private void owed(SmsProvider its, SpendGuard.Taken estimated, Message message) {
        try {
            correct(its, estimated, message);
        } catch (RuntimeException e) {
            // It is accepted, whatever the code of prices or of a provider does now; what was taken stays taken.
            LOG.warn("the cost of {} stays as estimated: {}", request.key(), e.getClass());
        }
    }

    /** What the vendor says takes the place of what was worked out. */
    private void correct(SmsProvider its, SpendGuard.Taken estimated, Message message) {
        Set<PhoneNumber> refused = refused(message);
        boolean single = recipients.size() == 1;
        int parts = single ? Math.max(1, message.segments().orElse(estimated.parts())) : estimated.parts();
        if (refused.isEmpty() && parts == estimated.parts()) {
            return;
        }
        List<PhoneNumber> others =
                recipients.stream().filter(to -> !refused.contains(to)).toList();
        List<BigDecimal> amounts = guard.amounts(its, request, others, parts);
        if (amounts != null) {
            guard.giveBack(estimated, difference(estimated.amounts(), amounts), refused);
        }
    }

    private static List<BigDecimal> difference(List<BigDecimal> from, List<BigDecimal> amounts) {
        List<BigDecimal> differences = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            differences.add(from.get(i).subtract(amounts.get(i)));
        }
        return differences;
    }

    private static Set<PhoneNumber> refused(Message message) {
        return message.recipients().stream()
                .filter(its -> its.status() == Status.REJECTED || its.status() == Status.FAILED)
                .flatMap(its -> its.to().stream())
                .collect(Collectors.toSet());
    }
}
