package io.heliograph.store.jdbc;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.store.StoreException;
import io.heliograph.store.internal.Cleaning;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.Session;
import io.heliograph.store.internal.StoreKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The idempotency keys in a database. Each change is one statement that names the owner and the number of attempts that it
 * was read with, and so fails if anybody has changed the row since.
 */
final class JdbcIdempotencyStore implements IdempotencyStore {
    private static final String COLUMNS =
            "fingerprint, owner, claimed_at, lease_ends, attempt_ends, attempts, provider, outcome, (SELECT now FROM t)";

    private static final String INSERT =
            "INSERT INTO heliograph_claim (send_key, fingerprint, owner, claimed_at, lease_ends, attempt_ends, attempts, state)"
                    + " SELECT ?, ?, ?, now, now + ?, now + ?, 0, 0 FROM t WHERE true"
                    + " ON CONFLICT (send_key) DO NOTHING RETURNING claimed_at";

    /** Takes how long unresolved claims and finished ones are kept. */
    private static final String FORGOTTEN =
            "(lease_ends <= (SELECT now FROM t) AND (claimed_at <= (SELECT now FROM t) - ?"
                    + " OR (state = 2 AND claimed_at <= (SELECT now FROM t) - ?)))";

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM heliograph_claim WHERE send_key = ? AND NOT " + FORGOTTEN;

    private static final String FORGET = "DELETE FROM heliograph_claim WHERE send_key = ? AND " + FORGOTTEN;

    /** Takes the key, the owner and the attempts. */
    private static final String UNCHANGED = " WHERE send_key = ? AND owner = ? AND attempts = ? AND state <> 2";

    private static final String LEASE = "UPDATE heliograph_claim SET owner = ?, lease_ends = (SELECT now FROM t) + ?"
            + UNCHANGED + " AND (owner = ? OR lease_ends <= (SELECT now FROM t)) RETURNING " + COLUMNS;

    private static final String ATTEMPT =
            "UPDATE heliograph_claim SET attempts = attempts + 1, provider = ?, attempt_ends = lease_ends" + UNCHANGED
                    + " AND lease_ends > (SELECT now FROM t) RETURNING " + COLUMNS;

    private static final String FINISH = "UPDATE heliograph_claim SET outcome = ?, state = ?,"
            + " lease_ends = CASE WHEN lease_ends > (SELECT now FROM t) THEN (SELECT now FROM t) ELSE lease_ends END,"
            + " attempt_ends = CASE WHEN attempt_ends > (SELECT now FROM t) THEN (SELECT now FROM t) ELSE attempt_ends END"
            + UNCHANGED;

    private static final String RELEASE = "DELETE FROM heliograph_claim" + UNCHANGED;

    private static final int UNKNOWN = 1;
    private static final int FINAL = 2;

    /** Others may claim and release a key in between; never so often. */
    private static final int CLAIM_TRIES = 100;

    /** @param recordedAt when this process has recorded for how long it keeps keys; 0 if it needed not */
    private record Claimed(Claim claim, long recordedAt) {}

    private final Database database;
    private final StoreKey key;
    private final OutcomeCodec outcomes;
    private final Retention retention;
    private final Cleaning cleaning;

    JdbcIdempotencyStore(Database database, StoreKey key, Retention retention) {
        this.database = database;
        this.key = key;
        this.retention = retention;
        outcomes = new OutcomeCodec(key);
        cleaning = new Cleaning(this::forgetSome);
    }

    @Override
    public Claim claim(IdempotencyKey of, Fingerprint fingerprint, String owner, Duration lease) {
        String encrypted = key.encrypt(fingerprint.value()); // it is a hash of number and text, which may be guessed
        Claimed claimed = database.write(
                session -> recorded(session, claim(session, of, fingerprint, encrypted, owner, lease), owner));
        if (claimed.recordedAt() > 0) {
            retention.recorded(claimed.recordedAt()); // it has been committed
        }
        Claim claim = claimed.claim();
        if (claim.owner().equals(owner)) {
            cleaning.after();
        }
        return claim;
    }

    private Claim claim(
            Session session, IdempotencyKey of, Fingerprint fingerprint, String encrypted, String owner, Duration lease)
            throws SQLException {
        long micros = Micros.of(lease);
        for (int i = 0; i < CLAIM_TRIES; i++) {
            Optional<Long> claimed =
                    session.first(INSERT, row -> row.getLong(1), of.value(), encrypted, owner, micros, micros);
            if (claimed.isPresent()) {
                retention.seen(claimed.get());
                return Claim.first(
                        of, fingerprint, owner, Micros.toInstant(claimed.get()), Duration.ofNanos(micros * 1_000));
            }
            Optional<Claim> there = find(session, of);
            if (there.isPresent()) {
                return there.get();
            }
            Retention.Times times = retention.times(); // find has just read it
            session.update(FORGET, of.value(), times.unresolved(), times.finished());
        }
        throw new StoreException("others claim and release this key all the time", null);
    }

    /** Makes sure that others keep a key that this process relies on; one that they can drop isn't claimed. */
    private Claimed recorded(Session session, Claim claim, String owner) throws SQLException {
        long at = retention.now();
        if (!retention.isDue(at)) {
            return new Claimed(claim, 0);
        }
        try {
            retention.record(session);
            return new Claimed(claim, at);
        } catch (SQLException e) {
            if (claim.owner().equals(owner)) {
                session.update(RELEASE, claim.key().value(), owner, claim.attempts());
            }
            throw e;
        }
    }

    private Optional<Claim> find(Session session, IdempotencyKey of) throws SQLException {
        Optional<Claim> found = find(session, of, retention.times());
        // Another process may want to keep it for longer since.
        return found.isPresent() ? found : find(session, of, retention.read(session));
    }

    private Optional<Claim> find(Session session, IdempotencyKey of, Retention.Times times) throws SQLException {
        return session.first(FIND, row -> claim(of, row), of.value(), times.unresolved(), times.finished());
    }

    private Claim claim(IdempotencyKey of, ResultSet row) throws SQLException {
        Claim.Builder claim = Claim.stored(of, new Fingerprint(key.decrypt(row.getString(1))))
                .owner(row.getString(2))
                .claimedAt(Micros.toInstant(row.getLong(3)))
                .leaseEnds(Micros.toInstant(row.getLong(4)))
                .lastAttemptEnds(Micros.toInstant(row.getLong(5)))
                .readAt(Micros.toInstant(row.getLong(9)));
        retention.seen(row.getLong(9));
        int attempts = row.getInt(6);
        if (attempts > 0) {
            claim.attempts(attempts, row.getString(7));
        }
        String outcome = row.getString(8);
        if (outcome != null) {
            claim.outcome(outcomes.read(of, outcome));
        }
        return claim.build();
    }

    @Override
    public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
        return database.write(session -> session.first(
                LEASE,
                row -> claim(seen.key(), row),
                owner,
                Micros.of(lease),
                seen.key().value(),
                seen.owner(),
                seen.attempts(),
                owner));
    }

    @Override
    public Optional<Claim> attempt(Claim mine, String provider) {
        return database.write(session -> session.first(
                ATTEMPT, row -> claim(mine.key(), row), provider, mine.key().value(), mine.owner(), mine.attempts()));
    }

    @Override
    public boolean finish(Claim seen, SendOutcome outcome) {
        String document = outcomes.write(outcome);
        int state = outcome instanceof SendOutcome.Unknown ? UNKNOWN : FINAL;
        return database.write(session ->
                        session.update(FINISH, document, state, seen.key().value(), seen.owner(), seen.attempts()))
                == 1;
    }

    @Override
    public boolean release(Claim mine) {
        return database.write(session -> session.update(RELEASE, mine.key().value(), mine.owner(), mine.attempts()))
                == 1;
    }

    @Override
    public Optional<Claim> find(IdempotencyKey of) {
        return database.read(session -> find(session, of));
    }

    /** The keys without a certain outcome whose lease nobody holds, the oldest first. */
    List<IdempotencyKey> unresolved(int limit) {
        Retention.Times times = database.read(retention::read);
        return database.read(session -> session.query(
                "SELECT send_key FROM heliograph_claim WHERE state <> 2 AND lease_ends <= (SELECT now FROM t) AND NOT "
                        + FORGOTTEN + " ORDER BY claimed_at LIMIT ?",
                row -> IdempotencyKey.of(row.getString(1)),
                times.unresolved(),
                times.finished(),
                limit));
    }

    /** The messages of the newest accepted sends, the newest first. */
    List<Message> recent(int limit) {
        Retention.Times times = database.read(retention::read);
        List<Message> messages = new ArrayList<>();
        List<SendOutcome> newest = database.read(session -> session.query(
                "SELECT send_key, outcome FROM heliograph_claim WHERE state = 2 AND NOT " + FORGOTTEN
                        + " ORDER BY claimed_at DESC LIMIT ?",
                row -> outcomes.read(IdempotencyKey.of(row.getString(1)), row.getString(2)),
                times.unresolved(),
                times.finished(),
                limit));
        for (SendOutcome outcome : newest) {
            if (outcome instanceof SendOutcome.Accepted accepted) {
                messages.add(accepted.message());
            }
        }
        return messages;
    }

    StoreInfo info(StoreDialect dialect) {
        Retention.Times times = database.read(retention::read);
        return database.read(session -> session.first(
                        "SELECT count(*), coalesce(sum(CASE WHEN state <> 2 AND lease_ends <= (SELECT now FROM t) THEN 1"
                                + " ELSE 0 END), 0) FROM heliograph_claim WHERE NOT " + FORGOTTEN,
                        row -> new StoreInfo(dialect, StoreDialect.VERSION, row.getLong(1), row.getLong(2)),
                        times.unresolved(),
                        times.finished())
                .orElseThrow());
    }

    private void forgetSome(int count) {
        database.write(session -> forgetSome(session, retention.read(session), count));
    }

    private int forgetSome(Session session, Retention.Times times, int count) throws SQLException {
        return session.update(
                "DELETE FROM heliograph_claim WHERE send_key IN (SELECT send_key FROM heliograph_claim WHERE "
                        + FORGOTTEN + " ORDER BY claimed_at LIMIT ?" + database.lockFreeRows() + ")",
                times.unresolved(),
                times.finished(),
                count);
    }
}
