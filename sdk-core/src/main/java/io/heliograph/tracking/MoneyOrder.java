package io.heliograph.tracking;

import io.heliograph.message.Money;
import java.util.Comparator;

/** The total order of prices, so that the order in which reports arrive has no effect. */
final class MoneyOrder {
    /** By amount; the rest only makes the order total. */
    static final Comparator<Money> BY_AMOUNT = Comparator.comparing(Money::amount)
            .thenComparing(money -> money.amount().scale())
            .thenComparing(Money::currency);

    private MoneyOrder() {}
}
