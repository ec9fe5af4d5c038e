package io.heliograph.money;

import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.tracking.Charge;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Counts what was spent: of daily budgets, and of each recipient's messages within an hour. {@link MemorySpendStore} counts for one
 * client; a store in a database counts for all processes that use it.
 *
 * <p>Implementations must be thread-safe. {@link #reserve} is one atomic step, also between processes, so that no budget is
 * overbooked. A method that fails throws: an attempt whose amounts can't be reserved isn't made. Whatever fails, and wherever a
 * process dies, too much may be counted, and never too little.
 */
public interface SpendStore extends AutoCloseable {
    /**
     * What one call to a provider is about to take.
     *
     * @param amounts of each budget that it matches
     * @param recipients the numbers; each spelling of a number counts for the same person
     * @param perRecipientAndHour the maximum of messages to each within any 60 minutes; 0 for none, and then they aren't counted
     */
    record Request(List<BudgetAmount> amounts, List<PhoneNumber> recipients, int perRecipientAndHour) {}

    /** What {@link #reserve} did. */
    sealed interface Result permits Reservation, Excess {}

    /**
     * All of a request was reserved.
     *
     * @param day the day of UTC whose budgets it takes
     * @param at when, by the store's own clock
     */
    record Reservation(Request request, LocalDate day, long at) implements Result {}

    /** Nothing was reserved: one limit has too little left. */
    sealed interface Excess extends Result permits OverBudget, OverRecipientLimit {}

    /**
     * A budget has less than the amount left today.
     *
     * @param remaining what it has left, 0 or more
     */
    record OverBudget(BudgetAmount amount, BigDecimal remaining) implements Excess {}

    /**
     * A recipient had the maximum of messages.
     *
     * @param count how many within the last hour
     */
    record OverRecipientLimit(int count) implements Excess {}

    /** Which limit has too little left for a request now; it reserves nothing. */
    Optional<Excess> check(Request request);

    /** Reserves all of a request, or nothing. */
    Result reserve(Request request);

    /**
     * Releases a part of a reservation. Called at most once for each amount and recipient of it.
     *
     * @param amounts what the budgets of the reservation's day get back; negative ones are counted besides
     * @param recipients whose message of the hour isn't counted any more
     */
    void release(Reservation reservation, List<BudgetAmount> amounts, Collection<PhoneNumber> recipients);

    /** Keeps what is counted for an accepted message, so that its charge corrects that, also if it was reported before. */
    void book(MessageId id, SpendBooking booking);

    /**
     * Corrects what is counted for a message by its charge, merged with those before: in any order and repetition it ends up
     * counted once. One that isn't booked yet may still be in its send.
     */
    void correct(MessageId id, Charge charge);

    @Override
    default void close() {}
}
