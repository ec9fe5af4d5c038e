package io.heliograph.internal.guard;

import io.heliograph.internal.base.Timing;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.money.Budget;
import io.heliograph.money.SpendLimits;
import io.heliograph.spi.SmsProvider;
import io.heliograph.tracking.Charge;
import io.heliograph.tracking.Timeline;
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
 * Enforces {@link SpendLimits}: it reserves an amount before an attempt, and releases it where the provider rejected.
 * Thread-safe: the check and the reservation are one atomic step without I/O.
 */
public final class SpendGuard {
    private final SpendLimits limits;
    private final CostCalculator costs;
    private final Timing timing;
    private final DailyBudgets dailyBudgets;
    private final ChargeCorrections corrections = new ChargeCorrections();
    private final RecipientRateLimiter recipientLimiter =
            new RecipientRateLimiter(ThreadLocalRandom.current().nextLong());

    private SpendGuard(SpendLimits limits, CostCalculator costs, Timing timing) {
        this.limits = limits;
        this.costs = costs;
        this.timing = timing;
        dailyBudgets = new DailyBudgets(limits.budgets());
    }

    /**
     * Makes the guard of these limits.
     *
     * @param providers the names of the providers that are set up
     * @return null if nothing is limited
     * @throws InvalidRequestException if a budget is for a provider that isn't set up, or a limit is in money and there are
     *     no prices
     */
    public static @Nullable SpendGuard of(
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

    /** The reservation of an attempt: amounts of the budgets of a day, and a message of each recipient's hour. */
    record Reservation(LocalDate day, List<BigDecimal> amounts, int parts, long at) {}

    /** A reservation, or why there is none. */
    record ReservationResult(
            @Nullable Reservation reservation, @Nullable Failure failure) {}

    /** Why limits forbid to send a message through a provider; null if they don't. */
    @Nullable
    public Failure overLimit(SmsProvider provider, SendRequest request) {
        try {
            int parts = CostCalculator.parts(provider, request);
            Failure failure = ofMessage(provider, request, parts);
            return failure != null ? failure : ofDailyBudgets(provider, request, parts);
        } catch (RuntimeException e) {
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
        int maxParts = limits.maxParts().orElse(parts);
        if (parts > maxParts) {
            return limitReached("the text takes " + parts + " parts there, and a message may take " + maxParts);
        }
        BigDecimal max = limits.maxCost().orElse(null);
        if (max == null) {
            return null;
        }
        BigDecimal price = costs.price(provider, request, parts).orElse(null);
        if (price == null) {
            return limitReached("its price isn't known, and a message may cost " + money(max));
        }
        return price.compareTo(max) > 0
                ? limitReached("the message costs " + money(price) + " there, and one may cost " + money(max))
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

    /** Reserves what a request costs at a provider; nothing is reserved on failure. */
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
            dailyBudgets.reserve(amounts);
            long now = timing.nanoTime();
            if (limits.perRecipientAndHour().isPresent()) {
                recipients.forEach(recipient -> recipientLimiter.add(recipient, now));
            }
            return new ReservationResult(new Reservation(dailyBudgets.day(), amounts, parts, now), null);
        }
    }

    /** Releases amounts of a reservation, and the recipients' messages of the hour. */
    synchronized void release(Reservation reservation, List<BigDecimal> amounts, Collection<PhoneNumber> recipients) {
        dailyBudgets.release(reservation.day(), amounts);
        recipients.forEach(recipient -> recipientLimiter.remove(recipient, reservation.at()));
    }

    /**
     * Remembers what is counted for an accepted message, so that its vendor's charge can correct that.
     *
     * @param parts the number of parts that is counted
     * @param counted the amounts that are counted, of each budget
     */
    void expectCharge(
            MessageId id,
            SmsProvider provider,
            SendRequest request,
            int parts,
            LocalDate day,
            List<BigDecimal> counted) {
        if (!limits.budgets().isEmpty() && id.isKnown()) {
            String country = country(request);
            List<@Nullable Budget> matching = new ArrayList<>();
            for (Budget budget : limits.budgets()) {
                matching.add(budget.isFor(provider.name(), country) ? budget : null);
            }
            ChargeCorrections.Tariff tariff = tariff(matching, provider, request, parts);
            corrections.add(id, new ChargeCorrections.Booking(day, tariff, counted, this::release));
        }
    }

    private ChargeCorrections.Tariff tariff(
            List<@Nullable Budget> matching, SmsProvider provider, SendRequest request, int parts) {
        BigDecimal ofOne = costs.price(provider, request, 1).orElse(null);
        BigDecimal ofTwo = costs.price(provider, request, 2).orElse(null);
        boolean byThePart = ofOne != null && ofTwo != null && ofOne.add(ofOne).compareTo(ofTwo) == 0;
        BigDecimal unitPrice =
                byThePart ? ofOne : costs.price(provider, request, parts).orElse(null);
        return new ChargeCorrections.Tariff(matching, parts, unitPrice, byThePart, costs.currency());
    }

    /** Corrects what is counted for a message by what its vendor charges; it doesn't throw. */
    public void correct(Timeline timeline) {
        Charge charge = timeline.charge();
        if (!limits.budgets().isEmpty() && !charge.equals(Charge.unknown())) {
            corrections.correct(timeline.id(), charge);
        }
    }

    private synchronized void release(LocalDate day, List<BigDecimal> amounts) {
        dailyBudgets.release(day, amounts);
    }

    private @Nullable Failure overBudget(List<BigDecimal> amounts, List<PhoneNumber> recipients) {
        int max = limits.perRecipientAndHour().orElse(Integer.MAX_VALUE);
        long now = timing.nanoTime();
        for (PhoneNumber recipient : recipients) {
            int count = max == Integer.MAX_VALUE ? 0 : recipientLimiter.count(recipient, now);
            if (count >= max) {
                return limitReached("a recipient had " + count + (count == 1 ? " message" : " messages")
                        + " within the last hour, and may have " + max);
            }
        }
        dailyBudgets.startDay(LocalDate.ofInstant(timing.clock().instant(), ZoneOffset.UTC));
        int exceeded = dailyBudgets.firstExceeded(amounts);
        if (exceeded < 0) {
            return null;
        }
        Budget budget = limits.budgets().get(exceeded);
        return limitReached("it takes " + amount(budget, amounts.get(exceeded)) + ", and the day's budget \"" + budget
                + "\" has " + amount(budget, dailyBudgets.remaining(exceeded)) + " left");
    }

    /** What a request costs of each budget; null if a budget is in money and the price isn't known. */
    @Nullable
    List<BigDecimal> amounts(SmsProvider provider, SendRequest request, List<PhoneNumber> recipients, int parts) {
        List<Budget> budgets = limits.budgets();
        List<BigDecimal> amounts = new ArrayList<>(Collections.nCopies(budgets.size(), BigDecimal.ZERO));
        if (budgets.isEmpty()) {
            return amounts;
        }
        for (PhoneNumber recipient : recipients) {
            SendRequest recipientRequest = request.withRecipient(recipient, request.key());
            String country = country(recipientRequest);
            BigDecimal price = costs.price(provider, recipientRequest, parts).orElse(null);
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
