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
import io.heliograph.money.BudgetAmount;
import io.heliograph.money.SpendStore;
import io.heliograph.spi.SmsProvider;
import java.math.BigDecimal;
import java.time.LocalDate;
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
    private @Nullable Estimate estimate;
    private final List<Estimate> unknownReservations = new ArrayList<>(0);

    /** What was reserved at a provider, by a number of parts. */
    private record Estimate(SmsProvider provider, SpendStore.Reservation reservation, int parts) {
        List<BudgetAmount> amounts() {
            return reservation.request().amounts();
        }
    }

    public SpendReservation(SpendGuard guard, SendRequest request, List<PhoneNumber> recipients) {
        this.guard = guard;
        this.request = request;
        this.recipients = recipients;
    }

    /** Reserves what an attempt may cost, unless that is reserved already. */
    @Override
    public @Nullable Failure before(SmsProvider attempted) {
        if (estimate != null) {
            return null;
        }
        try {
            int parts = CostCalculator.parts(attempted, request);
            SpendGuard.ReservationResult result = guard.reserve(attempted, request, recipients, parts);
            SpendStore.Reservation reservation = result.reservation();
            estimate = reservation == null ? null : new Estimate(attempted, reservation, parts);
            return result.failure();
        } catch (RuntimeException e) {
            return Failure.of(
                    ErrorType.OTHER, "its estimate failed with " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void rejected() {
        if (estimate != null) {
            guard.release(estimate.reservation(), estimate.amounts(), recipients);
            estimate = null;
        }
    }

    @Override
    public void unknown() {
        if (estimate != null) {
            unknownReservations.add(estimate);
        }
        estimate = null;
    }

    /**
     * Applies the outcome of a send that had ended as unknown; only the first call counts, on any thread. Rejected means that
     * none of the unknown providers has the message; accepted says nothing of the others.
     */
    public void reconciled(SendOutcome outcome) {
        for (Estimate unknown : takeUnknown()) {
            if (outcome instanceof SendOutcome.Rejected) {
                guard.release(unknown.reservation(), unknown.amounts(), recipients);
            } else if (outcome instanceof SendOutcome.Accepted accepted
                    && accepted.message().provider().equals(unknown.provider().name())) {
                charge(unknown, accepted.message());
            }
        }
    }

    /**
     * Returns each reservation once: two calls may reconcile at once where the store fails, and a release must not happen
     * twice.
     */
    private synchronized List<Estimate> takeUnknown() {
        List<Estimate> taken = List.copyOf(unknownReservations);
        unknownReservations.clear();
        return taken;
    }

    @Override
    public void accepted(Message message) {
        if (estimate != null) {
            charge(estimate, message);
        }
        estimate = null;
    }

    private void charge(Estimate estimated, Message message) {
        try {
            int parts = parts(estimated, message);
            List<BudgetAmount> counted = correct(estimated, message, parts);
            if (recipients.size() == 1) {
                book(estimated, message.id(), recipients.get(0), parts, counted);
            } else {
                bookEach(estimated, message, parts);
            }
        } catch (RuntimeException e) {
            // The send stays accepted where the code of prices, of a provider or of a store fails; the reservation
            // stays too.
            LOG.warn("the cost of {} stays as estimated: {}", request.key(), e.getClass());
        }
    }

    private int parts(Estimate estimated, Message message) {
        boolean single = recipients.size() == 1;
        return single ? Math.max(1, message.segments().orElse(estimated.parts())) : estimated.parts();
    }

    /** Replaces the estimate by the vendor's segment count and its rejected recipients; the amounts that are counted now. */
    private List<BudgetAmount> correct(Estimate estimated, Message message, int parts) {
        Set<PhoneNumber> rejectedRecipients = rejectedRecipients(message);
        if (rejectedRecipients.isEmpty() && parts == estimated.parts()) {
            return estimated.amounts();
        }
        List<PhoneNumber> others = recipients.stream()
                .filter(to -> !rejectedRecipients.contains(to))
                .toList();
        List<BudgetAmount> amounts = guard.amounts(estimated.provider(), request, others, parts);
        boolean isReplaced = amounts != null
                && guard.release(estimated.reservation(), difference(estimated.amounts(), amounts), rejectedRecipients);
        return amounts == null || !isReplaced ? estimated.amounts() : amounts;
    }

    /** The vendor charges each recipient of a bulk send by itself where it gives each a message id. */
    private void bookEach(Estimate estimated, Message message, int parts) {
        Set<PhoneNumber> rejectedRecipients = rejectedRecipients(message);
        for (RecipientStatus status : message.recipients()) {
            PhoneNumber to = status.to().orElse(null);
            if (to != null && !rejectedRecipients.contains(to) && !status.id().equals(message.id())) {
                List<BudgetAmount> counted = guard.amounts(estimated.provider(), request, List.of(to), parts);
                if (counted != null) {
                    book(estimated, status.id(), to, parts, counted);
                }
            }
        }
    }

    private void book(Estimate estimated, MessageId id, PhoneNumber to, int parts, List<BudgetAmount> counted) {
        SendRequest sent = request.withRecipient(to, request.key());
        LocalDate day = estimated.reservation().day();
        guard.book(id, estimated.provider(), sent, parts, day, counted);
    }

    /** What is to be released of the first amounts; a budget that the others don't match gets all of its amount back. */
    private static List<BudgetAmount> difference(List<BudgetAmount> from, List<BudgetAmount> others) {
        List<BudgetAmount> differences = new ArrayList<>();
        for (BudgetAmount amount : from) {
            BigDecimal kept = others.stream()
                    .filter(other -> other.budget().equals(amount.budget()))
                    .map(BudgetAmount::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            differences.add(amount.withAmount(amount.amount().subtract(kept)));
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
