package io.heliograph.internal.guard;

import io.heliograph.internal.base.ClientLog;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
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
 * The budget reservation of one send: made before a provider's first attempt, kept if the message may be charged, released if
 * it isn't. Belongs to one send; not thread-safe except {@link #reconciled}, which is called after the send has ended.
 */
public final class SpendReservation implements AttemptGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final SpendGuard guard;
    private final SendRequest request;
    private final List<PhoneNumber> recipients;
    private @Nullable SmsProvider provider;
    private SpendGuard.@Nullable Reservation reservation;
    private final List<UnknownReservation> unknownReservations = new ArrayList<>(0);

    /** A reservation at a provider that may charge for the message. */
    private record UnknownReservation(SmsProvider provider, SpendGuard.Reservation reservation) {}

    public SpendReservation(SpendGuard guard, SendRequest request, List<PhoneNumber> recipients) {
        this.guard = guard;
        this.request = request;
        this.recipients = recipients;
    }

    /** Reserves what an attempt may cost, unless that is reserved already. */
    @Override
    public @Nullable Failure before(SmsProvider attempted) {
        if (reservation != null) {
            return null;
        }
        try {
            SpendGuard.ReservationResult result = guard.reserve(attempted, request, recipients);
            provider = attempted;
            reservation = result.reservation();
            return result.failure();
        } catch (RuntimeException e) {
            return Failure.of(
                    ErrorType.OTHER, "its estimate failed with " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void rejected() {
        if (reservation != null) {
            guard.release(reservation, reservation.amounts(), recipients);
            reservation = null;
        }
    }

    @Override
    public void unknown() {
        if (reservation != null && provider != null) {
            unknownReservations.add(new UnknownReservation(provider, reservation));
        }
        reservation = null;
    }

    /**
     * Applies the outcome of a send that had ended as unknown; only the first call counts, on any thread. Rejected means that
     * none of the unknown providers has the message; accepted says nothing of the others.
     */
    public void reconciled(SendOutcome outcome) {
        for (UnknownReservation unknown : takeUnknown()) {
            if (outcome instanceof SendOutcome.Rejected) {
                guard.release(unknown.reservation(), unknown.reservation().amounts(), recipients);
            } else if (outcome instanceof SendOutcome.Accepted accepted
                    && accepted.message().provider().equals(unknown.provider().name())) {
                charge(unknown.provider(), unknown.reservation(), accepted.message());
            }
        }
    }

    /**
     * Returns each reservation once: two calls may reconcile at once where the store fails, and a release must not happen
     * twice.
     */
    private synchronized List<UnknownReservation> takeUnknown() {
        List<UnknownReservation> taken = List.copyOf(unknownReservations);
        unknownReservations.clear();
        return taken;
    }

    @Override
    public void accepted(Message message) {
        if (reservation != null && provider != null) {
            charge(provider, reservation, message);
        }
        reservation = null;
    }

    private void charge(SmsProvider attempted, SpendGuard.Reservation estimated, Message message) {
        try {
            int parts = parts(estimated, message);
            List<BigDecimal> counted = correct(attempted, estimated, message, parts);
            if (recipients.size() == 1) {
                expectCharge(attempted, message.id(), recipients.get(0), parts, estimated, counted);
            } else {
                expectCharges(attempted, estimated, message, parts);
            }
        } catch (RuntimeException e) {
            // The send stays accepted where the code of prices or of a provider fails now; the reservation stays too.
            LOG.warn("the cost of {} stays as estimated: {}", request.key(), e.getClass());
        }
    }

    private int parts(SpendGuard.Reservation estimated, Message message) {
        boolean single = recipients.size() == 1;
        return single ? Math.max(1, message.segments().orElse(estimated.parts())) : estimated.parts();
    }

    /** Replaces the estimate by the vendor's segment count and its rejected recipients; the amounts that are counted now. */
    private List<BigDecimal> correct(
            SmsProvider attempted, SpendGuard.Reservation estimated, Message message, int parts) {
        Set<PhoneNumber> rejectedRecipients = rejectedRecipients(message);
        if (rejectedRecipients.isEmpty() && parts == estimated.parts()) {
            return estimated.amounts();
        }
        List<PhoneNumber> others = recipients.stream()
                .filter(to -> !rejectedRecipients.contains(to))
                .toList();
        List<BigDecimal> amounts = guard.amounts(attempted, request, others, parts);
        if (amounts == null) {
            return estimated.amounts();
        }
        guard.release(estimated, difference(estimated.amounts(), amounts), rejectedRecipients);
        return amounts;
    }

    /** The vendor charges each recipient of a bulk send by itself where it gives each a message id. */
    private void expectCharges(SmsProvider attempted, SpendGuard.Reservation estimated, Message message, int parts) {
        Set<PhoneNumber> rejectedRecipients = rejectedRecipients(message);
        for (RecipientStatus status : message.recipients()) {
            PhoneNumber to = status.to().orElse(null);
            if (to != null && !rejectedRecipients.contains(to) && !status.id().equals(message.id())) {
                List<BigDecimal> counted = guard.amounts(attempted, request, List.of(to), parts);
                if (counted != null) {
                    expectCharge(attempted, status.id(), to, parts, estimated, counted);
                }
            }
        }
    }

    private void expectCharge(
            SmsProvider attempted,
            MessageId id,
            PhoneNumber to,
            int parts,
            SpendGuard.Reservation estimated,
            List<BigDecimal> counted) {
        guard.expectCharge(id, attempted, request.withRecipient(to, request.key()), parts, estimated.day(), counted);
    }

    private static List<BigDecimal> difference(List<BigDecimal> from, List<BigDecimal> amounts) {
        List<BigDecimal> differences = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            differences.add(from.get(i).subtract(amounts.get(i)));
        }
        return differences;
    }

    private static Set<PhoneNumber> rejectedRecipients(Message message) {
        return message.recipients().stream()
                .filter(status -> status.status() == Status.REJECTED || status.status() == Status.FAILED)
                .flatMap(status -> status.to().stream())
                .collect(Collectors.toSet());
    }
}
