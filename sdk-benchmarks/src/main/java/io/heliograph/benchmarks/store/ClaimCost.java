package io.heliograph.benchmarks.store;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * What a send's three writes cost in a durable store: the claim, the note of the attempt and the outcome, without the send.
 * The arguments are a file for SQLite or the JDBC URL of a PostgreSQL database, and the seconds of a measurement.
 */
public final class ClaimCost {
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final Fingerprint PRINT = new Fingerprint("a".repeat(64));
    private static final int MICROS = 1_000;

    private ClaimCost() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        boolean postgres = arguments[0].startsWith("jdbc:postgresql:");
        try (ConnectionPool pool = new ConnectionPool(arguments[0]);
                JdbcStore store =
                        postgres ? JdbcStore.builder(pool.source()).open() : SqliteStore.open(Path.of(arguments[0]))) {
            for (int threads : new int[] {1, 1, 8, 64}) {
                measure(store.idempotency(), threads, seconds);
            }
        }
    }

    static void measure(IdempotencyStore store, int threads, int seconds) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<long[]>> tasks = Stream.<Callable<long[]>>generate(() -> () -> sends(store, end))
                    .limit(threads)
                    .toList();
            long start = System.nanoTime();
            long[] times = new long[0];
            for (Future<long[]> each : pool.invokeAll(tasks)) {
                long[] more = each.get();
                int before = times.length;
                times = Arrays.copyOf(times, before + more.length);
                System.arraycopy(more, 0, times, before, more.length);
            }
            print(threads, times, System.nanoTime() - start);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void print(int threads, long[] times, long nanos) {
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%2d threads: %,d sends/s, three writes take %,d µs (median), %,d µs (99 %%)%n",
                threads,
                times.length * 1_000_000_000L / nanos,
                times[times.length / 2] / MICROS,
                times[(int) (times.length * 0.99)] / MICROS);
    }

    /** The time of each send in nanoseconds. */
    private static long[] sends(IdempotencyStore store, long end) {
        long[] times = new long[1_024];
        int count = 0;
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            send(store, IdempotencyKey.random());
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = System.nanoTime() - start;
        }
        return Arrays.copyOf(times, count);
    }

    private static void send(IdempotencyStore store, IdempotencyKey key) {
        Claim claim = store.claim(key, PRINT, key.value(), LEASE);
        claim = store.attempt(claim, "wavix").orElseThrow();
        Message message = Message.builder(new MessageId("wavix", key.value()), Status.QUEUED)
                .to(PhoneNumber.of("+66812345678"))
                .segments(1)
                .build();
        if (!store.finish(claim, new SendOutcome.Accepted(message, key, List.of()))) {
            throw new IllegalStateException("the claim has changed");
        }
    }
}
