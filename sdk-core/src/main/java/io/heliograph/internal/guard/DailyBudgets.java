package io.heliograph.internal.guard;

import io.heliograph.money.Budget;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The amounts spent of each budget, by day of UTC. Where the clock steps to another day and back, that day's amounts are still
 * there, so that each day has one budget. Not thread-safe.
 */
final class DailyBudgets {
    /** More days than a clock steps between; the least recently used day beyond them is forgotten. */
    private static final int MAX_DAYS = 64;

    private final List<Budget> budgets;
    private final Map<LocalDate, BigDecimal[]> spentOn = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, BigDecimal[]> eldest) {
            return size() > MAX_DAYS;
        }
    };
    private LocalDate day = LocalDate.MIN;
    private BigDecimal[] spent;

    DailyBudgets(List<Budget> budgets) {
        this.budgets = budgets;
        spent = zeros();
    }

    private BigDecimal[] zeros() {
        BigDecimal[] amounts = new BigDecimal[budgets.size()];
        Arrays.fill(amounts, BigDecimal.ZERO);
        return amounts;
    }

    /** Sets the day whose budgets are used from now on. */
    void startDay(LocalDate today) {
        if (!today.equals(day)) {
            day = today;
            spent = spentOn.computeIfAbsent(today, unused -> zeros());
        }
    }

    /** The day whose budgets are used now. */
    LocalDate day() {
        return day;
    }

    /** The index of the first budget with less than its amount left; -1 if all have enough. */
    int firstExceeded(List<BigDecimal> amounts) {
        for (int i = 0; i < spent.length; i++) {
            boolean needsBudget = amounts.get(i).signum() > 0;
            if (needsBudget
                    && spent[i].add(amounts.get(i)).compareTo(budgets.get(i).max()) > 0) {
                return i;
            }
        }
        return -1;
    }

    BigDecimal remaining(int budget) {
        return budgets.get(budget).max().subtract(spent[budget]).max(BigDecimal.ZERO);
    }

    void reserve(List<BigDecimal> amounts) {
        for (int i = 0; i < spent.length; i++) {
            spent[i] = spent[i].add(amounts.get(i));
        }
    }

    /** Releases amounts that were reserved on a day. */
    void release(LocalDate then, List<BigDecimal> amounts) {
        BigDecimal[] spentThen = spentOn.get(then);
        for (int i = 0; spentThen != null && i < spentThen.length; i++) {
            spentThen[i] = spentThen[i].subtract(amounts.get(i));
        }
    }
}
