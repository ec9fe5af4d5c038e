package io.heliograph.internal.guard;

import io.heliograph.internal.base.ClientLog;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
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
 * one send; not thread-safe, but for {@link #reconciled}, which comes after the send has ended.
 */
public final class SpendReservation implements AttemptGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final SpendGuard guard;
    private final SendRequest request;
    private final List<PhoneNumber> recipients;
    private @Nullable SmsProvider provider;
    private SpendGuard.@Nullable Reservation taken;
    private final List<UnknownReservation> doubts = new ArrayList<>(0);

    /** What a provider may be owed. */
    private record UnknownReservation(SmsProvider provider, SpendGuard.Reservation reservation) {}

    public SpendReservation(SpendGuard guard, SendRequest request, List<PhoneNumber> recipients) {
        this.guard = guard;
        this.request = request;
        this.recipients = recipients;
    }

    /** Takes what an attempt may cost, unless that is taken already. */
    @Override
    public @Nullable Failure before(SmsProvider smsProvider) {
        if (taken != null) {
            return null;
        }
        try {
            SpendGuard.ReservationResult taking = guard.reserve(smsProvider, request, recipients);
            provider = smsProvider;
            taken = taking.reservation();
            return taking.failure();
        } catch (RuntimeException e) {
            // Its message may hold anything, so it isn't repeated.
            return Failure.of(
                    ErrorType.OTHER, "its estimate failed with " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void rejected() {
        if (taken != null) {
            guard.release(taken, taken.amounts(), recipients);
            taken = null;
        }
    }

    @Override
    public void unknown() {
        if (taken != null && provider != null) {
            doubts.add(new UnknownReservation(provider, taken));
        }
        taken = null;
    }

    /**
     * What became of a send that ended as unknown; only the first word counts, which may come on another thread. Rejected
     * means that none of those in doubt has it; accepted says nothing of the others.
     */
    public void reconciled(SendOutcome outcome) {
        for (UnknownReservation unknownReservation : takeUnknown()) {
            if (outcome instanceof SendOutcome.Rejected) {
                guard.release(
                        unknownReservation.reservation(),
                        unknownReservation.reservation().amounts(),
                        recipients);
            } else if (outcome instanceof SendOutcome.Accepted accepted
                    && accepted.message()
                            .provider()
                            .equals(unknownReservation.provider().name())) {
                owed(unknownReservation.provider(), unknownReservation.reservation(), accepted.message());
            }
        }
    }

    /** Two may settle at once where the store fails, and what is given back twice could be spent twice. */
    private synchronized List<UnknownReservation> takeUnknown() {
        List<UnknownReservation> open = List.copyOf(doubts);
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

    private void owed(SmsProvider smsProvider, SpendGuard.Reservation estimated, Message message) {
        try {
            correct(smsProvider, estimated, message);
        } catch (RuntimeException e) {
            // It is accepted, whatever the code of prices or of a provider does now; what was taken stays taken.
            LOG.warn("the cost of {} stays as estimated: {}", request.key(), e.getClass());
        }
    }

    /** What the vendor says takes the place of what was worked out. */
    private void correct(SmsProvider smsProvider, SpendGuard.Reservation estimated, Message message) {
        Set<PhoneNumber> refused = refused(message);
        boolean single = recipients.size() == 1;
        int parts = single ? Math.max(1, message.segments().orElse(estimated.parts())) : estimated.parts();
        if (refused.isEmpty() && parts == estimated.parts()) {
            return;
        }
        List<PhoneNumber> others =
                recipients.stream().filter(to -> !refused.contains(to)).toList();
        List<BigDecimal> amounts = guard.amounts(smsProvider, request, others, parts);
        if (amounts != null) {
            guard.release(estimated, difference(estimated.amounts(), amounts), refused);
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
                .filter(recipientStatus ->
                        recipientStatus.status() == Status.REJECTED || recipientStatus.status() == Status.FAILED)
                .flatMap(recipientStatus -> recipientStatus.to().stream())
                .collect(Collectors.toSet());
    }
}
