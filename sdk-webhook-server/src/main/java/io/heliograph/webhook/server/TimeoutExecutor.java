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
 * Threads that serve requests, and are taken away from one that isn't done in time: an interrupt closes the connection that
 * they wait for, which is how a sender who writes a byte a minute loses it. Thread-safe.
 */
final class TimeoutExecutor implements Executor {
    private static final long IDLE_SECONDS = 10;
    private static final int LOOKS = 4;

    private final long limitNanos;
    private final ThreadPoolExecutor pool;
    private final ScheduledExecutorService clock;
    private final Future<?> looking;
    private final Set<Task> running = ConcurrentHashMap.newKeySet();

    TimeoutExecutor(String name, int threads, Duration limit) {
        limitNanos = limit.toNanos();
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), // no more than there are connections
                task -> daemon(task, name));
        pool.allowCoreThreadTimeOut(true);
        clock = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name + "-clock"));
        long pause = Math.max(1, limitNanos / LOOKS);
        looking = clock.scheduleWithFixedDelay(
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

    /** Takes no more tasks, and waits until those that it has are done, at most for so long. */
    void close(Duration patience) throws InterruptedException {
        pool.shutdown();
        try {
            pool.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            looking.cancel(true);
            clock.shutdown();
            clock.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** A task and the thread that it has, while it has one. */
    private final class Task implements Runnable {
        private final Runnable its;
        private @Nullable Thread thread;
        private long since;

        Task(Runnable its) {
            this.its = its;
        }

        @Override
        public void run() {
            begin();
            try {
                its.run();
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
            Thread.interrupted(); // an interrupt that came too late isn't for the next task
        }

        synchronized void endIfLate() {
            if (thread != null && System.nanoTime() - since > limitNanos) {
                thread.interrupt();
            }
        }
    }
}
