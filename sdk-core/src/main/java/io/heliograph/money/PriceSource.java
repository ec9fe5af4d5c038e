package io.heliograph.money;

import io.heliograph.message.SendRequest;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a request would cost at each provider, for {@code cheapest(…)}.
 *
 * <p>Implementations are thread-safe, answer at once, and give the same price for the same request, so that a plan shows
 * what a send does.
 */
@FunctionalInterface
public interface PriceSource {
    /**
     * The whole request's price; all prices are amounts of one currency.
     *
     * @return empty if it isn't known: the provider is asked after those whose price is
     */
    Optional<BigDecimal> price(String provider, SendRequest request);

    /**
     * The same where it is known how many parts the provider counts, which prices by the part need.
     *
     * @param parts 1 or more; 1 where the provider bills by the message
     */
    default Optional<BigDecimal> price(String provider, SendRequest request, int parts) {
        return price(provider, request);
    }

    /** The currency of all prices, three letters of ISO 4217; {@code XXX}, which is "no currency", where it isn't known. */
    default String currency() {
        return "XXX";
    }

    /** No prices: {@code cheapest(…)} keeps the order in which it is written. */
    static PriceSource none() {
        return (provider, request) -> Optional.empty();
    }
}
