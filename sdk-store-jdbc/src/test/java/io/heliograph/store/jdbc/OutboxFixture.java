package io.heliograph.store.jdbc;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxItem;
import io.heliograph.outbox.OutboxListener;
import io.heliograph.outbox.OutboxSettings;
import io.heliograph.outbox.OutboxState;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.SendResult;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.store.internal.Micros;
import io.heliograph.testkit.TestClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** An outbox whose workers, vendor and clock are this test's, in both databases. */
abstract class OutboxFixture {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    @TempDir
    @Nullable
    Path folder;

    final TestClock clock = new TestClock();
    final List<AutoCloseable> opened = new ArrayList<>();
    final Queue<SendResult> answers = new ConcurrentLinkedQueue<>();
    final Queue<SendRequest> sends = new ConcurrentLinkedQueue<>();
    final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    final AtomicInteger lookups = new AtomicInteger();
    volatile boolean vendorHasIt;
    volatile boolean vendorIsDown;
    volatile Runnable beforeAnswer = () -> {};

    @Nullable
    DataSource source;

    @Nullable
    JdbcStore store;

    final OutboxListener listener = new OutboxListener() {
        @Override
        public void sent(IdempotencyKey key, SendOutcome.Accepted outcome) {
            ends.add("sent " + key);
        }

        @Override
        public void unresolved(IdempotencyKey key, String reason) {
            ends.add("unresolved " + key);
        }

        @Override
        public void dead(IdempotencyKey key, String reason) {
            ends.add("dead " + key + " " + reason);
        }
    };

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    <T extends AutoCloseable> T keep(T made) {
        opened.add(made);
        return made;
    }

    /** A new database. */
    String place(StoreDialect dialect) {
        if (dialect == StoreDialect.SQLITE) {
            return Objects.requireNonNull(folder, "folder").resolve("store.db").toString();
        }
        String name = "outbox_" + DATABASES.incrementAndGet();
        TestPostgres.database(name);
        return TestPostgres.url(name);
    }

    JdbcStore store(StoreDialect dialect) {
        String url = place(dialect);
        source = SendingProcess.source(url);
        store = keep(SendingProcess.builder(url)
                .clock(new MachineClock(clock, clock::nanoTime, () -> "boot"))
                .postgresNow(() -> Micros.of(clock.instant()) + "::bigint")
                .open());
        return store;
    }

    SmsClient client(JdbcStore of) {
        OutboxVendor vendor = new OutboxVendor(this::answer, request -> lookup());
        return keep(SmsClient.builder()
                .provider(vendor)
                .idempotencyStore(of.idempotency())
                .retry(RetryPolicy.none())
                .build());
    }

    private boolean lookup() {
        lookups.incrementAndGet();
        if (vendorIsDown) {
            throw SmsException.of(Failure.of(ErrorType.UNREACHABLE, "no connection"), List.of());
        }
        return vendorHasIt;
    }

    SendResult answer(SendRequest request) {
        sends.add(request);
        beforeAnswer.run();
        SendResult scripted = answers.poll();
        return scripted == null ? new SendResult.Accepted(OutboxVendor.message(request)) : scripted;
    }

    static OutboxSettings.Builder settings() {
        return OutboxSettings.builder()
                .threads(4)
                .pollInterval(Duration.ofMillis(10))
                .firstRetry(Duration.ofMillis(10))
                .heartbeat(Duration.ofMillis(500));
    }

    Outbox outbox(StoreDialect dialect, OutboxSettings.Builder settings) {
        return keep(store(dialect).outbox(settings.listener(listener).build()));
    }

    Outbox outbox(StoreDialect dialect) {
        return outbox(dialect, settings());
    }

    void start(Outbox outbox) {
        outbox.start(client(Objects.requireNonNull(store, "store")));
    }

    Connection transaction() throws SQLException {
        Connection connection = keep(Objects.requireNonNull(source, "source").getConnection());
        connection.setAutoCommit(false);
        return connection;
    }

    String end() throws InterruptedException {
        String end = ends.poll(30, TimeUnit.SECONDS);
        return Objects.requireNonNull(end, "nothing ended");
    }

    static SendRequest request(String key) {
        return OutboxProcess.request(key);
    }

    static SendResult rejected(ErrorType type) {
        return new SendResult.Rejected(Failure.of(type, "the vendor's reason"));
    }

    static OutboxState state(Outbox outbox, String key) {
        return outbox.find(IdempotencyKey.of(key)).map(OutboxItem::state).orElseThrow();
    }

    /** Lets time pass until a message has ended. */
    String passUntilEnd() throws InterruptedException {
        String end = null;
        for (int i = 0; end == null && i < 3000; i++) {
            end = ends.poll(10, TimeUnit.MILLISECONDS);
            clock.passes(Duration.ofMillis(10));
        }
        return Objects.requireNonNull(end, "nothing ended");
    }
}
