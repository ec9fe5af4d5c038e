package io.heliograph.money;

import io.heliograph.internal.base.Countries;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits on what a client may spend, against bugs and SMS pumping. Immutable and thread-safe; nothing is limited
 * unless set.
 *
 * <p>The cost of a message is estimated before the send. A message over a limit is rejected before any network I/O, with
 * {@link io.heliograph.message.ErrorType#SPEND_LIMIT}. Accepted and unknown sends count; rejected ones don't, and neither
 * do those of which {@code reconcile} finds that they were never sent. The counts belong to this client and are in memory:
 * they begin at 0, and another process has its own, unless both have one {@link SpendStore} in a database.
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

    /** No limits. */
    public static SpendLimits none() {
        return NONE;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The maximum number of parts of a message at its provider. */
    public OptionalInt maxParts() {
        return maxParts == null ? OptionalInt.empty() : OptionalInt.of(maxParts);
    }

    /** The maximum cost of a message to one recipient, in the currency of the client's prices. */
    public Optional<BigDecimal> maxCost() {
        return Optional.ofNullable(maxCost);
    }

    /** The maximum number of messages to a number within any 60 minutes. */
    public OptionalInt perRecipientAndHour() {
        return perRecipientAndHour == null ? OptionalInt.empty() : OptionalInt.of(perRecipientAndHour);
    }

    /** The allowed countries; empty if all are. */
    public Set<String> countries() {
        return countries;
    }

    /** The daily budgets; a message must fit each budget that it matches. */
    public List<Budget> budgets() {
        return budgets;
    }

    /** Whether a limit is in money, which needs prices. */
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

    /** Builds limits; not thread-safe. */
    public static final class Builder {
        private final Set<String> countries = new LinkedHashSet<>();
        private final List<Budget> budgets = new ArrayList<>();
        private @Nullable Integer maxParts;
        private @Nullable BigDecimal maxCost;
        private @Nullable Integer perRecipientAndHour;

        private Builder() {}

        /** The maximum number of parts of a message, 1 to 255. */
        public Builder maxParts(int parts) {
            maxParts = parts;
            return this;
        }

        /** The maximum cost of a message to one recipient, 0 or more, in the currency of the prices. */
        public Builder maxCost(BigDecimal cost) {
            maxCost = cost;
            return this;
        }

        /** The maximum number of messages to a number within any 60 minutes, 1 to 1000; in memory, of the last 250,000 numbers. */
        public Builder perRecipientAndHour(int messages) {
            perRecipientAndHour = messages;
            return this;
        }

        /** Adds allowed countries, two letters of ISO 3166; messages to all others are rejected then. */
        public Builder countries(Collection<String> allowed) {
            countries.addAll(allowed);
            return this;
        }

        /** Adds a budget; a message must fit each budget that it matches. */
        public Builder budget(Budget budget) {
            budgets.add(budget);
            return this;
        }

        /**
         * Builds the limits.
         *
         * @throws InvalidRequestException naming every limit that is out of range
         */
        public SpendLimits build() {
            Violations violations = new Violations();
            if (maxParts != null && (maxParts < 1 || maxParts > MAX_PARTS)) {
                violations.add("maxParts", "must be 1 to " + MAX_PARTS);
            }
            if (maxCost != null && maxCost.signum() < 0) {
                violations.add("maxCost", "must be 0 or more");
            }
            if (perRecipientAndHour != null && (perRecipientAndHour < 1 || perRecipientAndHour > MAX_AN_HOUR)) {
                violations.add("perRecipientAndHour", "must be 1 to " + MAX_AN_HOUR);
            }
            for (String country : countries) {
                if (!Countries.isKnown(country)) {
                    violations.add("countries", "have one that isn't a country such as TH");
                }
            }
            Set<String> different = new HashSet<>();
            for (Budget budget : budgets) {
                different.add(budget.provider() + " " + budget.country() + budget.inParts());
            }
            if (different.size() < budgets.size()) {
                violations.add("budgets", "have one twice for the same provider and country");
            }
            violations.throwIfAny();
            return new SpendLimits(this);
        }
    }
}
