package io.heliograph.internal.guard;

import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.money.Budget;
import io.heliograph.tracking.Charge;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what budgets counted for an accepted message by what its vendor charges, as reports and queries say. Thread-safe. In
 * any order and repetition of the reports a message ends up counted once, at the charge of all of them together.
 *
 * <p>It remembers the last 50,000 accepted messages, without their texts and numbers, and the last 10,000 charges that came before
 * the send had ended.
 */
final class ChargeCorrections {
    private static final int MAX_MESSAGES = 50_000;
    private static final int MAX_EARLY = 10_000;

    private final Map<MessageId, Booking> bookings = bounded(MAX_MESSAGES);
    private final Map<MessageId, Charge> earlyCharges = bounded(MAX_EARLY);

    private static <V> Map<MessageId, V> bounded(int max) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<MessageId, V> eldest) {
                return size() > max;
            }
        };
    }

    /** Remembers what was counted for a message, and corrects it by a charge that came before. */
    void add(MessageId id, Booking booking) {
        Charge early;
        synchronized (this) {
            bookings.put(id, booking);
            early = earlyCharges.remove(id);
        }
        if (early != null) {
            booking.correct(early);
        }
    }

    /** Corrects what was counted for a message; one that isn't known yet may still be in its send. */
    void correct(MessageId id, Charge charge) {
        Booking booking;
        synchronized (this) {
            booking = bookings.get(id);
            if (booking == null) {
                earlyCharges.merge(id, charge, Charge::merge);
                return;
            }
        }
        booking.correct(charge);
    }

    /**
     * How a message counts.
     *
     * @param budgets the budgets that it counts for; null for each other one
     * @param parts the number of parts that were counted
     * @param unitPrice the price of a part, or of the message; null where there is none
     * @param byThePart whether the price grows with the parts
     * @param currency the currency of the budgets
     */
    record Tariff(
            List<@Nullable Budget> budgets,
            int parts,
            @Nullable BigDecimal unitPrice,
            boolean byThePart,
            String currency) {
        /** What a charge counts for each budget; where it says nothing about one, what was counted stays. */
        List<BigDecimal> amounts(Charge charge, List<BigDecimal> counted) {
            BigDecimal segments = BigDecimal.valueOf(charge.segments().orElse(parts));
            BigDecimal tablePrice = unitPrice == null || !byThePart ? unitPrice : unitPrice.multiply(segments);
            BigDecimal price = charge.price()
                    .filter(money -> money.currency().equals(currency))
                    .map(Money::amount)
                    .map(BigDecimal.ZERO::max)
                    .orElse(tablePrice);
            List<BigDecimal> amounts = new ArrayList<>();
            for (int i = 0; i < budgets.size(); i++) {
                Budget budget = budgets.get(i);
                BigDecimal amount = budget == null ? null : budget.inParts() ? segments : price;
                amounts.add(amount == null ? counted.get(i) : amount);
            }
            return amounts;
        }
    }

    /** What is counted for one message; thread-safe. */
    static final class Booking {
        private final LocalDate day;
        private final Tariff tariff;
        private final BiConsumer<LocalDate, List<BigDecimal>> release;
        private List<BigDecimal> counted;
        private Charge charge = Charge.unknown();

        /**
         * What is counted now.
         *
         * @param release takes amounts that a day's budgets get back; negative ones are counted besides
         */
        Booking(
                LocalDate day,
                Tariff tariff,
                List<BigDecimal> counted,
                BiConsumer<LocalDate, List<BigDecimal>> release) {
            this.day = day;
            this.tariff = tariff;
            this.counted = counted;
            this.release = release;
        }

        /** Merged with the charges before, so that a late old one changes nothing. */
        private synchronized void correct(Charge newer) {
            Charge merged = charge.merge(newer);
            if (merged.equals(charge)) {
                charge = merged;
                return;
            }
            List<BigDecimal> amounts = tariff.amounts(merged, counted);
            List<BigDecimal> released = new ArrayList<>();
            for (int i = 0; i < amounts.size(); i++) {
                released.add(counted.get(i).subtract(amounts.get(i)));
            }
            release.accept(day, released);
            charge = merged;
            counted = amounts;
        }
    }
}
