package io.heliograph.money;

import io.heliograph.message.Money;
import io.heliograph.tracking.Charge;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is counted for one accepted message, and how its vendor's charge changes that. Immutable and thread-safe; it has neither
 * the recipient's number nor the text.
 *
 * @param day the day of UTC whose budgets it counts for
 * @param counted the amounts that are counted now, of each budget that the message matches
 * @param parts the number of parts that were counted, 1 or more
 * @param unitPrice the price of a part, or of the message; empty where there is none
 * @param byThePart whether the price grows with the parts
 */
public record SpendBooking(
        LocalDate day, List<BudgetAmount> counted, int parts, Optional<BigDecimal> unitPrice, boolean byThePart) {
    public SpendBooking {
        counted = List.copyOf(counted);
    }

    /**
     * The booking by all that is known of the charge; where that says nothing about a budget, what was counted stays. A price in
     * another currency doesn't count.
     */
    public SpendBooking charged(Charge charge) {
        BigDecimal segments = BigDecimal.valueOf(charge.segments().orElse(parts));
        Optional<BigDecimal> tablePrice = byThePart ? unitPrice.map(segments::multiply) : unitPrice;
        List<BudgetAmount> amounts = new ArrayList<>();
        for (BudgetAmount before : counted) {
            Optional<BigDecimal> amount = before.budget().inParts()
                    ? Optional.of(segments)
                    : charge.price()
                            .filter(money -> money.currency().equals(before.currency()))
                            .map(Money::amount)
                            .map(BigDecimal.ZERO::max)
                            .or(() -> tablePrice);
            amounts.add(amount.map(before::withAmount).orElse(before));
        }
        return new SpendBooking(day, amounts, parts, unitPrice, byThePart);
    }

    /** The amounts that the budgets get back when this takes the place of an earlier booking of the same budgets. */
    public List<BudgetAmount> releasedSince(SpendBooking earlier) {
        List<BudgetAmount> released = new ArrayList<>();
        for (int i = 0; i < counted.size(); i++) {
            BudgetAmount before = earlier.counted.get(i);
            released.add(
                    before.withAmount(before.amount().subtract(counted.get(i).amount())));
        }
        return released;
    }
}
