package io.heliograph.money;

import io.heliograph.internal.base.Countries;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A daily limit on the spend by provider and country. Immutable and thread-safe.
 *
 * <p>All messages that match share one budget: {@code * TH 50} limits what all providers together charge for messages
 * to Thailand, and {@code wavix * 50} what Wavix charges for messages to any country. A day is a day in UTC.
 *
 * @param provider the provider's name, or {@code *} for all
 * @param country two letters of ISO 3166, or {@code *} for all
 * @param max 0 or more, in the currency of the prices, or in parts
 * @param inParts whether the budget counts parts rather than money
 */
public record Budget(String provider, String country, BigDecimal max, boolean inParts) {
    private static final String ALL = "*";

    private static final Pattern TEXT =
            Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*|\\*) +(\\S+) +([0-9]{1,12}(?:\\.[0-9]{1,9})?)( +parts)?");

    public Budget {
        if (!country.equals(ALL) && !Countries.isKnown(country)) {
            throw new InvalidRequestException(
                    "budgets", "have " + ValueShape.of(country) + " where a country such as TH, or *, is expected");
        }
        if (max.signum() < 0) {
            throw new InvalidRequestException("budgets", "must be 0 or more");
        }
    }

    /**
     * Parses a budget as settings write it: {@code wavix TH 20.00}, {@code * * 500 parts}.
     *
     * @throws InvalidRequestException if it can't be read
     */
    public static Budget parse(String text) {
        Matcher parsed = TEXT.matcher(text.strip());
        if (!parsed.matches()) {
            throw new InvalidRequestException(
                    "budgets",
                    "have " + ValueShape.of(text)
                            + " where provider, country and amount are expected, such as wavix TH 20.00 or * * 500 parts");
        }
        return new Budget(parsed.group(1), parsed.group(2), new BigDecimal(parsed.group(3)), parsed.group(4) != null);
    }

    /** The provider that the budget is for; empty if it is for all. */
    public Optional<String> onlyProvider() {
        return provider.equals(ALL) ? Optional.empty() : Optional.of(provider);
    }

    /** Whether the budget is for messages by a provider to a country; an empty country is an unknown one. */
    public boolean isFor(String itsProvider, String itsCountry) {
        return (provider.equals(ALL) || provider.equals(itsProvider))
                && (country.equals(ALL) || country.equals(itsCountry));
    }

    /** The budget as {@link #parse} reads it. */
    @Override
    public String toString() {
        return provider + " " + country + " " + max.toPlainString() + (inParts ? " parts" : "");
    }
}
