package io.heliograph.outbox.internal;

import io.heliograph.SmsClient;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxHealth;
import io.heliograph.outbox.OutboxItem;
import io.heliograph.outbox.OutboxSettings;
import io.heliograph.outbox.OutboxState;
import io.heliograph.store.StoreException;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Failures;
import io.heliograph.store.internal.Micros;
import io.heliograph.store.internal.Session;
import io.heliograph.store.internal.StoreKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The outbox in the store's database. */
public final class JdbcOutbox implements Outbox {
    private final Database database;
    private final StoreKey key;
    private final IdempotencyStore keys;
    private final Supplier<Duration> keysKept;
    private final OutboxSettings settings;
    private final @Nullable DataSource scheduling;
    private final OutboxRows rows;
    private final RequestCodec codec;
    private final OutboxEvents events;
    private @Nullable OutboxSender sender;
    private @Nullable Housekeeping housekeeping;
    private volatile @Nullable OutboxWorkers workers;
    private boolean closed;

    /**
     * Makes an outbox.
     *
     * @param keysKept for how long the store surely remembers a key
     * @param scheduling where db-scheduler wakes the workers; null where they poll
     */
    public JdbcOutbox(
            Database database,
            StoreKey key,
            IdempotencyStore keys,
            Supplier<Duration> keysKept,
            OutboxSettings settings,
            @Nullable DataSource scheduling) {
        this.database = database;
        this.key = key;
        this.keys = keys;
        this.keysKept = keysKept;
        this.settings = settings;
        this.scheduling = scheduling;
        rows = new OutboxRows(database, key, scheduling != null, settings.orderPerRecipient());
        codec = new RequestCodec(key, settings.options());
        events = new OutboxEvents(settings.listeners());
    }

    @Override
    public IdempotencyKey enqueue(Connection connection, SendRequest request, Instant notBefore) {
        String document = codec.write(request);
        try {
            if (connection.getAutoCommit()) {
                throw new InvalidRequestException(
                        "connection",
                        "commits each statement by itself: call setAutoCommit(false), so that the message commits with your"
                                + " own rows");
            }
            if (enqueue(database.session(connection), request, document, notBefore)) {
                events.enqueued(request.key());
            }
            return request.key();
        } catch (SQLException e) {
            throw scheduling == null ? Failures.ofSqlite(e) : Failures.ofPostgres(e);
        }
    }

    @Override
    public IdempotencyKey enqueue(SendRequest request, Instant notBefore) {
        String document = codec.write(request);
        if (database.transaction(session -> enqueue(session, request, document, notBefore))) {
            events.enqueued(request.key());
        }
        wake();
        return request.key();
    }

    /** Returns whether it is a new message. */
    private boolean enqueue(Session session, SendRequest request, String document, Instant notBefore)
            throws SQLException {
        String fingerprint = Fingerprint.of(request).value();
        boolean inserted = rows.insert(
                session,
                new OutboxRows.NewMessage(
                        request.key().value(),
                        key.encrypt(fingerprint),
                        key.hash(request.to()),
                        request.to().toString(),
                        document,
                        Micros.of(notBefore)));
        if (!inserted) {
            checkSame(session, request.key(), fingerprint);
        }
        return inserted;
    }

    private void checkSame(Session session, IdempotencyKey of, String fingerprint) throws SQLException {
        String there = rows.fingerprint(session, of)
                .orElseThrow(() -> new InvalidRequestException(
                        "connection", "is to another database than the store's; it must be to the same one"));
        if (!key.decrypt(there).equals(fingerprint)) {
            throw new InvalidRequestException(
                    "key", "is in the outbox with another message; give each message a key of its own");
        }
    }

    @Override
    public synchronized void start(SmsClient client) {
        if (closed || sender != null) {
            throw new IllegalStateException("the outbox was " + (closed ? "closed" : "started") + " before");
        }
        if (!KeyProbe.isShared(client, keys)) {
            throw new InvalidRequestException(
                    "client",
                    "keeps its keys elsewhere, so that a crash could send twice; build it with"
                            + " idempotencyStore(store.idempotency()) of this store");
        }
        OutboxSender started = new OutboxSender(rows, codec, keys, keysKept, client, settings, events);
        workers = scheduling == null ? poll(started) : schedule(scheduling, started);
        sender = started;
        housekeeping = Housekeeping.start(rows, settings);
    }

    private OutboxWorkers poll(OutboxSender started) {
        PollingWorkers polling =
                new PollingWorkers(settings.threads(), settings.pollInterval(), rows::due, started::process);
        polling.start();
        return polling;
    }

    private OutboxWorkers schedule(DataSource source, OutboxSender started) {
        try {
            return SchedulerWorkers.start(source, settings, started);
        } catch (NoClassDefFoundError e) {
            throw new StoreException(
                    "db-scheduler isn't on the class path: add com.github.kagkarlsson:db-scheduler 16.12.0 or newer",
                    e);
        }
    }

    @Override
    public void wake() {
        OutboxWorkers started = workers;
        if (started != null) {
            started.wake();
        }
    }

    @Override
    public Optional<OutboxItem> find(IdempotencyKey of) {
        return rows.item(of);
    }

    @Override
    public List<OutboxItem> list(OutboxState state, int limit) {
        return rows.items(state, limit);
    }

    @Override
    public void retry(IdempotencyKey of) {
        OutboxRow row = row(of);
        String problem = switch (row.state()) {
            case DEAD -> null;
            case WAITING -> "waits in the outbox and is sent by itself";
            case SENDING -> "is being sent";
            case UNKNOWN -> "is unresolved: it may have been sent, and can't be retried before it was reconciled";
            case SENT -> "was sent";
        };
        if (problem != null) {
            throw new InvalidRequestException("key", problem);
        }
        if (!rows.retry(row, nextKey(row))) {
            throw changedMeanwhile();
        }
        wake();
    }

    /** The key of a new attempt: the same where nothing is remembered of it, or it would only be rejected again. */
    private IdempotencyKey nextKey(OutboxRow row) {
        Claim claim = keys.find(row.sendKey()).orElse(null);
        if (claim == null) {
            return row.sendKey();
        }
        if (claim.outcome().filter(SendOutcome.Rejected.class::isInstance).isEmpty()) {
            throw new InvalidRequestException(
                    "key", "was used by another send, which was accepted or is unresolved; reconcile that first");
        }
        return IdempotencyKey.derive("heliograph-outbox", row.key().value(), Integer.toString(row.attempts()));
    }

    @Override
    public void drop(IdempotencyKey of) {
        OutboxRow row = row(of);
        if (row.state() == OutboxState.SENDING || row.state() == OutboxState.SENT) {
            throw new InvalidRequestException(
                    "key", row.state() == OutboxState.SENT ? "was sent" : "is being sent; try again later");
        }
        if (!rows.drop(row)) {
            throw changedMeanwhile();
        }
        rows.wakeNext(row.recipient());
        wake();
    }

    private OutboxRow row(IdempotencyKey of) {
        return rows.row(of)
                .orElseThrow(() -> new InvalidRequestException(
                        "key", "isn't in the outbox: it was never enqueued, was dropped, or ended too long ago"));
    }

    private static InvalidRequestException changedMeanwhile() {
        return new InvalidRequestException("key", "was changed by another process at the same time; try again");
    }

    @Override
    public OutboxHealth health() {
        return rows.health();
    }

    @Override
    public synchronized void close() {
        OutboxWorkers started = workers;
        if (closed || started == null || sender == null || housekeeping == null) {
            closed = true;
            return;
        }
        closed = true;
        housekeeping.close();
        started.pause();
        if (!sender.stop()) {
            OutboxEvents.LOG.warn("a send of the outbox has taken longer than its deadline, and isn't waited for");
        }
        started.close();
    }
}
