package io.heliograph;

import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Refusal;
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
final class SpendGuard {
    private final SpendLimits limits;
    private final Costs costs;
    private final World world;
    private final Purses purses;
    private final RecipientHours hours =
            new RecipientHours(ThreadLocalRandom.current().nextLong());

    private SpendGuard(SpendLimits limits, Costs costs, World world) {
        this.limits = limits;
        this.costs = costs;
        this.world = world;
        purses = new Purses(limits.budgets());
    }

    /**
     * The guard of these limits.
     *
     * @param providers the names of those that are set up
     * @return null if nothing is limited
     * @throws InvalidRequestException if a budget is for a provider that isn't there, or a limit is in money and there are no
     *     prices
     */
    static @Nullable SpendGuard of(SpendLimits limits, Collection<String> providers, Costs costs, World world) {
        limits.budgets()
                .forEach(budget -> budget.onlyProvider()
                        .ifPresent(name -> Lane.checkName("spend", "has a budget for", name, providers)));
        if (limits.needsPrices() && !costs.hasPrices()) {
            throw new InvalidRequestException(
                    "spend", "has a limit in money, and the client has no prices; set heliograph.prices");
        }
        return limits.equals(SpendLimits.none()) ? null : new SpendGuard(limits, costs, world);
    }

    /** What was taken for an attempt: from the budgets on a day, and from the recipients' hour at a time. */
    record Taken(LocalDate day, List<BigDecimal> amounts, int parts, long at) {}

    /** What was taken, or why nothing was. */
    record Taking(@Nullable Taken taken, @Nullable Refusal refusal) {}

    /** Why a provider mustn't be asked for a message as it is, or not now; null if it may. */
    @Nullable
    Refusal refusal(SmsProvider provider, SendRequest request) {
        try {
            int parts = Costs.parts(provider, request);
            Refusal no = ofTheMessage(provider, request, parts);
            return no != null ? no : ofThePurses(provider, request, parts);
        } catch (RuntimeException e) {
            // Its message may hold anything, so it isn't repeated.
            return Refusal.of(
                    ErrorType.OTHER, "its estimate failed with " + e.getClass().getSimpleName());
        }
    }

    private @Nullable Refusal ofTheMessage(SmsProvider provider, SendRequest request, int parts) {
        String country = country(request);
        if (!limits.countries().isEmpty() && !limits.countries().contains(country)) {
            return no((country.isEmpty() ? "a number of no country" : country) + " isn't among the allowed countries "
                    + String.join(", ", new TreeSet<>(limits.countries())));
        }
        int mostParts = limits.maxParts().orElse(parts);
        if (parts > mostParts) {
            return no("the text takes " + parts + " parts there, and a message may take " + mostParts);
        }
        BigDecimal most = limits.maxCost().orElse(null);
        if (most == null) {
            return null;
        }
        BigDecimal price = costs.price(provider, request, parts).orElse(null);
        if (price == null) {
            return no("its price isn't known, and a message may cost " + money(most));
        }
        return price.compareTo(most) > 0
                ? no("the message costs " + money(price) + " there, and one may cost " + money(most))
                : null;
    }

    private @Nullable Refusal ofThePurses(SmsProvider provider, SendRequest request, int parts) {
        List<BigDecimal> amounts = amounts(provider, request, List.of(request.to()), parts);
        if (amounts == null) {
            return unpriced();
        }
        synchronized (this) {
            return tooMuch(amounts, List.of(request.to()));
        }
    }

    /** Takes what a request needs at a provider, or says why that can't be; then nothing is taken. */
    Taking take(SmsProvider provider, SendRequest request, List<PhoneNumber> recipients) {
        int parts = Costs.parts(provider, request);
        List<BigDecimal> amounts = amounts(provider, request, recipients, parts);
        if (amounts == null) {
            return new Taking(null, unpriced());
        }
        synchronized (this) {
            Refusal no = tooMuch(amounts, recipients);
            if (no != null) {
                return new Taking(null, no);
            }
            purses.take(amounts);
            long now = world.nanoTime();
            if (limits.perRecipientAndHour().isPresent()) {
                recipients.forEach(recipient -> hours.add(recipient, now));
            }
            return new Taking(new Taken(purses.day(), amounts, parts, now), null);
        }
    }

    /** Gives back what was taken, for recipients that won't get it. */
    synchronized void giveBack(Taken taken, List<BigDecimal> amounts, Collection<PhoneNumber> recipients) {
        purses.giveBack(taken.day(), amounts);
        recipients.forEach(recipient -> hours.remove(recipient, taken.at()));
    }

    private @Nullable Refusal tooMuch(List<BigDecimal> amounts, List<PhoneNumber> recipients) {
        int most = limits.perRecipientAndHour().orElse(Integer.MAX_VALUE);
        long now = world.nanoTime();
        for (PhoneNumber recipient : recipients) {
            int had = most == Integer.MAX_VALUE ? 0 : hours.count(recipient, now);
            if (had >= most) {
                return no("a recipient had " + had + (had == 1 ? " message" : " messages")
                        + " within the last hour, and may have " + most);
            }
        }
        purses.turnTo(LocalDate.ofInstant(world.clock().instant(), ZoneOffset.UTC));
        int small = purses.tooSmall(amounts);
        if (small < 0) {
            return null;
        }
        Budget budget = limits.budgets().get(small);
        return no("it takes " + amount(budget, amounts.get(small)) + ", and the day's budget \"" + budget + "\" has "
                + amount(budget, purses.left(small)) + " left");
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
            SendRequest its = request.toAnother(recipient, request.key());
            String country = country(its);
            BigDecimal price = costs.price(provider, its, parts).orElse(null);
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

    private static Refusal unpriced() {
        return no("its price isn't known, and a budget is in money");
    }

    private static Refusal no(String reason) {
        return Refusal.of(ErrorType.SPEND_LIMIT, reason);
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
