package io.heliograph.money;

import io.heliograph.internal.base.Countries;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much a client may spend, so that a slip or a thief costs no fortune. Immutable and thread-safe; nothing is limited
 * unless it is said.
 *
 * <p>What a message takes is worked out before it is sent. It is refused before anything leaves this machine, with
 * {@link io.heliograph.message.ErrorType#SPEND_LIMIT}. What was accepted counts, and what may have been; what was refused
 * doesn't, and neither does what {@code reconcile} finds was never sent. The counts are this client's, in memory: they begin
 * at 0, and another process has its own.
 */
public final class SpendLimits {
    private static final SpendLimits NONE = builder().build();
    private static final int MAX_PARTS = 255;
    private static final int MAX_AN_HOUR = 1_000;

    private final @Nullable Integer maxParts;
    private final @Nullable BigDecimal maxCost;
    private final @Nullable Integer perRecipientAndHour;
    private final Set<String> countries;
    private final List<Budget> budgets;

    private SpendLimits(Builder builder) {
        maxParts = builder.maxParts;
        maxCost = builder.maxCost;
        perRecipientAndHour = builder.perRecipientAndHour;
        countries = Set.copyOf(builder.countries);
        budgets = List.copyOf(builder.budgets);
    }

    /** Nothing is limited. */
    public static SpendLimits none() {
        return NONE;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The most parts that a message may take at its provider. */
    public OptionalInt maxParts() {
        return maxParts == null ? OptionalInt.empty() : OptionalInt.of(maxParts);
    }

    /** The most that a message may cost for one recipient, in the currency of the client's prices. */
    public Optional<BigDecimal> maxCost() {
        return Optional.ofNullable(maxCost);
    }

    /** The most messages to a number within any 60 minutes. */
    public OptionalInt perRecipientAndHour() {
        return perRecipientAndHour == null ? OptionalInt.empty() : OptionalInt.of(perRecipientAndHour);
    }

    /** The countries to which messages may go; empty if to all. */
    public Set<String> countries() {
        return countries;
    }

    /** What may be spent in a day; a message must fit each budget that is for it. */
    public List<Budget> budgets() {
        return budgets;
    }

    /** Whether anything is limited in money, for which prices are needed. */
    public boolean needsPrices() {
        return maxCost != null || budgets.stream().anyMatch(budget -> !budget.inParts());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpendLimits spendLimits
                && Objects.equals(maxParts, spendLimits.maxParts)
                && Objects.equals(maxCost, spendLimits.maxCost)
                && Objects.equals(perRecipientAndHour, spendLimits.perRecipientAndHour)
                && countries.equals(spendLimits.countries)
                && budgets.equals(spendLimits.budgets);
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxParts, maxCost, perRecipientAndHour, countries, budgets);
    }

    @Override
    public String toString() {
        return "SpendLimits[maxParts=" + maxParts
                + ", maxCost=" + (maxCost == null ? null : maxCost.toPlainString())
                + ", perRecipientAndHour=" + perRecipientAndHour
                + ", countries=" + countries.stream().sorted().toList()
                + ", budgets=" + budgets + "]";
    }

    /** Collects limits; not thread-safe. */
    public static final class Builder {
        private final Set<String> countries = new LinkedHashSet<>();
        private final List<Budget> budgets = new ArrayList<>();
        private @Nullable Integer maxParts;
        private @Nullable BigDecimal maxCost;
        private @Nullable Integer perRecipientAndHour;

        private Builder() {}

        /** The most parts that a message may take, 1 to 255. */
        public Builder maxParts(int parts) {
            maxParts = parts;
            return this;
        }

        /** The most that a message may cost for one recipient, 0 or more, in the currency of the prices. */
        public Builder maxCost(BigDecimal cost) {
            maxCost = cost;
            return this;
        }

        /** The most messages to a number within any 60 minutes, 1 to 1000; the last 250,000 numbers are remembered. */
        public Builder perRecipientAndHour(int messages) {
            perRecipientAndHour = messages;
            return this;
        }

        /** Adds countries to which messages may go, two letters of ISO 3166; no others may be sent to then. */
        public Builder countries(Collection<String> allowed) {
            countries.addAll(allowed);
            return this;
        }

        /** Adds a budget; a message must fit each that is for it. */
        public Builder budget(Budget budget) {
            budgets.add(budget);
            return this;
        }

        /**
         * Makes the limits.
         *
         * @throws InvalidRequestException naming every limit that is out of range
         */
        public SpendLimits build() {
            Violations faults = new Violations();
            if (maxParts != null && (maxParts < 1 || maxParts > MAX_PARTS)) {
                faults.add("maxParts", "must be 1 to " + MAX_PARTS);
            }
            if (maxCost != null && maxCost.signum() < 0) {
                faults.add("maxCost", "must be 0 or more");
            }
            if (perRecipientAndHour != null && (perRecipientAndHour < 1 || perRecipientAndHour > MAX_AN_HOUR)) {
                faults.add("perRecipientAndHour", "must be 1 to " + MAX_AN_HOUR);
            }
            countries.stream()
                    .filter(country -> !Countries.isKnown(country))
                    .forEach(country -> faults.add("countries", "have one that isn't a country such as TH"));
            long different = budgets.stream()
                    .map(budget -> budget.provider() + " " + budget.country() + budget.inParts())
                    .distinct()
                    .count();
            if (different < budgets.size()) {
                faults.add("budgets", "have one twice for the same provider and country");
            }
            faults.throwIfAny();
            return new SpendLimits(this);
        }
    }
}
