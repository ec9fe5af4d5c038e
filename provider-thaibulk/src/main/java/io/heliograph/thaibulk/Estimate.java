package io.heliograph.thaibulk;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What Me SMS says that a campaign would cost; nothing was sent.
 *
 * <p>Immutable and thread-safe. The vendor's page doesn't name the answer's fields (me-sms.com, 2026-11-20), so what can't
 * be found under a likely name is empty, and {@link #rawJson()} holds the whole answer. {@code toString} hides it.
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

    /** How many SMS one recipient gets. */
    public OptionalInt parts() {
        return parts == null ? OptionalInt.empty() : OptionalInt.of(parts);
    }

    /** What all recipients cost together. */
    public Optional<BigDecimal> credits() {
        return Optional.ofNullable(credits);
    }

    /** The vendor's answer, unchanged; it may hold numbers and text. */
    public String rawJson() {
        return rawJson;
    }

    @Override
    public String toString() {
        return "Estimate[" + (parts == null ? "?" : parts) + " parts, "
                + (credits == null ? "?" : credits.toPlainString()) + " credits]";
    }
}
