package io.heliograph.internal.guard;

import io.heliograph.message.Credits;
import io.heliograph.message.Money;
import io.heliograph.message.SendRequest;
import io.heliograph.money.CostEstimate;
import io.heliograph.money.PriceSource;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import io.heliograph.text.Segments;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calculates what requests cost at providers, in segments, credits and money; without any I/O. Thread-safe. */
public final class CostCalculator {
    private final PriceSource prices;
    private final boolean hasPrices;

    /**
     * Makes a calculator.
     *
     * @param prices null where there are none
     */
    public CostCalculator(@Nullable PriceSource prices) {
        this.prices = prices == null ? PriceSource.none() : prices;
        hasPrices = prices != null;
    }

    public boolean hasPrices() {
        return hasPrices;
    }

    String currency() {
        return prices.currency();
    }

    public CostEstimate estimate(SmsProvider provider, SendRequest request) {
        Segments segments = Segments.of(request.text(), provider.segmentProfile());
        Optional<Money> price = money(provider, request, parts(provider, request));
        return new CostEstimate(provider.name(), segments, provider.estimate(request), price);
    }

    /** The price of a number of segments, with the currency; empty where there is no price. */
    public Optional<Money> money(SmsProvider provider, SendRequest request, int parts) {
        return price(provider, request, parts).map(amount -> new Money(amount, prices.currency()));
    }

    /** The price of a number of segments; where the vendor doesn't charge by segment, a message costs as much as one. */
    Optional<BigDecimal> price(SmsProvider provider, SendRequest request, int parts) {
        boolean byThePart = provider.estimate(request).amounts().containsKey(Credits.PART);
        return prices.price(provider.name(), request, byThePart ? parts : 1);
    }

    /** Prices for a route, by the segments that each provider counts. */
    public PriceSource prices(Map<String, ProviderGate> gates) {
        return (name, request) -> {
            ProviderGate gate = gates.get(name);
            return gate == null ? Optional.empty() : price(gate.provider(), request, parts(gate.provider(), request));
        };
    }

    /** The number of segments that are reported on where reports come by segment; else 0. */
    public static int reportedParts(@Nullable SmsProvider provider, SendRequest request) {
        return provider != null
                        && provider.webhooks()
                                .filter(WebhookParser::reportsParts)
                                .isPresent()
                ? parts(provider, request)
                : 0;
    }

    /** The number of segments by a provider's count; an MMS is one, however long its text is. */
    public static int parts(SmsProvider provider, SendRequest request) {
        return request.media().isEmpty()
                ? Segments.of(request.text(), provider.segmentProfile()).parts()
                : 1;
    }
}
