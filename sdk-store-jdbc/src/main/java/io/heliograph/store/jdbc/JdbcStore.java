package io.heliograph.store.jdbc;

import io.heliograph.SmsClient;
import io.heliograph.campaign.Campaigns;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.money.SpendStore;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxSettings;
import io.heliograph.outbox.internal.JdbcOutbox;
import io.heliograph.outbox.internal.RecipientRotation;
import io.heliograph.policy.RateLimits;
import io.heliograph.store.StoreException;
import io.heliograph.store.internal.Bounds;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Failures;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.store.internal.PostgresDatabase;
import io.heliograph.store.internal.ServerClock;
import io.heliograph.store.internal.SqliteDatabase;
import io.heliograph.store.internal.StoreKey;
import io.heliograph.suppression.SuppressionStore;
import io.heliograph.tracking.EarlyReports;
import io.heliograph.tracking.TimelineStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stores in a database that survive the process: idempotency keys, suppressions, timelines, spend and rate limits, campaigns and
 * an outbox, in an SQLite file or in PostgreSQL.
 *
 * <p>Thread-safe. Several clients and several processes may use one database at the same time: an SQLite file on one machine,
 * a PostgreSQL server on many. Its methods, and those of its stores, throw {@link StoreException} where the database fails; a
 * send then ends as rejected before its first byte.
 *
 * <p>Texts are stored by campaigns and the outbox only, encrypted; vendors' JSON never. Phone numbers are found by a keyed hash
 * and stored encrypted, with the key of {@link Builder#key}.
 */
public final class JdbcStore implements AutoCloseable {
    private final Database database;
    private final StoreDialect dialect;
    private final JdbcIdempotencyStore idempotency;
    private final StoreKey key;
    private final JdbcSuppressionStore suppressions;
    private final TimelineStore timelines;
    private final Retention retention;
    private final @Nullable DataSource scheduling;
    private final SpendStore spend;
    private final EarlyReports earlyReports;
    private final @Nullable DataSource rateLimitPool;

    private JdbcStore(Database database, StoreDialect dialect, Builder builder) {
        this.database = database;
        this.dialect = dialect;
        scheduling = dialect == StoreDialect.POSTGRESQL ? builder.source : null;
        key = database.transaction(session -> StoreKey.of(session, builder.key, builder.previousKeys));
        database.startClock();
        retention = Retention.open(database, builder.keep, builder.keepUnresolved);
        idempotency = new JdbcIdempotencyStore(database, key, retention);
        suppressions = new JdbcSuppressionStore(database, key);
        timelines = new JdbcTimelineStore(database, key, builder.keepTimelines);
        spend = new JdbcSpendStore(database, key, builder.keepTimelines);
        earlyReports = new JdbcEarlyReports(database, key, builder.keepUnresolved);
        rateLimitPool = database instanceof PostgresDatabase ? builder.rateLimitPool() : null;
    }

    /**
     * A builder of a store in the database of a data source.
     *
     * @param source for SQLite, one connection is taken and kept; for PostgreSQL, one of a pool for each call; never that of a
     *     transaction which the caller has begun
     */
    public static Builder builder(DataSource source) {
        return new Builder(source);
    }

    /** The idempotency keys, for {@code SmsClientBuilder.idempotencyStore}. Closing it does nothing. */
    public IdempotencyStore idempotency() {
        return idempotency;
    }

    /**
     * The keys of sends without a certain outcome, of this process and of others, the oldest first: those that ended as unknown,
     * and those whose process died. Sends under way aren't among them. {@code SmsClient.reconcile} finds out what became of one.
     *
     * @param limit how many at most
     */
    public List<IdempotencyKey> unresolved(int limit) {
        return idempotency.unresolved(limit);
    }

    /** Counts the keys, which reads all of them. */
    public StoreInfo info() {
        return idempotency.info(dialect);
    }

    /** The suppressions, for {@code SmsClientBuilder.suppressionStore}. Closing it does nothing. */
    public SuppressionStore suppressions() {
        return suppressions;
    }

    /** The timelines, for {@code SmsClientBuilder.timelineStore}. Closing it does nothing. */
    public TimelineStore timelines() {
        return timelines;
    }

    /**
     * The messages of the newest sends that were accepted, as they were then, the newest first; {@link #timelines} has what became
     * of each.
     *
     * @param limit how many sends are looked at
     */
    public List<Message> recentMessages(int limit) {
        return idempotency.recent(limit);
    }

    /**
     * The campaigns, which the client sends; close the client first.
     *
     * @param client one that uses {@link #idempotency()} of this store, which {@link Campaigns#run} checks
     */
    public Campaigns campaigns(SmsClient client) {
        return new Campaigns(database, key, idempotency, this::surelyKept, client);
    }

    /** The campaigns without a client, for everything but {@link Campaigns#run}. */
    public Campaigns campaigns() {
        return new Campaigns(database, key, idempotency, this::surelyKept, null);
    }

    private Duration surelyKept() {
        return database.read(retention::shortest);
    }

    /** An outbox in this database, with the usual settings. */
    public Outbox outbox() {
        return outbox(OutboxSettings.defaults());
    }

    /** An outbox in this database. Enqueuing needs nothing else; {@link Outbox#start} sends. Close it before the client. */
    public Outbox outbox(OutboxSettings settings) {
        return new JdbcOutbox(database, key, idempotency, this::surelyKept, settings, scheduling);
    }

    /**
     * What was spent of budgets and of recipients' hours, for {@code SmsClientBuilder.spendStore}: all clients with this database
     * share their limits. Closing it does nothing.
     */
    public SpendStore spend() {
        return spend;
    }

    /**
     * The reports that came before their send had ended, for {@code SmsClientBuilder.earlyReports} of clients that have this store's
     * {@link #idempotency} too. Closing it does nothing.
     */
    public EarlyReports earlyReports() {
        return earlyReports;
    }

    /**
     * Rate limits that all processes with this database share, for {@code SmsClientBuilder.rateLimits}. PostgreSQL's are {@code
     * com.bucket4j:bucket4j_jdk17-postgresql}'s, which {@code heliograph-store-jdbc} doesn't bring; see {@link
     * Builder#rateLimitPool}.
     *
     * @throws StoreException if the database is PostgreSQL, and Bucket4j isn't on the class path
     */
    public RateLimits rateLimits() {
        if (rateLimitPool == null) {
            return new RowRateLimits(database);
        }
        try {
            return new BucketRateLimits(rateLimitPool, new ServerClock(database, System::nanoTime)::nanos);
        } catch (NoClassDefFoundError e) {
            throw new StoreException(
                    "Bucket4j isn't on the class path: add com.bucket4j:bucket4j_jdk17-postgresql 8.18.0 or newer", e);
        }
    }

    /**
     * The state of the database, now; it doesn't throw. It reads all claims to count the unresolved ones: ask once a minute rather
     * than once a second.
     */
    public StoreHealth health() {
        return new HealthCheck(database, this::info).run();
    }

    /**
     * Gives all that was stored with one of the {@link Builder#previousKeys} the store's own key, in small transactions beside
     * the sends. If the process dies, the next call goes on. It may take a while: each suppression is a transaction. Meanwhile
     * {@code suppressions().all()} may lack rows that are being moved; a look-up of a number finds them.
     *
     * @return how many rows it changed; when no process writes with the previous keys any more, they aren't needed after it
     * @throws InvalidRequestException if there are no previous keys
     */
    public int rotateKey() {
        if (!key.isRotating()) {
            throw new InvalidRequestException("previousKeys", "are missing: without them there is nothing to rotate");
        }
        int count = 0;
        int changed;
        do { // again for what was written meanwhile
            changed = suppressions.rotate();
            for (EncryptedTable table : EncryptedTable.ALL) {
                changed += table.rotate(database, key);
            }
            changed += RecipientRotation.rotate(database, key);
            count += changed;
        } while (changed > 0);
        database.transaction(session -> {
            key.replaceOthers(session);
            return true;
        });
        return count;
    }

    /** Ends what is under way and closes the connection to an SQLite file; the data source stays the caller's. */
    @Override
    public void close() {
        database.close();
    }

    /** Builds a store; not thread-safe. */
    public static final class Builder {
        private final DataSource source;
        private byte @Nullable [] key;
        private @Nullable List<byte[]> previousKeys;
        private Duration keep = Duration.ofDays(7);
        private Duration keepUnresolved = Duration.ofDays(30);
        private Duration keepTimelines = Duration.ofDays(7);
        private @Nullable DataSource rateLimitPool;
        private boolean createTables = true;
        private Supplier<MachineClock> sqliteClock = MachineClock::ofThisMachine;
        private Supplier<String> postgresNow = () -> PostgresDatabase.NOW;

        private Builder(DataSource source) {
            this.source = source;
        }

        /**
         * Sets the secret that numbers are hashed and encrypted with; it must be the same each time. By default one is made and
         * kept in the database itself, so that a copy of the database is enough to read the numbers.
         *
         * @param secret 32 random bytes, from a place of its own
         */
        public Builder key(byte[] secret) {
            key = checked("key", secret);
            return this;
        }

        private static byte[] checked(String field, byte[] secret) {
            if (secret.length != StoreKey.LENGTH) {
                throw new InvalidRequestException(
                        field, "has " + secret.length + " bytes; it must have " + StoreKey.LENGTH);
            }
            return secret.clone();
        }

        /**
         * Sets secrets that stored values may have besides that of {@link #key}, while it is replaced, see {@link
         * JdbcStore#rotateKey}. All are read, and only {@code key} is written with. A process that doesn't know a secret misses
         * the suppressions that have it: let every process know both before the first one writes with the new one.
         *
         * @param secrets 32 bytes each; the one that the store made itself is among them without being named
         */
        public Builder previousKeys(byte[]... secrets) {
            previousKeys = Arrays.stream(secrets)
                    .map(secret -> checked("previousKeys", secret))
                    .toList();
            return this;
        }

        /** Sets for how long a key is remembered after a send that was accepted or rejected; 7 days by default. */
        public Builder keep(Duration time) {
            keep = Bounds.atLeastMillis(1, "keep", time);
            return this;
        }

        /**
         * Sets for how long a key is remembered that has no certain outcome, unless it is reconciled; 30 days by default. It is
         * at least as long as {@link #keep}.
         */
        public Builder keepUnresolved(Duration time) {
            keepUnresolved = Bounds.atLeastMillis(1, "keepUnresolved", time);
            return this;
        }

        /** Sets for how long a timeline is kept after its last report; 7 days by default. */
        public Builder keepTimelines(Duration time) {
            keepTimelines = Bounds.atLeastMillis(1, "keepTimelines", time);
            return this;
        }

        /**
         * Sets the pool of PostgreSQL's rate limits: a small one of their own, so that sends that wait for a permit keep no other
         * from the database; by default that of the store.
         *
         * @param pool connections to the same database, with a time limit for taking one
         */
        public Builder rateLimitPool(DataSource pool) {
            rateLimitPool = pool;
            return this;
        }

        DataSource rateLimitPool() {
            return rateLimitPool == null ? source : rateLimitPool;
        }

        /**
         * Sets whether the tables are created and updated; true by default. Without, the tables must be there, see {@link
         * StoreDialect#ddl()}, and the application needs no right to create any.
         */
        public Builder createTables(boolean create) {
            createTables = create;
            return this;
        }

        Builder clock(MachineClock clock) {
            sqliteClock = () -> clock;
            return this;
        }

        /** Sets the expression of the present time in SQL. */
        Builder postgresNow(Supplier<String> now) {
            postgresNow = now;
            return this;
        }

        /**
         * Opens the database, and creates or checks its tables.
         *
         * @throws StoreException if the database can't be reached or written to, isn't SQLite 3.51.3 or PostgreSQL, isn't
         *     durable, has tables of another version, or a PostgreSQL pool has another isolation level than READ COMMITTED
         */
        public JdbcStore open() {
            if (keepUnresolved.compareTo(keep) < 0) {
                keepUnresolved = keep;
            }
            if (previousKeys != null && key == null) {
                throw new InvalidRequestException("key", "is missing: previousKeys are replaced by it");
            }
            StoreDialect dialect = dialect();
            Database database = open(dialect);
            try {
                new Schema(database, dialect).prepare(createTables);
                return new JdbcStore(database, dialect, this);
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        }

        private StoreDialect dialect() {
            try (Connection connection = source.getConnection()) {
                String name = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
                return switch (name) {
                    case "sqlite" -> StoreDialect.SQLITE;
                    case "postgresql" -> StoreDialect.POSTGRESQL;
                    default ->
                        throw new StoreException("the database is " + name + "; it must be SQLite or PostgreSQL", null);
                };
            } catch (SQLException e) {
                throw Failures.ofConnection(e);
            }
        }

        private Database open(StoreDialect dialect) {
            if (dialect == StoreDialect.POSTGRESQL) {
                if (rateLimitPool != null) {
                    PostgresDatabase.checkIsolationLevel(rateLimitPool);
                }
                return PostgresDatabase.open(source, postgresNow);
            }
            try {
                return SqliteDatabase.open(source, sqliteClock.get());
            } catch (SQLException e) {
                throw Failures.ofSqlite(e);
            }
        }
    }
}
