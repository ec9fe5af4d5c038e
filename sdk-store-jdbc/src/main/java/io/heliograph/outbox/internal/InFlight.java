package io.heliograph.outbox.internal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what is under way, so that closing can wait for it. Thread-safe. */
final class InFlight {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private int count;
    private long latestEnd = System.nanoTime();
    private boolean stopped;

    /** Begins work that takes at most so long; false if nothing may begin any more. */
    boolean enter(Duration atMost) {
        lock.lock();
        try {
            if (stopped) {
                return false;
            }
            count++;
            long end = System.nanoTime() + atMost.toNanos();
            if (end - latestEnd > 0) {
                latestEnd = end;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            count--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing begin any more and waits for the rest; false if some is still under way when its time is over. */
    boolean stop() {
        lock.lock();
        try {
            stopped = true;
            long nanos = latestEnd - System.nanoTime();
            while (count > 0 && nanos > 0) {
                nanos = left.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return idle();
    }

    private boolean idle() {
        lock.lock();
        try {
            return count == 0;
        } finally {
            lock.unlock();
        }
    }
}
