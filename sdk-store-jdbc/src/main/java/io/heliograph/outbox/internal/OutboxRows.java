package io.heliograph.outbox.internal;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.PhoneNumber;
import io.heliograph.outbox.OutboxHealth;
import io.heliograph.outbox.OutboxItem;
import io.heliograph.outbox.OutboxState;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.Session;
import io.heliograph.store.internal.StoreKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the outbox. Each change is one statement that names the state and the attempts that it was decided with, so that it
 * has no effect if anybody has changed the row since. Thread-safe.
 */
final class OutboxRows {
    static final int WAITING = 0;
    static final int SENDING = 1;
    static final int UNKNOWN = 2;
    static final int DEAD = 3;
    static final int SENT = 4;

    /** For how long a row isn't looked at that waits for one with another hash, while the store's key is rotated. */
    private static final long PUT_OFF = Micros.of(Duration.ofSeconds(1));

    private static final String SETTING = "outbox";
    private static final OutboxState[] STATES = {
        OutboxState.WAITING, OutboxState.SENDING, OutboxState.UNKNOWN, OutboxState.DEAD, OutboxState.SENT
    };

    private static final String INSERT =
            "INSERT INTO heliograph_outbox (id, send_key, fingerprint, recipient, mask, request, state, attempts, checks,"
                    + " enqueued_at, not_before, next_at, began_at, finished_at)"
                    + " SELECT ?, ?, ?, ?, ?, ?, 0, 0, 0, now, CASE WHEN ? > now THEN ? ELSE now END,"
                    + " CASE WHEN ? > now THEN ? ELSE now END, 0, 0"
                    + " FROM t WHERE EXISTS (SELECT 1 FROM heliograph_setting WHERE name = 'outbox' AND value = ?)"
                    + " ON CONFLICT (id) DO NOTHING RETURNING next_at";

    private static final String ROW =
            "SELECT id, send_key, state, attempts, checks, next_at, not_before, began_at, recipient,"
                    + " request, (SELECT now FROM t) FROM heliograph_outbox WHERE id = ?";

    /** Takes the id, the state and the attempts. */
    private static final String UNCHANGED = " WHERE id = ? AND state = ? AND attempts = ?";

    /** Is followed by the recipient. */
    private static final String EARLIER =
            "EXISTS (SELECT 1 FROM heliograph_outbox e WHERE e.seq < o.seq AND e.state < 3"
                    + " AND (e.state > 0 OR e.not_before <= (SELECT now FROM t)) AND e.recipient ";

    /** Whether an earlier message of the same recipient, by the same hash, is to be sent first. */
    private static final String BLOCKED = EARLIER + "= o.recipient)";

    private static final String BEGIN =
            "UPDATE heliograph_outbox AS o SET state = 1, attempts = attempts + 1, began_at = (SELECT now FROM t),"
                    + " next_at = (SELECT now FROM t) + ?" + UNCHANGED + " AND next_at <= (SELECT now FROM t)";

    private static final String FINISH =
            "UPDATE heliograph_outbox SET state = ?, reason = ?, finished_at = (SELECT now FROM t),"
                    + " next_at = (SELECT now FROM t)";

    private final Database database;
    private final StoreKey encryption;
    private final boolean scheduled;
    private final boolean ordered;
    private final String databaseId;

    /**
     * Makes them.
     *
     * @param encryption for the reasons, which may have words of a vendor
     * @param scheduled whether db-scheduler's table wakes the workers
     */
    OutboxRows(Database database, StoreKey encryption, boolean scheduled, boolean ordered) {
        this.database = database;
        this.encryption = encryption;
        this.scheduled = scheduled;
        this.ordered = ordered;
        databaseId = database.transaction(OutboxRows::databaseId);
    }

    /** A random name of the database, by which a connection to another one is recognised. */
    private static String databaseId(Session session) throws SQLException {
        session.update(
                "INSERT INTO heliograph_setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                SETTING,
                UUID.randomUUID().toString());
        return session.first("SELECT value FROM heliograph_setting WHERE name = ?", row -> row.getString(1), SETTING)
                .orElseThrow();
    }

    /** Inserts a message; false if it is there, or the session's database is another. */
    boolean insert(Session session, NewMessage message) throws SQLException {
        Optional<Long> nextAt = session.first(
                INSERT,
                row -> row.getLong(1),
                message.key(),
                message.key(),
                message.fingerprint(),
                message.recipient(),
                message.mask(),
                message.request(),
                message.notBefore(),
                message.notBefore(),
                message.notBefore(),
                message.notBefore(),
                databaseId);
        if (nextAt.isPresent() && scheduled) {
            schedule(session, message.key(), nextAt.get());
        }
        return nextAt.isPresent();
    }

    /** A task may be left from a message with the same key that was dropped. */
    private static void schedule(Session session, String key, long at) throws SQLException {
        if (session.update(Scheduled.INSERT_NEW, Scheduled.TASK, key, at) == 0) {
            session.update(Scheduled.REUSE, at, Scheduled.TASK, key);
        }
    }

    /** The encrypted fingerprint of a message. */
    Optional<String> fingerprint(Session session, IdempotencyKey key) throws SQLException {
        return session.first(
                "SELECT fingerprint FROM heliograph_outbox WHERE id = ?", row -> row.getString(1), key.value());
    }

    Optional<OutboxRow> row(IdempotencyKey key) {
        return database.read(session -> session.first(ROW, OutboxRows::row, key.value()));
    }

    private static OutboxRow row(ResultSet row) throws SQLException {
        long now = row.getLong(11);
        return new OutboxRow(
                IdempotencyKey.of(row.getString(1)),
                IdempotencyKey.of(row.getString(2)),
                STATES[row.getInt(3)],
                row.getInt(4),
                row.getInt(5),
                micros(row.getLong(6) - now),
                micros(now - row.getLong(7)),
                micros(now - row.getLong(8)),
                row.getString(9),
                row.getString(10));
    }

    private static Duration micros(long count) {
        return Duration.ofNanos(Math.multiplyExact(count, 1_000L));
    }

    /** The keys of rows that a worker should look at, the first due first; for workers that db-scheduler doesn't wake. */
    List<IdempotencyKey> due(int limit) {
        return database.read(session -> session.query(
                "SELECT id FROM heliograph_outbox AS o WHERE state < 3 AND next_at <= (SELECT now FROM t)"
                        + (ordered ? " AND NOT (state = 0 AND " + BLOCKED + ")" : "")
                        + " ORDER BY next_at, seq LIMIT ?",
                row -> IdempotencyKey.of(row.getString(1)),
                limit));
    }

    /** Begins an attempt if the row still waits, is due, and no earlier message comes first. */
    boolean begin(OutboxRow row, PhoneNumber recipient, Duration lease) {
        List<Object> arguments =
                new ArrayList<>(List.of(Micros.of(lease), row.key().value(), WAITING, row.attempts()));
        if (!ordered) {
            return change(BEGIN, arguments);
        }
        List<String> hashes = encryption.hashes(recipient);
        arguments.addAll(hashes);
        String in = "IN (" + ", ?".repeat(hashes.size()).substring(2) + ")";
        boolean begun = change(BEGIN + " AND NOT " + EARLIER + in + ")", arguments);
        if (!begun
                && hashes.size()
                        > 1) { // the query for due rows doesn't see what blocks it, and would find it again at once
            change(
                    "UPDATE heliograph_outbox AS o SET next_at = (SELECT now FROM t) + ?" + UNCHANGED
                            + " AND next_at <= (SELECT now FROM t)",
                    List.of(PUT_OFF, row.key().value(), WAITING, row.attempts()));
        }
        return begun;
    }

    private boolean change(String statement, List<Object> arguments) {
        return database.write(session -> session.update(statement, arguments.toArray())) == 1;
    }

    /**
     * Lets a row wait for its next attempt.
     *
     * @param from the state that it was in
     * @param attempts its attempts, this one included
     */
    boolean again(OutboxRow row, int from, int attempts, Duration wait, String reason) {
        return database.write(session -> session.update(
                        "UPDATE heliograph_outbox SET state = 0, checks = 0, next_at = (SELECT now FROM t) + ?, reason = ?"
                                + UNCHANGED,
                        Micros.of(wait),
                        encryption.encrypt(reason),
                        row.key().value(),
                        from,
                        attempts))
                == 1;
    }

    /** Notes that its outcome is unknown, and when to reconcile it. */
    boolean unknown(OutboxRow row, int from, int attempts, Duration wait, String reason) {
        return database.write(session -> session.update(
                        "UPDATE heliograph_outbox SET state = 2, checks = checks + ?, next_at = (SELECT now FROM t) + ?,"
                                + " reason = ?" + UNCHANGED,
                        from == UNKNOWN ? 1 : 0,
                        Micros.of(wait),
                        encryption.encrypt(reason),
                        row.key().value(),
                        from,
                        attempts))
                == 1;
    }

    /** Notes that it was sent, and forgets the request; also where another worker doesn't know yet what became of it. */
    boolean sent(OutboxRow row, int attempts) {
        return database.write(session -> session.update(
                        FINISH + ", request = NULL WHERE id = ? AND attempts = ? AND state IN (1, 2)",
                        SENT,
                        null,
                        row.key().value(),
                        attempts))
                == 1;
    }

    /** Makes it a dead letter. */
    boolean dead(OutboxRow row, int from, int attempts, String reason) {
        return database.write(session -> session.update(
                        FINISH + UNCHANGED,
                        DEAD,
                        encryption.encrypt(reason),
                        row.key().value(),
                        from,
                        attempts))
                == 1;
    }

    /** Lets a dead letter wait again; false if it isn't one any more. */
    boolean retry(OutboxRow row, IdempotencyKey sendKey) {
        return database.transaction(session -> {
            int changed = session.update(
                    "UPDATE heliograph_outbox SET state = 0, checks = 0, send_key = ?, reason = NULL, finished_at = 0,"
                            + " not_before = (SELECT now FROM t), next_at = (SELECT now FROM t)" + UNCHANGED,
                    sendKey.value(),
                    row.key().value(),
                    DEAD,
                    row.attempts());
            if (changed == 1 && scheduled) {
                session.update(Scheduled.WAKE, Scheduled.TASK, row.key().value());
            }
            return changed == 1;
        });
    }

    /** Deletes a row that nobody is sending; false if it has changed since it was read. */
    boolean drop(OutboxRow row) {
        return database.transaction(session -> {
            int deleted = session.update(
                    "DELETE FROM heliograph_outbox WHERE id = ? AND attempts = ? AND state IN (0, 2, 3)",
                    row.key().value(),
                    row.attempts());
            if (deleted == 1 && scheduled) {
                session.update(Scheduled.DELETE, Scheduled.TASK, row.key().value());
            }
            return deleted == 1;
        });
    }

    /** Wakes the next message of a recipient, where order is kept and db-scheduler has put it off. */
    void wakeNext(String recipient) {
        if (ordered && scheduled) {
            database.write(session -> session.update(Scheduled.WAKE_NEXT, recipient));
        }
    }

    /** Gives a task to a row that waits, is being sent or is unknown, and has none. */
    void scheduleIfOpen(IdempotencyKey key) {
        database.write(session -> session.update(Scheduled.INSERT_IF_OPEN, Scheduled.TASK, key.value()));
    }

    /** Wakes a row that is due, although its task has just been planned for later. */
    void wakeIfOverdue(IdempotencyKey key) {
        database.write(
                session -> session.update(Scheduled.WAKE_OVERDUE + " AND o.id = ?", Scheduled.TASK, key.value()));
    }

    /** Gives a task to each row without one, such as one whose worker couldn't reach the database, and wakes those that are overdue. */
    void repairSchedule() {
        if (scheduled) {
            database.write(session -> session.update(Scheduled.INSERT_MISSING, Scheduled.TASK, Scheduled.TASK));
            database.write(session -> session.update(Scheduled.WAKE_OVERDUE, Scheduled.TASK));
        }
    }

    /** Deletes some of the rows that ended too long ago. */
    int forget(int state, Duration keep, int count) {
        return database.write(session -> session.update(
                "DELETE FROM heliograph_outbox WHERE seq IN (SELECT seq FROM heliograph_outbox WHERE state >= 3 AND state = ?"
                        + " AND finished_at <= (SELECT now FROM t) - ? ORDER BY finished_at LIMIT ?"
                        + database.lockFreeRows() + ")",
                state,
                Micros.of(keep),
                count));
    }

    private static final String ITEM =
            "SELECT id, send_key, state, mask, attempts, enqueued_at, next_at, reason FROM heliograph_outbox WHERE ";

    Optional<OutboxItem> item(IdempotencyKey key) {
        return database.read(session -> session.first(ITEM + "id = ?", this::item, key.value()));
    }

    List<OutboxItem> items(OutboxState state, int limit) {
        return database.read(session -> session.query(
                ITEM + "state = " + number(state) + (state == OutboxState.SENT ? "" : " AND state < 4") // for the index
                        + " ORDER BY seq LIMIT ?",
                this::item,
                limit));
    }

    private static int number(OutboxState state) {
        return switch (state) {
            case WAITING -> WAITING;
            case SENDING -> SENDING;
            case UNKNOWN -> UNKNOWN;
            case DEAD -> DEAD;
            case SENT -> SENT;
        };
    }

    private OutboxItem item(ResultSet row) throws SQLException {
        @Nullable String reason = row.getString(8);
        return new OutboxItem(
                IdempotencyKey.of(row.getString(1)),
                IdempotencyKey.of(row.getString(2)),
                STATES[row.getInt(3)],
                row.getString(4),
                row.getInt(5),
                Micros.toInstant(row.getLong(6)),
                Micros.toInstant(row.getLong(7)),
                reason == null ? "" : encryption.decrypt(reason));
    }

    private record Count(OutboxState state, long rows) {}

    OutboxHealth health() {
        return database.read(session -> {
            Map<OutboxState, Long> counts = new EnumMap<>(OutboxState.class);
            session.query(
                            "SELECT state, count(*) FROM heliograph_outbox WHERE state < 4 GROUP BY state",
                            row -> new Count(STATES[row.getInt(1)], row.getLong(2)))
                    .forEach(count -> counts.put(count.state(), count.rows()));
            long oldest = session.first(
                            "SELECT (SELECT now FROM t) - min(not_before) FROM heliograph_outbox WHERE state = 0"
                                    + " AND state < 4 AND not_before <= (SELECT now FROM t)",
                            row -> row.getLong(1))
                    .orElse(0L);
            return new OutboxHealth(
                    counts.getOrDefault(OutboxState.WAITING, 0L),
                    micros(oldest),
                    counts.getOrDefault(OutboxState.SENDING, 0L),
                    counts.getOrDefault(OutboxState.UNKNOWN, 0L),
                    counts.getOrDefault(OutboxState.DEAD, 0L));
        });
    }

    /**
     * A message to insert.
     *
     * @param notBefore in microseconds since 1970
     */
    record NewMessage(String key, String fingerprint, String recipient, String mask, String request, long notBefore) {}
}
