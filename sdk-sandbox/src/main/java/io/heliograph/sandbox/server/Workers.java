package io.heliograph.sandbox.server;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads that answer requests; daemons, so that a program ends without closing its sandbox. Thread-safe. */
public final class Workers implements Executor, AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(Workers::daemon);

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "heliograph-sandbox");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Interrupts the threads and waits for up to 5 seconds. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            // Without a lock, which a worker may be waiting for; its response fails at the cut connection.
            var unused = threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
