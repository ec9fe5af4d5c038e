package io.heliograph.money;

import io.heliograph.message.Credits;
import io.heliograph.message.Money;
import io.heliograph.text.Segments;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request would take at one provider, worked out without asking it. Immutable and thread-safe; it holds nothing
 * personal but the text, in its segments.
 *
 * @param provider its name
 * @param segments the text's segments as this provider counts them
 * @param credits what the account would lose, for one recipient
 * @param price what it would cost by the client's prices; empty where there are none for it
 */
public record CostEstimate(String provider, Segments segments, Credits credits, Optional<Money> price) {
    public CostEstimate {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(segments, "segments");
        Objects.requireNonNull(credits, "credits");
        Objects.requireNonNull(price, "price");
    }
}
