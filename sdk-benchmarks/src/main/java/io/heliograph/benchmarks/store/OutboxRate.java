package io.heliograph.benchmarks.store;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxListener;
import io.heliograph.outbox.OutboxSettings;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * How many messages a second an outbox takes, each in a transaction of its own, and how many its workers send with a vendor that
 * answers at once. The arguments are a file for SQLite or the JDBC URL of a PostgreSQL database, and the number of messages.
 */
public final class OutboxRate {
    private static final int THREADS = 16;

    private OutboxRate() {}

    public static void main(String[] arguments) throws Exception {
        int messages = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
        boolean postgres = arguments[0].startsWith("jdbc:postgresql:");
        try (ConnectionPool pool = new ConnectionPool(arguments[0])) {
            for (int workers : postgres ? new int[] {1, 1, 2} : new int[] {1, 1}) {
                measure(arguments[0], pool, postgres, workers, messages);
            }
        }
    }

    private static JdbcStore store(String place, ConnectionPool pool, boolean postgres) {
        return postgres ? JdbcStore.builder(pool.source()).open() : SqliteStore.open(Path.of(place));
    }

    private static void measure(String place, ConnectionPool pool, boolean postgres, int workers, int messages)
            throws Exception {
        try (JdbcStore store = store(place, pool, postgres);
                Outbox outbox = store.outbox()) {
            long start = System.nanoTime();
            for (int i = 0; i < messages; i++) {
                if (postgres) {
                    inTransaction(pool, outbox);
                } else {
                    outbox.enqueue(request());
                }
            }
            print("enqueued, one after the other", messages, System.nanoTime() - start);
        }
        CountDownLatch left = new CountDownLatch(messages);
        long start = System.nanoTime();
        List<AutoCloseable> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            start(store(place, pool, postgres), left, all);
        }
        left.await();
        print("sent by " + workers + " x " + THREADS + " threads", messages, System.nanoTime() - start);
        for (int i = all.size() - 1; i >= 0; i--) {
            all.get(i).close();
        }
    }

    private static void inTransaction(ConnectionPool pool, Outbox outbox) throws Exception {
        try (Connection connection = pool.source().getConnection()) {
            connection.setAutoCommit(false);
            outbox.enqueue(connection, request());
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    private static SendRequest request() {
        return SendRequest.to("+66812345678")
                .text("Your order is on its way")
                .idempotencyKey(IdempotencyKey.random())
                .build();
    }

    private static void start(JdbcStore store, CountDownLatch left, List<AutoCloseable> opened) {
        SmsClient client = SmsClient.builder()
                .provider(new InstantVendor())
                .idempotencyStore(store.idempotency())
                .build();
        Outbox outbox = store.outbox(OutboxSettings.builder()
                .threads(THREADS)
                .pollInterval(Duration.ofMillis(100))
                .listener(new OutboxListener() {
                    @Override
                    public void sent(IdempotencyKey key, SendOutcome.Accepted outcome) {
                        left.countDown();
                    }
                })
                .build());
        opened.addAll(List.of(store, client, outbox));
        outbox.start(client);
    }

    private static void print(String what, int messages, long nanos) {
        System.out.printf(Locale.ROOT, "%s: %,d messages/s%n", what, messages * 1_000_000_000L / nanos);
    }
}
