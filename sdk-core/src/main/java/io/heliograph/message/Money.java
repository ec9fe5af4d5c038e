package io.heliograph.message;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money in a currency. Immutable and thread-safe.
 *
 * @param amount the amount; its scale is the vendor's
 * @param currency the ISO 4217 code, three letters
 */
public record Money(BigDecimal amount, String currency) {
    public Money {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
    }

    /** This amount multiplied by a count. */
    public Money times(int times) {
        return new Money(amount.multiply(BigDecimal.valueOf(times)), currency);
    }

    /** As a record's own, which would be put together at run time, at the first send. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Money money && amount.equals(money.amount) && currency.equals(money.currency);
    }

    @Override
    public int hashCode() {
        return 31 * amount.hashCode() + currency.hashCode();
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
