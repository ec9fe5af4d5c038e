package io.heliograph.thaibulk;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Me SMS's estimate of a campaign's price; nothing was sent.
 *
 * <p>Immutable and thread-safe. The vendor's page doesn't name the response's fields (me-sms.com, 2026-11-20), so a
 * value without a likely name is empty, and {@link #rawJson()} has the whole response. {@code toString} hides it.
 */
public final class Estimate {
    private final @Nullable Integer parts;
    private final @Nullable BigDecimal credits;
    private final String rawJson;

    Estimate(@Nullable Integer parts, @Nullable BigDecimal credits, String rawJson) {
        this.parts = parts;
        this.credits = credits;
        this.rawJson = rawJson;
    }

    /** The number of SMS per recipient. */
    public OptionalInt parts() {
        return parts == null ? OptionalInt.empty() : OptionalInt.of(parts);
    }

    /** The price for all recipients together. */
    public Optional<BigDecimal> credits() {
        return Optional.ofNullable(credits);
    }

    /** The vendor's response, unchanged; it may hold numbers and text. */
    public String rawJson() {
        return rawJson;
    }

    @Override
    public String toString() {
        return "Estimate[" + (parts == null ? "?" : parts) + " parts, "
                + (credits == null ? "?" : credits.toPlainString()) + " credits]";
    }
}
