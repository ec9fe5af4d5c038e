package io.heliograph.internal.guard;

import io.heliograph.money.Budget;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was spent of each budget, day by day. A clock that goes to another day and back finds what was spent there, so that
 * each day has one budget, and none stands still. Not thread-safe.
 */
final class DailyBudgets {
    /** More days than a clock steps to and fro between; of more, the one that was longest not used is forgotten. */
    private static final int DAYS = 64;

    private final List<Budget> budgets;
    private final Map<LocalDate, BigDecimal[]> spentOn = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, BigDecimal[]> eldest) {
            return size() > DAYS;
        }
    };
    private LocalDate day = LocalDate.MIN;
    private BigDecimal[] spent;

    DailyBudgets(List<Budget> budgets) {
        this.budgets = budgets;
        spent = nothing();
    }

    private BigDecimal[] nothing() {
        BigDecimal[] amounts = new BigDecimal[budgets.size()];
        Arrays.fill(amounts, BigDecimal.ZERO);
        return amounts;
    }

    /** The day that counts from now on. */
    void startDay(LocalDate today) {
        if (!today.equals(day)) {
            day = today;
            spent = spentOn.computeIfAbsent(today, unused -> nothing());
        }
    }

    /** The day that counts now. */
    LocalDate day() {
        return day;
    }

    /** The place of a budget in which there isn't so much left; -1 if all have it. */
    int firstExceeded(List<BigDecimal> amounts) {
        for (int i = 0; i < spent.length; i++) {
            boolean takes = amounts.get(i).signum() > 0;
            if (takes && spent[i].add(amounts.get(i)).compareTo(budgets.get(i).most()) > 0) {
                return i;
            }
        }
        return -1;
    }

    BigDecimal remaining(int budget) {
        return budgets.get(budget).most().subtract(spent[budget]).max(BigDecimal.ZERO);
    }

    void reserve(List<BigDecimal> amounts) {
        for (int i = 0; i < spent.length; i++) {
            spent[i] = spent[i].add(amounts.get(i));
        }
    }

    /** Gives back what was taken on a day. */
    void release(LocalDate then, List<BigDecimal> amounts) {
        BigDecimal[] items = spentOn.get(then);
        for (int i = 0; items != null && i < items.length; i++) {
            items[i] = items[i].subtract(amounts.get(i));
        }
    }
}
