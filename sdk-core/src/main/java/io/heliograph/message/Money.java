package io.heliograph.message;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An amount in a currency, as the vendor wrote it.
 *
 * @param amount the amount; its scale is the vendor's
 * @param currency three letters of ISO 4217
 */
public record Money(BigDecimal amount, String currency) {
    public Money {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
    }

    /** The same so many times. */
    public Money times(int times) {
        return new Money(amount.multiply(BigDecimal.valueOf(times)), currency);
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
