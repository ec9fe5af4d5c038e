package io.heliograph.benchmarks.send;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that send blocks of messages, and count time and allocated bytes. Used by one thread. */
final class Workers implements AutoCloseable {
    private final int threads;
    private final ExecutorService executor;

    Workers(int threads) {
        this.threads = threads;
        executor = Executors.newFixedThreadPool(threads);
    }

    /** Time and bytes for each send of a block; the time is that of the block divided by its sends. */
    record Measured(double nanos, double bytes) {}

    Measured block(SendCase client, int sends) throws Exception {
        int each = Math.max(1, sends / threads);
        long start = System.nanoTime();
        List<Future<Long>> running = new ArrayList<>(threads);
        for (int at = 0; at < threads; at++) {
            running.add(executor.submit(() -> sendAll(client, each)));
        }
        long bytes = 0;
        for (Future<Long> worker : running) {
            bytes += worker.get();
        }
        double all = (double) each * threads;
        return new Measured((System.nanoTime() - start) / all, bytes / all);
    }

    private static long sendAll(SendCase client, int sends) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < sends; i++) {
            client.send();
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
