package io.heliograph.http;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls at their deadlines. One daemon thread per process sleeps until the earliest of them, or for as
 * long as the shortest time of the last calls: so a call wakes nobody when it begins, unless it has less time than those
 * before it, nor when it ends. The thread ends after a minute without calls, and
 * starts again with the next one. Thread-safe.
 */
final class DeadlineWatch {
    /** How long the thread stays without calls. */
    static final long IDLE_NANOS = 60_000_000_000L;

    /** What {@link #look} returns when the thread is to end. */
    static final long END = -1;

    /** The thread that calls {@link #look} whenever the time that it returned has passed, and when it's woken. */
    interface Worker {
        /** Starts the thread; an Error if it can't be started reaches the call, which then sends nothing. */
        void start(DeadlineWatch watch);

        /** Ends the thread's sleep, or the next one if it doesn't sleep. */
        void wake();
    }

    /** Something that ends at a deadline. The watch's lock guards its fields. */
    abstract static class Watched {
        private @Nullable Watched previous;
        private @Nullable Watched next;
        private boolean isLinked;
        private boolean hasExpired;
        private boolean isExpiring;
        private long deadline;
        private long due;

        /** Ends it; called at most once, on the watch's thread and without a lock. */
        abstract void expire();
    }

    private final LongSupplier nanoTime;
    private final Worker worker;
    private @Nullable Watched first;
    private boolean isRunning;
    private boolean isIdle;
    private long wakesAt;

    /** The shortest time of the calls since the last look. */
    private long shortest = Long.MAX_VALUE;

    DeadlineWatch(LongSupplier nanoTime, Worker worker) {
        this.nanoTime = nanoTime;
        this.worker = worker;
    }

    /** Watches it from now on; it's ended after this time. */
    void begin(Watched watched, long nanos) {
        watched.deadline = nanoTime.getAsLong() + nanos; // no other thread knows it yet
        boolean unused = endWithin(watched, nanos);
    }

    /**
     * Ends it after this time, unless the time is extended before; begins to watch it again if it has left.
     *
     * @return false if it has been ended, or is just being ended
     */
    boolean endWithin(Watched watched, long nanos) {
        synchronized (this) {
            if (watched.hasExpired) {
                return false;
            }
            watched.due = nanoTime.getAsLong() + nanos;
            shortest = Math.min(shortest, nanos);
            if (!watched.isLinked) {
                ensureRunning(watched.due);
                link(watched);
            }
            if (watched.due - wakesAt >= 0) {
                return true;
            }
            wakesAt = watched.due;
        }
        worker.wake();
        return true;
    }

    /**
     * Extends the time to that with which it began, which is later.
     *
     * @return false if it has been ended, or is just being ended
     */
    synchronized boolean extend(Watched watched) {
        watched.due = watched.deadline;
        return !watched.hasExpired;
    }

    private void ensureRunning(long due) {
        if (!isRunning) {
            worker.start(this);
            isRunning = true;
            wakesAt = due; // it begins with a look, so it needn't be woken
        }
    }

    /**
     * Stops watching it. If it's just being ended, waits for that: afterwards its connection isn't touched any more, which
     * the next call may get.
     */
    synchronized void leave(Watched watched) {
        if (watched.isLinked) {
            unlink(watched);
        }
        boolean interrupted = false;
        while (watched.isExpiring) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records that its connection isn't touched any more. */
    synchronized void expired(Watched watched) {
        if (watched.isExpiring) {
            watched.isExpiring = false;
            notifyAll();
        }
    }

    /** Ends what is due; returns the time until the next look in nanoseconds, or {@link #END}. */
    long look() {
        Watched ended = takeDue();
        while (ended != null) {
            Watched following = ended.next;
            ended.next = null;
            end(ended);
            ended = following;
        }
        return nanosToSleep();
    }

    private void end(Watched watched) {
        try {
            watched.expire();
        } catch (Throwable e) { // also an Error in the user's listener: the other calls need their deadlines
            return;
        } finally {
            expired(watched);
        }
    }

    /** Unlinks what is due, and returns it as a chain. */
    private synchronized @Nullable Watched takeDue() {
        long now = nanoTime.getAsLong();
        Watched ended = null;
        Watched following;
        for (Watched watched = first; watched != null; watched = following) {
            following = watched.next;
            if (watched.due - now <= 0) {
                unlink(watched);
                watched.hasExpired = true;
                watched.isExpiring = true;
                watched.next = ended;
                ended = watched;
            }
        }
        return ended;
    }

    private synchronized long nanosToSleep() {
        boolean isUnused = first == null && shortest == Long.MAX_VALUE;
        if (isUnused && isIdle) {
            isRunning = false;
            isIdle = false;
            return END;
        }
        isIdle = isUnused;
        long now = nanoTime.getAsLong();
        // Also no longer than the calls' shortest time, so that the next calls' deadlines are behind the next look
        long sleep = Math.min(IDLE_NANOS, shortest);
        shortest = Long.MAX_VALUE;
        for (Watched watched = first; watched != null; watched = watched.next) {
            sleep = Math.min(sleep, watched.due - now);
        }
        sleep = Math.max(0, sleep);
        wakesAt = now + sleep;
        return sleep;
    }

    private void link(Watched watched) {
        watched.previous = null;
        watched.next = first;
        if (first != null) {
            first.previous = watched;
        }
        first = watched;
        watched.isLinked = true;
    }

    private void unlink(Watched watched) {
        if (watched.previous == null) {
            first = watched.next;
        } else {
            watched.previous.next = watched.next;
        }
        if (watched.next != null) {
            watched.next.previous = watched.previous;
        }
        watched.previous = null;
        watched.next = null;
        watched.isLinked = false;
    }
}
