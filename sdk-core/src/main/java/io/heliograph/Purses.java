package io.heliograph;

import io.heliograph.money.Budget;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** What was spent today of each budget. Not thread-safe. */
final class Purses {
    private final List<Budget> budgets;
    private final BigDecimal[] spent;
    private LocalDate day = LocalDate.MIN;

    Purses(List<Budget> budgets) {
        this.budgets = budgets;
        spent = new BigDecimal[budgets.size()];
        Arrays.fill(spent, BigDecimal.ZERO);
    }

    /** The day that counts: a clock that goes back begins no day again. */
    LocalDate dayOf(LocalDate today) {
        if (today.isAfter(day)) {
            day = today;
            Arrays.fill(spent, BigDecimal.ZERO);
        }
        return day;
    }

    /** The place of a budget in which there isn't so much left; -1 if all have it. */
    int tooSmall(List<BigDecimal> amounts) {
        for (int i = 0; i < spent.length; i++) {
            boolean takes = amounts.get(i).signum() > 0;
            if (takes && spent[i].add(amounts.get(i)).compareTo(budgets.get(i).most()) > 0) {
                return i;
            }
        }
        return -1;
    }

    BigDecimal left(int budget) {
        return budgets.get(budget).most().subtract(spent[budget]).max(BigDecimal.ZERO);
    }

    void take(List<BigDecimal> amounts) {
        for (int i = 0; i < spent.length; i++) {
            spent[i] = spent[i].add(amounts.get(i));
        }
    }

    /** Gives back what was taken on a day, if it is that day still. */
    void giveBack(LocalDate then, List<BigDecimal> amounts) {
        if (day.equals(then)) {
            for (int i = 0; i < spent.length; i++) {
                spent[i] = spent[i].subtract(amounts.get(i));
            }
        }
    }
}
