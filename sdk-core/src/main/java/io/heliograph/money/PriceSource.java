package io.heliograph.money;

import io.heliograph.message.SendRequest;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A source of prices by provider and request, for {@code cheapest(…)}, cost estimates and spend limits.
 *
 * <p>Implementations are thread-safe, don't block, and return the same price for the same request, so that a plan shows
 * what a send does.
 */
@FunctionalInterface
public interface PriceSource {
    /**
     * The price of the whole request; all prices are amounts of one currency.
     *
     * @return empty if the price isn't known: the provider then comes after those with a price
     */
    Optional<BigDecimal> price(String provider, SendRequest request);

    /**
     * The price of the whole request, given the number of parts that the provider counts, for prices by the part.
     *
     * @param parts 1 or more; 1 where the provider bills by the message
     */
    default Optional<BigDecimal> price(String provider, SendRequest request, int parts) {
        return price(provider, request);
    }

    /** The currency of all prices, three letters of ISO 4217; {@code XXX} ("no currency") where it isn't known. */
    default String currency() {
        return "XXX";
    }

    /** A source without prices: {@code cheapest(…)} keeps its written order. */
    static PriceSource none() {
        return (provider, request) -> Optional.empty();
    }
}
