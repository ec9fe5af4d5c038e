package io.heliograph.internal.guard;

import io.heliograph.internal.base.Timing;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.money.Budget;
import io.heliograph.money.SpendLimits;
import io.heliograph.spi.SmsProvider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a client within its {@link SpendLimits}: an amount is taken before an attempt, and given back where the provider
 * refused. Thread-safe: what is left is looked at and taken in one step, which waits for nothing.
 */
public final class SpendGuard {
    private final SpendLimits limits;
    private final CostCalculator costs;
    private final Timing timing;
    private final DailyBudgets purses;
    private final RecipientRateLimiter hours =
            new RecipientRateLimiter(ThreadLocalRandom.current().nextLong());

    private SpendGuard(SpendLimits limits, CostCalculator costs, Timing timing) {
        this.limits = limits;
        this.costs = costs;
        this.timing = timing;
        purses = new DailyBudgets(limits.budgets());
    }

    /**
     * The guard of these limits.
     *
     * @param providers the names of those that are set up
     * @return null if nothing is limited
     * @throws InvalidRequestException if a budget is for a provider that isn't there, or a limit is in money and there are no
     *     prices
     */
    static @Nullable public SpendGuard of(
            SpendLimits limits, Collection<String> providers, CostCalculator costs, Timing timing) {
        limits.budgets()
                .forEach(budget -> budget.onlyProvider()
                        .ifPresent(name -> ProviderGate.checkName("spend", "has a budget for", name, providers)));
        if (limits.needsPrices() && !costs.hasPrices()) {
            throw new InvalidRequestException(
                    "spend", "has a limit in money, and the client has no prices; set heliograph.prices");
        }
        return limits.equals(SpendLimits.none()) ? null : new SpendGuard(limits, costs, timing);
    }

    /** What was taken for an attempt: from the budgets on a day, and from the recipients' hour at a time. */
    record Reservation(LocalDate day, List<BigDecimal> amounts, int parts, long at) {}

    /** What was taken, or why nothing was. */
    record ReservationResult(
            @Nullable Reservation reservation, @Nullable Failure failure) {}

    /** Why a provider mustn't be asked for a message as it is, or not now; null if it may. */
    @Nullable
    public Failure overLimit(SmsProvider provider, SendRequest request) {
        try {
            int parts = CostCalculator.parts(provider, request);
            Failure failure = ofMessage(provider, request, parts);
            return failure != null ? failure : ofDailyBudgets(provider, request, parts);
        } catch (RuntimeException e) {
            // Its message may hold anything, so it isn't repeated.
            return Failure.of(
                    ErrorType.OTHER, "its estimate failed with " + e.getClass().getSimpleName());
        }
    }

    private @Nullable Failure ofMessage(SmsProvider provider, SendRequest request, int parts) {
        String country = country(request);
        if (!limits.countries().isEmpty() && !limits.countries().contains(country)) {
            return limitReached((country.isEmpty() ? "a number of no country" : country)
                    + " isn't among the allowed countries " + String.join(", ", new TreeSet<>(limits.countries())));
        }
        int mostParts = limits.maxParts().orElse(parts);
        if (parts > mostParts) {
            return limitReached("the text takes " + parts + " parts there, and a message may take " + mostParts);
        }
        BigDecimal most = limits.maxCost().orElse(null);
        if (most == null) {
            return null;
        }
        BigDecimal price = costs.price(provider, request, parts).orElse(null);
        if (price == null) {
            return limitReached("its price isn't known, and a message may cost " + money(most));
        }
        return price.compareTo(most) > 0
                ? limitReached("the message costs " + money(price) + " there, and one may cost " + money(most))
                : null;
    }

    private @Nullable Failure ofDailyBudgets(SmsProvider provider, SendRequest request, int parts) {
        List<BigDecimal> amounts = amounts(provider, request, List.of(request.to()), parts);
        if (amounts == null) {
            return unpriced();
        }
        synchronized (this) {
            return overBudget(amounts, List.of(request.to()));
        }
    }

    /** Takes what a request needs at a provider, or says why that can't be; then nothing is taken. */
    ReservationResult reserve(SmsProvider provider, SendRequest request, List<PhoneNumber> recipients) {
        int parts = CostCalculator.parts(provider, request);
        List<BigDecimal> amounts = amounts(provider, request, recipients, parts);
        if (amounts == null) {
            return new ReservationResult(null, unpriced());
        }
        synchronized (this) {
            Failure failure = overBudget(amounts, recipients);
            if (failure != null) {
                return new ReservationResult(null, failure);
            }
            purses.reserve(amounts);
            long now = timing.nanoTime();
            if (limits.perRecipientAndHour().isPresent()) {
                recipients.forEach(recipient -> hours.add(recipient, now));
            }
            return new ReservationResult(new Reservation(purses.day(), amounts, parts, now), null);
        }
    }

    /** Gives back what was taken, for recipients that won't get it. */
    synchronized void release(Reservation taken, List<BigDecimal> amounts, Collection<PhoneNumber> recipients) {
        purses.release(taken.day(), amounts);
        recipients.forEach(recipient -> hours.remove(recipient, taken.at()));
    }

    private @Nullable Failure overBudget(List<BigDecimal> amounts, List<PhoneNumber> recipients) {
        int most = limits.perRecipientAndHour().orElse(Integer.MAX_VALUE);
        long now = timing.nanoTime();
        for (PhoneNumber recipient : recipients) {
            int had = most == Integer.MAX_VALUE ? 0 : hours.count(recipient, now);
            if (had >= most) {
                return limitReached("a recipient had " + had + (had == 1 ? " message" : " messages")
                        + " within the last hour, and may have " + most);
            }
        }
        purses.startDay(LocalDate.ofInstant(timing.clock().instant(), ZoneOffset.UTC));
        int small = purses.firstExceeded(amounts);
        if (small < 0) {
            return null;
        }
        Budget budget = limits.budgets().get(small);
        return limitReached("it takes " + amount(budget, amounts.get(small)) + ", and the day's budget \"" + budget
                + "\" has " + amount(budget, purses.remaining(small)) + " left");
    }

    /** What a request takes of each budget; null if the price that a budget is in isn't known. */
    @Nullable
    List<BigDecimal> amounts(SmsProvider provider, SendRequest request, List<PhoneNumber> recipients, int parts) {
        List<Budget> budgets = limits.budgets();
        List<BigDecimal> amounts = new ArrayList<>(Collections.nCopies(budgets.size(), BigDecimal.ZERO));
        if (budgets.isEmpty()) {
            return amounts;
        }
        for (PhoneNumber recipient : recipients) {
            SendRequest sendRequest = request.withRecipient(recipient, request.key());
            String country = country(sendRequest);
            BigDecimal price = costs.price(provider, sendRequest, parts).orElse(null);
            for (int i = 0; i < budgets.size(); i++) {
                Budget budget = budgets.get(i);
                if (budget.isFor(provider.name(), country)) {
                    BigDecimal amount = budget.inParts() ? BigDecimal.valueOf(parts) : price;
                    if (amount == null) {
                        return null;
                    }
                    amounts.set(i, amounts.get(i).add(amount));
                }
            }
        }
        return amounts;
    }

    private static String country(SendRequest request) {
        return request.to().country().orElse("");
    }

    private static Failure unpriced() {
        return limitReached("its price isn't known, and a budget is in money");
    }

    private static Failure limitReached(String reason) {
        return Failure.of(ErrorType.SPEND_LIMIT, reason);
    }

    private String amount(Budget budget, BigDecimal amount) {
        return budget.inParts()
                ? amount.toPlainString() + (amount.compareTo(BigDecimal.ONE) == 0 ? " part" : " parts")
                : money(amount);
    }

    private String money(BigDecimal amount) {
        return new Money(amount, costs.currency()).toString();
    }
}
