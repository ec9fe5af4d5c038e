package io.heliograph.message;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * The amount that is left in an account, in one unit.
 *
 * @param amount how much
 * @param unit an ISO 4217 currency, or the vendor's kind of credit
 */
public record Balance(BigDecimal amount, String unit) {
    public Balance {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(unit, "unit");
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + unit;
    }
}
