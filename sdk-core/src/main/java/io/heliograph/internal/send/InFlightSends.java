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
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sends that are under way, so that the client can be closed without losing what becomes of them. Thread-safe.
 *
 * <p>A send that is handed to an executor is under way from then on: it may still begin while the client waits, and no longer.
 */
public final class InFlightSends {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);
    private static final int KEYS_IN_A_LINE = 100;

    /** Nanoseconds in a long reach for 292 years. */
    private static final Duration MAX_WAIT = Duration.ofDays(36_500);

    /** Why a send doesn't begin any more. */
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

    /** One send, from the call that asks for it to its end. */
    public final class Ticket implements AutoCloseable {
        private final IdempotencyKey key;
        private final AtomicReference<Stage> stage;
        private final AtomicInteger halves = new AtomicInteger(2);
        private volatile @Nullable Thread thread;

        private Ticket(IdempotencyKey key, Stage stage) {
            this.key = key;
            this.stage = new AtomicReference<>(stage);
        }

        /** Whether it may begin now, on this thread; if not, nothing must be sent. */
        public boolean begin() {
            thread = Thread.currentThread();
            return stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
        }

        /**
         * Runs it on a thread of the executor's; it is over when it has ended and its future has completed.
         *
         * @return completes exceptionally where the executor refuses the task
         */
        public <T> CompletableFuture<T> async(Function<Ticket, T> send, Executor executor) {
            try {
                CompletableFuture<T> future = CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return send.apply(this);
                            } finally {
                                halfOver();
                            }
                        },
                        executor);
                // Registered first, so it runs last: whoever notes the outcome has noted it before a client is closed.
                CompletableFuture<T> unused = future.whenComplete((outcome, e) -> told());
                return future;
            } catch (RejectedExecutionException e) {
                close();
                return CompletableFuture.failedFuture(e);
            } catch (RuntimeException | Error e) { // no thread can be had, for example
                close();
                throw e;
            }
        }

        /** It won't begin, unless it has already. */
        boolean abandon() {
            boolean waited = stage.compareAndSet(Stage.WAITING, Stage.OVER);
            if (waited) {
                remove(this);
            }
            return waited;
        }

        /** Its future has completed: by its end, which is then told to all, or because somebody has cancelled it. */
        private void told() {
            if (!abandon()) {
                halfOver();
            }
        }

        /** The send has ended, or its future has completed: it is over with both. */
        private void halfOver() {
            if (halves.decrementAndGet() == 0) {
                close();
            }
        }

        private boolean isMine() {
            return Thread.currentThread().equals(thread);
        }

        @Override
        public void close() {
            stage.set(Stage.OVER);
            remove(this);
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

    /** A send is asked for; its ticket doesn't let it begin where the client takes none any more. */
    public Ticket enter(IdempotencyKey key) {
        Ticket ticket = new Ticket(key, Stage.WAITING);
        tickets.add(ticket);
        if (!closing) { // looked at after the adding, so that whoever closes sees it or it sees that
            return ticket;
        }
        ticket.close();
        return ticket;
    }

    /**
     * Does something on this thread that counts as a send, from its begin to its end.
     *
     * @throws SmsException if the client is closed; nothing was done
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
     * Takes no new sends, and waits for those under way; what this thread does itself isn't waited for.
     *
     * @return the keys of those that had begun and not ended
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
            } else if (!ticket.isMine()) {
                unknown.add(ticket.key);
            }
        }
        warn("closed while {} sends were under way, whose outcomes are unknown: {}", unknown);
        warn("closed before {} sends had begun, which were not sent: {}", unsent);
        return List.copyOf(unknown);
    }

    private boolean await(Duration time) {
        long left = (time.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : time).toNanos();
        lock.lock();
        try {
            while (!tickets.stream().allMatch(Ticket::isMine)) {
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
