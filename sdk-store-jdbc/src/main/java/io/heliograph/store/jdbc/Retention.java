package io.heliograph.store.jdbc;

import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * For how long keys are kept: as long as any process with this database wants to keep them. Each records its own times there, and
 * again after an eighth of them, so that they count until every key is forgotten that was claimed with them. Thread-safe.
 */
final class Retention {
    private static final String PREFIX = "keep ";

    private static final String RECORD =
            "INSERT INTO heliograph_setting (name, value) SELECT ?, CAST(now AS TEXT) FROM t WHERE true"
                    + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    private static final String READ =
            "SELECT name, value, (SELECT now FROM t) FROM heliograph_setting WHERE name LIKE 'keep %'";

    private static final int PARTS = 8;

    /**
     * Times in microseconds from the claim.
     *
     * @param finished of a key whose send was accepted or rejected
     * @param unresolved of a key without a certain outcome; not shorter
     */
    record Times(long finished, long unresolved) {}

    /** @param age the microseconds since a process recorded them last */
    private record Recorded(String name, String value, Times times, long age) {
        private static Recorded read(ResultSet row) throws SQLException {
            String name = row.getString(1);
            String[] times = name.substring(PREFIX.length()).split(" ", -1);
            String value = row.getString(2);
            long age = row.getLong(3) - Long.parseLong(value);
            return new Recorded(name, value, new Times(Long.parseLong(times[0]), Long.parseLong(times[1])), age);
        }

        /** Whether a key may be left that was claimed with these times, and is kept for this one of them. */
        private boolean countsFor(long time) {
            return age - times.finished / PARTS <= time;
        }
    }

    private final Times own;
    private volatile Times inForce;
    private volatile long recordedAt;
    private volatile long now;

    private Retention(Times own) {
        this.own = own;
        inForce = own;
    }

    /** Reads the times of the others; this process's are recorded with its first claim. */
    static Retention open(Database database, Duration keep, Duration keepUnresolved) {
        Retention retention = new Retention(new Times(Micros.of(keep), Micros.of(keepUnresolved)));
        Times unused = database.read(retention::read);
        return retention;
    }

    /** Records the times of this process, and removes those that no key can need any more. */
    void record(Session session) throws SQLException {
        session.update(RECORD, PREFIX + own.finished + " " + own.unresolved);
        Times times = read(session);
        for (Recorded recorded : recorded(session)) {
            if (!recorded.countsFor(times.unresolved)) {
                // Unless its process has recorded it again meanwhile.
                session.update(
                        "DELETE FROM heliograph_setting WHERE name = ? AND value = ?", recorded.name, recorded.value);
            }
        }
    }

    private List<Recorded> recorded(Session session) throws SQLException {
        return session.query(READ, Recorded::read);
    }

    /** The times that hold for every process, as they were read last. */
    Times times() {
        return inForce;
    }

    /** Reads the times that hold for every process. */
    Times read(Session session) throws SQLException {
        long finished = own.finished;
        long unresolved = own.unresolved;
        for (Recorded recorded : recorded(session)) {
            Times theirs = recorded.times;
            finished = recorded.countsFor(theirs.finished) ? Math.max(finished, theirs.finished) : finished;
            unresolved = recorded.countsFor(theirs.unresolved) ? Math.max(unresolved, theirs.unresolved) : unresolved;
        }
        Times found = new Times(finished, unresolved);
        inForce = found;
        return found;
    }

    /** Takes the database's time of a claim that was made or read. */
    void seen(long at) {
        now = at;
    }

    /** The database's time that was seen last. */
    long now() {
        return now;
    }

    /** Whether the times of this process must be recorded: a key of this time could need them for longer than they count. */
    boolean isDue(long at) {
        return at < recordedAt || at - recordedAt > own.finished / PARTS;
    }

    /** Called when what was recorded at a time has been committed. */
    void recorded(long at) {
        recordedAt = at;
    }

    /**
     * For how long a key is surely remembered, whichever process claimed it: another one that wanted to keep it for less may have deleted
     * it before this one came.
     */
    Duration shortest(Session session) throws SQLException {
        long micros = own.finished;
        for (Recorded recorded : recorded(session)) {
            micros = recorded.countsFor(own.finished) ? Math.min(micros, recorded.times.finished) : micros;
        }
        return Duration.ofNanos(micros * 1_000);
    }
}
