package io.heliograph.store.jdbc;

import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.money.BudgetAmount;
import io.heliograph.money.SpendBooking;
import io.heliograph.money.SpendStore;
import io.heliograph.store.internal.Cleaning;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.Session;
import io.heliograph.store.internal.StoreKey;
import io.heliograph.tracking.Charge;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was spent, in a database. A reservation is one short transaction that locks the rows of its recipients and then those of its
 * budgets, each in the order of their keys, so that two never wait for each other.
 */
final class JdbcSpendStore implements SpendStore {
    private static final int KEPT_DAYS = 92;

    private static final String LOCK_BUDGET = "INSERT INTO heliograph_spend (day, counter, spent)"
            + " SELECT ?, ?, '0' FROM t WHERE true ON CONFLICT (day, counter) DO UPDATE"
            + " SET spent = heliograph_spend.spent RETURNING spent";

    private static final String FIND_BUDGET = "SELECT spent FROM heliograph_spend WHERE day = ? AND counter = ?";

    private static final String SPEND = "UPDATE heliograph_spend SET spent = ? WHERE day = ? AND counter = ?";

    private final Database database;
    private final BookingCodec codec;
    private final RecipientHours hours;
    private final long keep;
    private final Cleaning cleaning;

    /** @param keep for how long a message can be corrected by its charge */
    JdbcSpendStore(Database database, StoreKey key, Duration keep) {
        this.database = database;
        this.keep = Micros.of(keep);
        codec = new BookingCodec(key);
        hours = new RecipientHours(database, key);
        cleaning = new Cleaning(this::forgetSome);
    }

    private LocalDate today(Session session) throws SQLException {
        return Micros.toInstant(database.calendarMicros(session))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
    }

    @Override
    public Optional<Excess> check(Request request) {
        return database.read(session -> {
            Excess excess = hours.excess(request, hours.find(session, request));
            return Optional.ofNullable(
                    excess != null ? excess : overBudget(request, spent(session, today(session), request)));
        });
    }

    private static Map<String, BigDecimal> spent(Session session, LocalDate day, Request request) throws SQLException {
        Map<String, BigDecimal> spent = new HashMap<>();
        for (BudgetAmount amount : request.amounts()) {
            session.first(FIND_BUDGET, row -> new BigDecimal(row.getString(1)), day.toString(), amount.counter())
                    .ifPresent(sum -> spent.put(amount.counter(), sum));
        }
        return spent;
    }

    private static @Nullable Excess overBudget(Request request, Map<String, BigDecimal> spent) {
        for (BudgetAmount amount : request.amounts()) {
            BigDecimal sum = spent.getOrDefault(amount.counter(), BigDecimal.ZERO);
            if (amount.exceeds(sum)) {
                return new OverBudget(amount, amount.remaining(sum));
            }
        }
        return null;
    }

    @Override
    public Result reserve(Request request) {
        Result result = database.transaction(session -> reserve(session, request));
        if (result instanceof Reservation) {
            cleaning.after();
        }
        return result;
    }

    private Result reserve(Session session, Request request) throws SQLException {
        LocalDate today = today(session);
        RecipientHours.Locked recipients = hours.lock(session, request);
        Excess overHour = hours.excess(request, recipients.times());
        if (overHour != null) {
            return overHour;
        }
        Map<String, BigDecimal> spent = lockBudgets(session, today, request.amounts());
        Excess overBudget = overBudget(request, spent);
        if (overBudget != null) {
            return overBudget;
        }
        spend(session, today, spent, request.amounts(), false);
        hours.add(session, request, recipients);
        return new Reservation(request, today, recipients.now());
    }

    /** Locks the rows of budgets, and makes those that are missing; what was spent of each. */
    private static Map<String, BigDecimal> lockBudgets(Session session, LocalDate day, List<BudgetAmount> amounts)
            throws SQLException {
        Map<String, BigDecimal> spent = new TreeMap<>();
        for (BudgetAmount amount : sorted(amounts)) {
            spent.put(
                    amount.counter(),
                    session.first(
                                    LOCK_BUDGET,
                                    row -> new BigDecimal(row.getString(1)),
                                    day.toString(),
                                    amount.counter())
                            .orElseThrow());
        }
        return spent;
    }

    private static List<BudgetAmount> sorted(List<BudgetAmount> amounts) {
        return amounts.stream()
                .sorted(Comparator.comparing(BudgetAmount::counter))
                .toList();
    }

    private static void spend(
            Session session, LocalDate day, Map<String, BigDecimal> spent, List<BudgetAmount> amounts, boolean back)
            throws SQLException {
        for (BudgetAmount amount : amounts) {
            BigDecimal before = spent.getOrDefault(amount.counter(), BigDecimal.ZERO);
            BigDecimal after = back ? before.subtract(amount.amount()) : before.add(amount.amount());
            session.update(SPEND, after.toPlainString(), day.toString(), amount.counter());
        }
    }

    private static void release(Session session, LocalDate day, List<BudgetAmount> amounts) throws SQLException {
        List<BudgetAmount> changed =
                amounts.stream().filter(amount -> amount.amount().signum() != 0).toList();
        spend(session, day, lockBudgets(session, day, changed), changed, true);
    }

    @Override
    public void release(Reservation reservation, List<BudgetAmount> amounts, Collection<PhoneNumber> recipients) {
        database.transaction(session -> {
            hours.remove(session, reservation, recipients);
            release(session, reservation.day(), amounts);
            return true;
        });
    }

    @Override
    public void book(MessageId id, SpendBooking booking) {
        database.transaction(session -> {
            boolean isFirst = session.update(
                            "INSERT INTO heliograph_booking (message, booked_at, booking)"
                                    + " SELECT ?, now, ? FROM t WHERE true ON CONFLICT (message) DO NOTHING",
                            id.toString(),
                            codec.write(booking))
                    == 1;
            if (!isFirst) {
                store(session, id, booking, lock(session, id).charge());
            }
            return true;
        });
        cleaning.after();
    }

    /** A row: what is counted for a message, if that is known, and its charge so far. */
    private record Charged(Optional<SpendBooking> booking, Charge charge) {}

    private Charged lock(Session session, MessageId id) throws SQLException {
        return session.first(
                        "INSERT INTO heliograph_booking (message, booked_at) SELECT ?, now FROM t WHERE true"
                                + " ON CONFLICT (message) DO UPDATE SET booked_at = excluded.booked_at"
                                + " RETURNING booking, charge",
                        row -> new Charged(
                                Optional.ofNullable(row.getString(1)).map(codec::read),
                                row.getString(2) == null ? Charge.unknown() : Charge.decode(row.getString(2))),
                        id.toString())
                .orElseThrow();
    }

    /** Stores a message's booking as its charge makes it, and counts the difference. */
    private void store(Session session, MessageId id, @Nullable SpendBooking before, Charge charge)
            throws SQLException {
        SpendBooking after = before == null || charge.equals(Charge.unknown()) ? before : before.charged(charge);
        if (before != null && after != null) {
            release(session, before.day(), after.releasedSince(before));
        }
        session.update(
                "UPDATE heliograph_booking SET booking = ?, charge = ? WHERE message = ?",
                after == null ? null : codec.write(after),
                charge.encoded(),
                id.toString());
    }

    @Override
    public void correct(MessageId id, Charge charge) {
        database.transaction(session -> {
            Charged before = lock(session, id);
            store(session, id, before.booking().orElse(null), before.charge().merge(charge));
            return true;
        });
        cleaning.after();
    }

    private void forgetSome(int count) {
        hours.forgetSome(count);
        database.write(session -> session.update(
                "DELETE FROM heliograph_booking WHERE message IN (SELECT message FROM heliograph_booking"
                        + " WHERE booked_at <= (SELECT now FROM t) - ? ORDER BY booked_at LIMIT ?"
                        + database.lockFreeRows() + ")",
                keep,
                count));
        database.write(session -> session.update(
                "DELETE FROM heliograph_spend WHERE day < ?",
                today(session).minusDays(KEPT_DAYS).toString()));
    }
}
