package io.heliograph.internal.guard;

import io.heliograph.internal.base.ClientLog;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.money.Budget;
import io.heliograph.money.BudgetAmount;
import io.heliograph.money.SpendBooking;
import io.heliograph.money.SpendLimits;
import io.heliograph.money.SpendStore;
import io.heliograph.spi.SmsProvider;
import io.heliograph.tracking.Charge;
import io.heliograph.tracking.Timeline;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enforces {@link SpendLimits}: it reserves an amount before an attempt, and releases it where the provider rejected.
 * Thread-safe: the check and the reservation are one atomic step of the {@link SpendStore}.
 */
public final class SpendGuard {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final SpendLimits limits;
    private final CostCalculator costs;
    private final SpendStore store;

    private SpendGuard(SpendLimits limits, CostCalculator costs, SpendStore store) {
        this.limits = limits;
        this.costs = costs;
        this.store = store;
    }

    /**
     * Makes the guard of these limits.
     *
     * @param providers the names of the providers that are set up
     * @param store gives the store of the counts, if anything is limited
     * @return null if nothing is limited
     * @throws InvalidRequestException if a budget is for a provider that isn't set up, or a limit is in money and there are
     *     no prices
     */
    public static @Nullable SpendGuard of(
            SpendLimits limits, Collection<String> providers, CostCalculator costs, Supplier<SpendStore> store) {
        limits.budgets()
                .forEach(budget -> budget.onlyProvider()
                        .ifPresent(name -> ProviderGate.checkName("spend", "has a budget for", name, providers)));
        if (limits.needsPrices() && !costs.hasPrices()) {
            throw new InvalidRequestException(
                    "spend", "has a limit in money, and the client has no prices; set heliograph.prices");
        }
        return limits.equals(SpendLimits.none()) ? null : new SpendGuard(limits, costs, store.get());
    }

    /** A reservation, or why there is none. */
    record ReservationResult(
            SpendStore.@Nullable Reservation reservation,
            @Nullable Failure failure) {}

    /** Why limits forbid to send a message through a provider; null if they don't. */
    @Nullable
    public Failure overLimit(SmsProvider provider, SendRequest request) {
        try {
            int parts = CostCalculator.parts(provider, request);
            Failure failure = ofMessage(provider, request, parts);
            return failure != null ? failure : ofCounts(provider, request, parts);
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

    private @Nullable Failure ofCounts(SmsProvider provider, SendRequest request, int parts) {
        List<BudgetAmount> amounts = amounts(provider, request, List.of(request.to()), parts);
        if (amounts == null) {
            return unpriced();
        }
        SpendStore.Request demand = demand(amounts, List.of(request.to()));
        if (amounts.isEmpty() && demand.perRecipientAndHour() == 0) {
            return null;
        }
        try {
            return store.check(demand).map(this::limitReached).orElse(null);
        } catch (RuntimeException e) {
            return storeFailure(e);
        }
    }

    private SpendStore.Request demand(List<BudgetAmount> amounts, List<PhoneNumber> recipients) {
        return new SpendStore.Request(
                amounts, recipients, limits.perRecipientAndHour().orElse(0));
    }

    private static Failure storeFailure(RuntimeException e) {
        return StoreFailure.of("spend", e, ", so nothing was sent");
    }

    /** Reserves what a request costs at a provider, with that number of parts; nothing is reserved on failure. */
    ReservationResult reserve(SmsProvider provider, SendRequest request, List<PhoneNumber> recipients, int parts) {
        List<BudgetAmount> amounts = amounts(provider, request, recipients, parts);
        if (amounts == null) {
            return new ReservationResult(null, unpriced());
        }
        try {
            SpendStore.Result result = store.reserve(demand(amounts, recipients));
            return result instanceof SpendStore.Reservation reservation
                    ? new ReservationResult(reservation, null)
                    : new ReservationResult(null, limitReached((SpendStore.Excess) result));
        } catch (RuntimeException e) {
            return new ReservationResult(null, storeFailure(e));
        }
    }

    /**
     * Releases amounts of a reservation, and recipients' messages of the hour. It doesn't throw.
     *
     * @return false if the store failed, and they may stay counted
     */
    boolean release(
            SpendStore.Reservation reservation, List<BudgetAmount> amounts, Collection<PhoneNumber> recipients) {
        try {
            store.release(reservation, amounts, recipients);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("a budget's reservation couldn't be released, and stays counted: {}", e.getClass());
            return false;
        }
    }

    /**
     * Keeps what is counted for an accepted message, so that its vendor's charge can correct that.
     *
     * @param parts the number of parts that is counted
     * @param counted the amounts that are counted, of each budget that the message matches
     */
    void book(
            MessageId id,
            SmsProvider provider,
            SendRequest request,
            int parts,
            LocalDate day,
            List<BudgetAmount> counted) {
        if (!counted.isEmpty() && id.isKnown()) {
            BigDecimal ofOne = costs.price(provider, request, 1).orElse(null);
            BigDecimal ofTwo = costs.price(provider, request, 2).orElse(null);
            boolean byThePart =
                    ofOne != null && ofTwo != null && ofOne.add(ofOne).compareTo(ofTwo) == 0;
            Optional<BigDecimal> unitPrice =
                    byThePart ? Optional.ofNullable(ofOne) : costs.price(provider, request, parts);
            store.book(id, new SpendBooking(day, counted, parts, unitPrice, byThePart));
        }
    }

    /** Corrects what is counted for a message by what its vendor charges; it doesn't throw. */
    public void correct(Timeline timeline) {
        Charge charge = timeline.charge();
        if (limits.budgets().isEmpty() || charge.equals(Charge.unknown())) {
            return;
        }
        try {
            store.correct(timeline.id(), charge);
        } catch (RuntimeException e) {
            LOG.warn("what is counted for {} isn't corrected by its charge: {}", timeline.id(), e.getClass());
        }
    }

    private Failure limitReached(SpendStore.Excess excess) {
        if (excess instanceof SpendStore.OverRecipientLimit recipient) {
            int count = recipient.count();
            return limitReached("a recipient had " + count + (count == 1 ? " message" : " messages")
                    + " within the last hour, and may have "
                    + limits.perRecipientAndHour().orElseThrow());
        }
        SpendStore.OverBudget over = (SpendStore.OverBudget) excess;
        Budget budget = over.amount().budget();
        return limitReached("it takes " + amount(budget, over.amount().amount()) + ", and the day's budget \"" + budget
                + "\" has " + amount(budget, over.remaining()) + " left");
    }

    /** What a request costs of each budget that it matches; null if one is in money and the price isn't known. */
    @Nullable
    List<BudgetAmount> amounts(SmsProvider provider, SendRequest request, List<PhoneNumber> recipients, int parts) {
        List<Budget> budgets = limits.budgets();
        if (budgets.isEmpty()) {
            return List.of();
        }
        @Nullable BigDecimal[] totals = new BigDecimal[budgets.size()];
        for (PhoneNumber recipient : recipients) {
            SendRequest recipientRequest = request.withRecipient(recipient, request.key());
            String country = country(recipientRequest);
            BigDecimal price = costs.price(provider, recipientRequest, parts).orElse(null);
            for (int i = 0; i < totals.length; i++) {
                Budget budget = budgets.get(i);
                if (budget.isFor(provider.name(), country)) {
                    BigDecimal amount = budget.inParts() ? BigDecimal.valueOf(parts) : price;
                    if (amount == null) {
                        return null;
                    }
                    BigDecimal total = totals[i];
                    totals[i] = total == null ? amount : total.add(amount);
                }
            }
        }
        List<BudgetAmount> amounts = new ArrayList<>(totals.length);
        for (int i = 0; i < totals.length; i++) {
            BigDecimal total = totals[i];
            if (total != null) {
                amounts.add(new BudgetAmount(budgets.get(i), costs.currency(), total));
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
