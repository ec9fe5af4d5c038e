package io.heliograph;

import io.heliograph.message.Credits;
import io.heliograph.message.Money;
import io.heliograph.message.SendRequest;
import io.heliograph.routing.Estimate;
import io.heliograph.routing.Prices;
import io.heliograph.spi.SmsProvider;
import io.heliograph.text.Segments;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What requests take at providers, in parts, credits and money; without any I/O. Thread-safe. */
final class Costs {
    private final Prices prices;
    private final boolean hasPrices;

    /**
     * Costs by prices.
     *
     * @param prices null where there are none
     */
    Costs(@Nullable Prices prices) {
        this.prices = prices == null ? Prices.none() : prices;
        hasPrices = prices != null;
    }

    boolean hasPrices() {
        return hasPrices;
    }

    String currency() {
        return prices.currency();
    }

    Estimate estimate(SmsProvider provider, SendRequest request) {
        Segments segments = Segments.of(request.text(), provider.segmentProfile());
        Optional<Money> price = money(provider, request, parts(provider, request));
        return new Estimate(provider.name(), segments, provider.estimate(request), price);
    }

    /** What so many parts cost, with the currency; empty where there is no price. */
    Optional<Money> money(SmsProvider provider, SendRequest request, int parts) {
        return price(provider, request, parts).map(amount -> new Money(amount, prices.currency()));
    }

    /** What so many parts cost; where the vendor's credits aren't parts, a message costs as one. */
    Optional<BigDecimal> price(SmsProvider provider, SendRequest request, int parts) {
        boolean byThePart = provider.estimate(request).amounts().containsKey(Credits.PART);
        return prices.price(provider.name(), request, byThePart ? parts : 1);
    }

    /** Prices for a route, with the parts that each provider counts. */
    Prices prices(Map<String, Lane> lanes) {
        return (name, request) -> {
            Lane lane = lanes.get(name);
            return lane == null ? Optional.empty() : price(lane.provider(), request, parts(lane.provider(), request));
        };
    }

    /** The parts that a provider counts; an MMS is one, however long its text is. */
    static int parts(SmsProvider provider, SendRequest request) {
        return request.media().isEmpty()
                ? Segments.of(request.text(), provider.segmentProfile()).parts()
                : 1;
    }
}
