package io.heliograph.store.jdbc;

import io.heliograph.message.PhoneNumber;
import io.heliograph.money.SpendStore;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.Session;
import io.heliograph.store.internal.StoreKey;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The times of each recipient's messages within an hour: one row each, found by the keyed hash of the number. */
final class RecipientHours {
    private static final long HOUR = Micros.of(Duration.ofHours(1));

    private static final String LOCK = "INSERT INTO heliograph_recipient_hour (recipient, last_sent, sent_at)"
            + " SELECT ?, now, '' FROM t WHERE true ON CONFLICT (recipient) DO UPDATE"
            + " SET last_sent = excluded.last_sent RETURNING sent_at";

    private static final String FIND = "SELECT sent_at FROM heliograph_recipient_hour WHERE recipient = ?";

    private static final String STORE =
            "UPDATE heliograph_recipient_hour SET sent_at = ?, last_sent = ? WHERE recipient = ?";

    private final Database database;
    private final StoreKey key;

    RecipientHours(Database database, StoreKey key) {
        this.database = database;
        this.key = key;
    }

    /**
     * Recipients whose rows are locked until the transaction ends.
     *
     * @param now the database's time
     * @param times the times of the messages of each, by the hash of its number
     */
    record Locked(long now, Map<String, List<Long>> times) {}

    private static long now(Session session) throws SQLException {
        return session.first("SELECT now FROM t", row -> row.getLong(1)).orElseThrow();
    }

    /** The times of each recipient's messages; nothing where they aren't counted. */
    Map<String, List<Long>> find(Session session, SpendStore.Request request) throws SQLException {
        Map<String, List<Long>> times = new TreeMap<>();
        if (request.perRecipientAndHour() > 0) {
            long now = now(session);
            for (String hash : hashes(request.recipients())) {
                times.put(
                        hash,
                        within(
                                now,
                                session.first(FIND, row -> row.getString(1), hash)
                                        .orElse("")));
            }
        }
        return times;
    }

    Locked lock(Session session, SpendStore.Request request) throws SQLException {
        Map<String, List<Long>> times = new TreeMap<>();
        long now = now(session);
        if (request.perRecipientAndHour() > 0) {
            for (String hash : hashes(request.recipients())) {
                String sent = session.first(LOCK, row -> row.getString(1), hash).orElseThrow();
                times.put(hash, within(now, sent));
            }
        }
        return new Locked(now, times);
    }

    /** In the order in which rows are locked; in a rotation a recipient's messages may be in the rows of several keys. */
    private SortedSet<String> hashes(Collection<PhoneNumber> recipients) {
        return recipients.stream()
                .flatMap(recipient -> key.hashes(recipient).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The times within the hour before now; a clock that was set back makes none of them too old. */
    private static List<Long> within(long now, String times) {
        return Arrays.stream(times.split(" ", -1))
                .filter(time -> !time.isEmpty())
                .map(Long::valueOf)
                .filter(time -> now - time < HOUR)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    SpendStore.@Nullable Excess excess(SpendStore.Request request, Map<String, List<Long>> times) {
        if (request.perRecipientAndHour() > 0) {
            for (PhoneNumber recipient : request.recipients()) {
                int count = key.hashes(recipient).stream()
                        .mapToInt(hash -> times.getOrDefault(hash, List.of()).size())
                        .sum();
                if (count >= request.perRecipientAndHour()) {
                    return new SpendStore.OverRecipientLimit(count);
                }
            }
        }
        return null;
    }

    /** Counts a message for each recipient. */
    void add(Session session, SpendStore.Request request, Locked locked) throws SQLException {
        if (request.perRecipientAndHour() > 0) {
            for (PhoneNumber recipient : request.recipients()) {
                List<Long> times = locked.times().getOrDefault(key.hash(recipient), new ArrayList<>());
                times.add(locked.now());
                store(session, key.hash(recipient), times);
            }
        }
    }

    private static void store(Session session, String hash, List<Long> times) throws SQLException {
        long last = times.stream().mapToLong(Long::longValue).max().orElse(0);
        session.update(STORE, times.stream().map(String::valueOf).collect(Collectors.joining(" ")), last, hash);
    }

    /** Counts a message of a reservation for these recipients no more. */
    void remove(Session session, SpendStore.Reservation reservation, Collection<PhoneNumber> recipients)
            throws SQLException {
        if (reservation.request().perRecipientAndHour() == 0) {
            return;
        }
        long now = now(session);
        for (String hash : hashes(recipients)) {
            List<Long> times = within(
                    now,
                    session.first(FIND + database.lockRows(), row -> row.getString(1), hash)
                            .orElse(""));
            int last = times.lastIndexOf(reservation.at());
            if (last >= 0) {
                times.remove(last);
                store(session, hash, times);
            }
        }
    }

    /** Deletes recipients whose hour is over. */
    void forgetSome(int count) {
        database.write(session -> session.update(
                "DELETE FROM heliograph_recipient_hour WHERE recipient IN (SELECT recipient FROM"
                        + " heliograph_recipient_hour WHERE last_sent <= (SELECT now FROM t) - ? ORDER BY last_sent LIMIT ?"
                        + database.lockFreeRows() + ")",
                HOUR,
                count));
    }
}
