package io.heliograph.message;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What is left in an account.
 *
 * @param amount how much
 * @param unit a currency of ISO 4217, or the vendor's kind of credit
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
