package io.heliograph.money;

import io.heliograph.message.Credits;
import io.heliograph.message.Money;
import io.heliograph.text.Segments;
import java.util.Objects;
import java.util.Optional;

/**
 * The estimated segments, credits and price of a request at one provider, without network I/O. Immutable and thread-safe;
 * it holds no personal data but the text, in its segments.
 *
 * @param provider the provider's name
 * @param segments the text's segments as this provider counts them
 * @param credits what the account would be charged, for one recipient
 * @param price the cost by the client's price source; empty where that has no price
 */
public record CostEstimate(String provider, Segments segments, Credits credits, Optional<Money> price) {
    public CostEstimate {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(segments, "segments");
        Objects.requireNonNull(credits, "credits");
        Objects.requireNonNull(price, "price");
    }
}
