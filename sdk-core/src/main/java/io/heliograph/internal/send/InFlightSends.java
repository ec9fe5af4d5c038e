package io.heliograph.internal.send;

import io.heliograph.error.SmsException;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sends under way, so that closing the client loses no outcome. Thread-safe.
 *
 * <p>A send is under way from when it is given to an executor: it may still begin while the client waits, but not afterwards.
 */
public final class InFlightSends {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);
    private static final int KEYS_IN_A_LINE = 100;

    /** Nanoseconds in a {@code long} last 292 years. */
    private static final Duration MAX_WAIT = Duration.ofDays(36_500);

    /** The failure of sends after the client was closed. */
    public static final Failure CLOSED = Failure.builder(ErrorType.OTHER, "the client is closed, so nothing was sent")
            .retryable(true)
            .build();

    private final Set<Ticket> tickets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private volatile boolean closing;

    private enum Stage {
        WAITING,
        BEGUN,
        OVER
    }

    /** One send, from the call to its end. */
    public final class Ticket implements AutoCloseable {
        private final IdempotencyKey key;
        private Stage stage = Stage.WAITING;
        private volatile @Nullable Thread thread;

        private Ticket(IdempotencyKey key) {
            this.key = key;
        }

        /** Whether it may begin now, on this thread; if not, nothing must be sent. */
        public boolean begin() {
            thread = Thread.currentThread();
            return leavesWaitingFor(Stage.BEGUN);
        }

        private synchronized boolean leavesWaitingFor(Stage next) {
            boolean wasWaiting = stage == Stage.WAITING;
            if (wasWaiting) {
                stage = next;
            }
            return wasWaiting;
        }

        /**
         * Runs it on a thread of the executor; it is over when it has ended and its future has completed.
         *
         * @return completes exceptionally where the executor refuses the task
         */
        public <T> CompletableFuture<T> async(Function<Ticket, T> send, Executor executor) {
            AtomicInteger openParts = new AtomicInteger(2);
            try {
                CompletableFuture<T> future = CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return send.apply(this);
                            } finally {
                                partOver(openParts);
                            }
                        },
                        executor);
                // Registered first, so it runs last: the caller's stages have run before the client is closed.
                CompletableFuture<T> unused = future.whenComplete((outcome, e) -> futureCompleted(openParts));
                return future;
            } catch (RejectedExecutionException e) {
                close();
                return CompletableFuture.failedFuture(e);
            } catch (RuntimeException | Error e) { // for example, no thread could be started
                close();
                throw e;
            }
        }

        /** Keeps it from beginning; false if it has begun. */
        boolean abandon() {
            boolean wasWaiting = leavesWaitingFor(Stage.OVER);
            if (wasWaiting) {
                remove(this);
            }
            return wasWaiting;
        }

        /** Its future has completed: by its end, or by a cancellation. */
        private void futureCompleted(AtomicInteger openParts) {
            if (!abandon()) {
                partOver(openParts);
            }
        }

        /** One of two has happened: the send has ended, or its future has completed. It is over after both. */
        private void partOver(AtomicInteger openParts) {
            if (openParts.decrementAndGet() == 0) {
                close();
            }
        }

        private boolean isOnThisThread() {
            return Thread.currentThread().equals(thread);
        }

        @Override
        public void close() {
            synchronized (this) {
                stage = Stage.OVER;
            }
            remove(this);
        }

        /** That of the key, which is computed for the send anyway; the object's own would be one more. */
        @Override
        public int hashCode() {
            return key.hashCode();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }
    }

    private void remove(Ticket ticket) {
        tickets.remove(ticket);
        if (closing) {
            lock.lock();
            try {
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Registers a send; its ticket doesn't let it begin where the client is closing. */
    public Ticket enter(IdempotencyKey key) {
        Ticket ticket = new Ticket(key);
        tickets.add(ticket);
        if (!closing) { // read after the adding, so that either close() sees the ticket or this sees closing
            return ticket;
        }
        ticket.close();
        return ticket;
    }

    /**
     * Runs an action on this thread that counts as a send.
     *
     * @throws SmsException if the client is closed; the action didn't run
     */
    public <T> T whileOpen(IdempotencyKey key, Supplier<T> action) {
        try (Ticket ticket = enter(key)) {
            if (!ticket.begin()) {
                throw SmsException.of(CLOSED, List.of());
            }
            return action.get();
        }
    }

    /** Whether no new sends are taken. */
    public boolean isClosing() {
        return closing;
    }

    /**
     * Takes no new sends, and waits for sends under way, except on this thread.
     *
     * @return the keys of sends that had begun and not ended
     */
    public List<IdempotencyKey> close(Duration time) {
        closing = true;
        if (await(time)) {
            return List.of();
        }
        List<IdempotencyKey> unknown = new ArrayList<>();
        List<IdempotencyKey> unsent = new ArrayList<>();
        for (Ticket ticket : tickets) {
            if (ticket.abandon()) {
                unsent.add(ticket.key);
            } else if (!ticket.isOnThisThread()) {
                unknown.add(ticket.key);
            }
        }
        warn("closed while {} sends were under way, whose outcomes are unknown: {}", unknown);
        warn("closed before {} sends had begun, which weren't sent: {}", unsent);
        return List.copyOf(unknown);
    }

    private boolean await(Duration time) {
        long left = (time.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : time).toNanos();
        lock.lock();
        try {
            while (!tickets.stream().allMatch(Ticket::isOnThisThread)) {
                if (left <= 0) {
                    return false;
                }
                left = ended.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static void warn(String message, List<IdempotencyKey> keys) {
        keys.sort(Comparator.comparing(IdempotencyKey::value));
        for (int from = 0; from < keys.size(); from += KEYS_IN_A_LINE) {
            LOG.warn(message, keys.size(), keys.subList(from, Math.min(keys.size(), from + KEYS_IN_A_LINE)));
        }
    }
}
