package io.heliograph.money;

import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.tracking.Charge;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts in memory, from 0 on. Thread-safe: one lock, held for a check and a reservation.
 *
 * <p>It remembers the last 50,000 accepted messages, without their texts and numbers, the last 10,000 charges that came before the
 * send had ended, hashes of the last 250,000 recipients, and the spending of 64 days.
 */
public final class MemorySpendStore implements SpendStore {
    private static final int MAX_MESSAGES = 50_000;
    private static final int MAX_EARLY = 10_000;

    private final Clock clock;
    private final LongSupplier nanoTime;
    private final DailySpend daily = new DailySpend();
    private final RecipientRateLimiter recipients =
            new RecipientRateLimiter(ThreadLocalRandom.current().nextLong());
    private final Map<MessageId, Charged> bookings = bounded(MAX_MESSAGES);
    private final Map<MessageId, Charge> earlyCharges = bounded(MAX_EARLY);

    /** What is counted for a message, and its charge so far. */
    private record Charged(SpendBooking booking, Charge charge) {}

    /** A store with the system's clocks. */
    public MemorySpendStore() {
        this(Clock.systemUTC(), System::nanoTime);
    }

    /**
     * A store with other clocks.
     *
     * @param clock for the days of budgets
     * @param nanoTime a monotonic clock, for the hours of recipients
     */
    public MemorySpendStore(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    private static <V> Map<MessageId, V> bounded(int max) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<MessageId, V> eldest) {
                return size() > max;
            }
        };
    }

    @Override
    public synchronized Optional<Excess> check(Request request) {
        return Optional.ofNullable(excess(request, today()));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private @Nullable Excess excess(Request request, LocalDate today) {
        int max = request.perRecipientAndHour();
        if (max > 0) {
            long now = nanoTime.getAsLong();
            for (PhoneNumber recipient : request.recipients()) {
                int count = recipients.count(recipient, now);
                if (count >= max) {
                    return new OverRecipientLimit(count);
                }
            }
        }
        for (BudgetAmount amount : request.amounts()) {
            BigDecimal spent = daily.spent(today, amount);
            if (amount.exceeds(spent)) {
                return new OverBudget(amount, amount.remaining(spent));
            }
        }
        return null;
    }

    @Override
    public synchronized Result reserve(Request request) {
        LocalDate today = today();
        Excess excess = excess(request, today);
        if (excess != null) {
            return excess;
        }
        daily.add(today, request.amounts());
        long now = nanoTime.getAsLong();
        if (request.perRecipientAndHour() > 0) {
            request.recipients().forEach(recipient -> recipients.add(recipient, now));
        }
        return new Reservation(request, today, now);
    }

    @Override
    public synchronized void release(
            Reservation reservation, List<BudgetAmount> amounts, Collection<PhoneNumber> released) {
        daily.subtract(reservation.day(), amounts);
        if (reservation.request().perRecipientAndHour() > 0) {
            released.forEach(recipient -> recipients.remove(recipient, reservation.at()));
        }
    }

    @Override
    public synchronized void book(MessageId id, SpendBooking booking) {
        bookings.put(id, new Charged(booking, Charge.unknown()));
        Charge early = earlyCharges.remove(id);
        if (early != null) {
            correct(id, early);
        }
    }

    @Override
    public synchronized void correct(MessageId id, Charge charge) {
        Charged before = bookings.get(id);
        if (before == null) {
            earlyCharges.merge(id, charge, Charge::merge);
            return;
        }
        Charge merged = before.charge().merge(charge);
        SpendBooking booking = before.booking();
        if (!merged.equals(before.charge())) {
            booking = booking.charged(merged);
            daily.subtract(booking.day(), booking.releasedSince(before.booking()));
        }
        bookings.put(id, new Charged(booking, merged));
    }
}
