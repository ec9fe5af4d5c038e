package io.heliograph.money;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The amounts spent of each budget, by day of UTC. Where the clock steps to another day and back, that day's amounts are still
 * there, so that each day has one budget. Not thread-safe.
 */
final class DailySpend {
    /** More days than a clock steps between; the least recently used day beyond them is forgotten. */
    private static final int MAX_DAYS = 64;

    private final Map<LocalDate, Map<String, BigDecimal>> spentOn = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LocalDate, Map<String, BigDecimal>> eldest) {
            return size() > MAX_DAYS;
        }
    };

    BigDecimal spent(LocalDate day, BudgetAmount of) {
        Map<String, BigDecimal> spent = spentOn.get(day);
        return spent == null ? BigDecimal.ZERO : spent.getOrDefault(of.counter(), BigDecimal.ZERO);
    }

    void add(LocalDate day, List<BudgetAmount> amounts) {
        Map<String, BigDecimal> spent = spentOn.computeIfAbsent(day, unused -> new HashMap<>());
        amounts.forEach(amount -> spent.merge(amount.counter(), amount.amount(), BigDecimal::add));
    }

    /** Subtracts from what was spent on a day; a day that was forgotten stays so. */
    void subtract(LocalDate day, List<BudgetAmount> amounts) {
        Map<String, BigDecimal> spent = spentOn.get(day);
        if (spent != null) {
            amounts.forEach(
                    amount -> spent.merge(amount.counter(), amount.amount().negate(), BigDecimal::add));
        }
    }
}
