package io.heliograph.outbox.internal;

import io.heliograph.message.IdempotencyKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Workers that look for due rows themselves, for SQLite: one thread looks, and others work. Several processes may do so with one
 * file, because a row is begun by one only. Thread-safe.
 */
final class PollingWorkers implements OutboxWorkers {
    private final int count;
    private final Duration interval;
    private final IntFunction<List<IdempotencyKey>> due;
    private final Consumer<IdempotencyKey> work;
    private final Semaphore free;
    private final Semaphore signals = new Semaphore(0);
    private final Set<IdempotencyKey> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;
    private final Thread poller = new Thread(this::run, "heliograph-outbox");
    private volatile boolean closed;

    /**
     * Makes them.
     *
     * @param due finds at most so many due rows
     * @param work looks at one
     */
    PollingWorkers(int count, Duration interval, IntFunction<List<IdempotencyKey>> due, Consumer<IdempotencyKey> work) {
        this.count = count;
        this.interval = interval;
        this.due = due;
        this.work = work;
        free = new Semaphore(count);
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "heliograph-outbox-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        poller.setDaemon(true);
    }

    void start() {
        poller.start();
    }

    private void run() {
        try {
            while (!closed) {
                if (poll() == 0) {
                    awaitSignal();
                }
            }
        } catch (InterruptedException e) {
            OutboxEvents.LOG.debug("the outbox's poller was interrupted");
        }
    }

    /** Hands out what is due to free threads; how many there were. */
    private int poll() throws InterruptedException {
        free.acquire();
        int places = 1 + free.drainPermits();
        int used = 0;
        try {
            for (IdempotencyKey key : due.apply(count + busy.size())) {
                if (used < places && busy.add(key)) {
                    used++;
                    threads.execute(() -> look(key));
                }
            }
        } catch (RuntimeException e) {
            OutboxEvents.LOG.warn(
                    "the outbox can't be read now: {}", e.getClass().getName());
        }
        free.release(places - used);
        return used;
    }

    private void look(IdempotencyKey key) {
        boolean failed = true;
        try {
            work.accept(key);
            failed = false;
        } catch (RuntimeException e) {
            OutboxEvents.LOG.warn(
                    "{} couldn't be worked on: {}", key, e.getClass().getName());
        } finally {
            if (failed) {
                rest(); // a database that fails is left alone for a while
            }
            busy.remove(key);
            free.release();
            wake();
        }
    }

    private void rest() {
        try {
            if (!closed) {
                TimeUnit.NANOSECONDS.sleep(interval.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitSignal() throws InterruptedException {
        if (signals.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS)) {
            signals.drainPermits();
        }
    }

    @Override
    public void wake() {
        signals.release();
    }

    @Override
    public void pause() {
        closed = true;
        poller.interrupt();
    }

    @Override
    public void close() {
        pause();
        threads.shutdown();
        try {
            poller.join();
            if (!threads.awaitTermination(interval.toNanos() + TimeUnit.SECONDS.toNanos(5), TimeUnit.NANOSECONDS)) {
                OutboxEvents.LOG.warn("a worker of the outbox hasn't ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
