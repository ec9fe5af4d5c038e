package io.heliograph.money;

import java.math.BigDecimal;

/**
 * An amount of a daily budget. Immutable and thread-safe.
 *
 * @param budget the budget
 * @param currency the currency of the client's prices, for a budget in money
 * @param amount in parts, or in the currency; less than 0 where more is counted than before
 */
public record BudgetAmount(Budget budget, String currency, BigDecimal amount) {
    /**
     * The name of the budget's count, such as {@code wavix TH USD} or {@code * * parts}. Budgets of several clients that have
     * the same name share one count, whatever the maximum of each is.
     */
    public String counter() {
        return budget.provider() + " " + budget.country() + " " + (budget.inParts() ? "parts" : currency);
    }

    /** Another amount of the same budget. */
    public BudgetAmount withAmount(BigDecimal other) {
        return new BudgetAmount(budget, currency, other);
    }

    /** Whether there is less than the amount left where so much is spent; a message that costs nothing always fits. */
    public boolean exceeds(BigDecimal spent) {
        return amount.signum() > 0 && spent.add(amount).compareTo(budget.max()) > 0;
    }

    /** What is left of the budget where so much is spent, 0 or more. */
    public BigDecimal remaining(BigDecimal spent) {
        return budget.max().subtract(spent).max(BigDecimal.ZERO);
    }
}
