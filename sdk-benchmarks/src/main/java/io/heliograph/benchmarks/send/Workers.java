package io.heliograph.benchmarks.send;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that send blocks of messages, and measure them. Used by one thread. */
final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService executor;

    Workers(int threads) {
        this.threads = threads;
        executor = Executors.newFixedThreadPool(threads);
    }

    /** What each send of a block took: the time of the block divided by its sends, the processor's time, and bytes. */
    record Measured(double nanos, double cpuNanos, double bytes) {}

    Measured block(SendCase client, int sends) throws Exception {
        int each = Math.max(1, sends / threads);
        JvmTotals before = JvmTotals.now();
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>(threads);
        for (int at = 0; at < threads; at++) {
            running.add(executor.submit(() -> sendAll(client, each)));
        }
        for (Future<?> worker : running) {
            worker.get();
        }
        long nanos = System.nanoTime() - start;
        JvmTotals after = JvmTotals.now();
        double all = (double) each * threads;
        return new Measured(nanos / all, after.cpuNanosSince(before) / all, after.bytesSince(before) / all);
    }

    private static Void sendAll(SendCase client, int sends) throws Exception {
        for (int i = 0; i < sends; i++) {
            client.send();
        }
        return null;
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
