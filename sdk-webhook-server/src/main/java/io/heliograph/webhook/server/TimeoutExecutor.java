package io.heliograph.webhook.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An executor that interrupts tasks which run longer than a limit. The interrupt closes the connection that the task waits
 * for, which protects against slow senders (slowloris). Thread-safe.
 */
final class TimeoutExecutor implements Executor {
    private static final long IDLE_SECONDS = 10;
    private static final int CHECKS_PER_LIMIT = 4;

    private final long limitNanos;
    private final ThreadPoolExecutor pool;
    private final ScheduledExecutorService clock;
    private final Future<?> checking;
    private final Set<Task> running = ConcurrentHashMap.newKeySet();

    TimeoutExecutor(String name, int threads, Duration limit) {
        limitNanos = limit.toNanos();
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), // bounded by the number of connections
                task -> daemon(task, name));
        pool.allowCoreThreadTimeOut(true);
        clock = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name + "-clock"));
        long pause = Math.max(1, limitNanos / CHECKS_PER_LIMIT);
        checking = clock.scheduleWithFixedDelay(
                () -> running.forEach(Task::endIfLate), pause, pause, TimeUnit.NANOSECONDS);
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(new Task(task));
    }

    /** Accepts no more tasks, and waits for the accepted ones, up to a timeout. */
    void close(Duration timeout) throws InterruptedException {
        pool.shutdown();
        try {
            pool.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            checking.cancel(true);
            clock.shutdown();
            clock.awaitTermination(timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** A task and its thread while it runs. */
    private final class Task implements Runnable {
        private final Runnable work;
        private @Nullable Thread thread;
        private long since;

        Task(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            begin();
            try {
                work.run();
            } finally {
                end();
            }
        }

        private synchronized void begin() {
            thread = Thread.currentThread();
            since = System.nanoTime();
            running.add(this);
        }

        private synchronized void end() {
            running.remove(this);
            thread = null;
            Thread.interrupted(); // clears a late interrupt, which isn't for the next task
        }

        synchronized void endIfLate() {
            if (thread != null && System.nanoTime() - since > limitNanos) {
                thread.interrupt();
            }
        }
    }
}
