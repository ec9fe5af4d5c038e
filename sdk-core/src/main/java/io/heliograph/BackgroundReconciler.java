package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.Timing;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out in the background, on one daemon thread, what became of a client's {@linkplain SmsClient#unresolved() unresolved
 * sends}. It looks them up at the provider and sends nothing: a send that only a repetition could reconcile is left to the
 * vendor's report and to {@link SmsClient#reconcile(IdempotencyKey)}. Listeners get each result as
 * {@link io.heliograph.event.SmsEventListener#reconciled}.
 *
 * <p>A send is looked up at the next round, then after twice the wait before, up to an hour, until it is older than the maximum
 * age; such sends are logged at WARN. A round looks up at most {@value #MAX_IN_A_ROUND} sends, one after the other, each within the
 * client's deadline. Thread-safe. The thread ends when this or the client is closed.
 */
public final class BackgroundReconciler implements AutoCloseable {
    /** The interval of {@link #start(SmsClient)}. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
    /** The maximum age of {@link #start(SmsClient)}. */
    public static final Duration DEFAULT_MAX_AGE = Duration.ofDays(1);

    private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_INTERVAL = Duration.ofDays(1);
    private static final Duration MAX_WAIT = Duration.ofHours(1);
    private static final int MAX_IN_A_ROUND = 100;
    private static final double JITTER = 0.2;
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final SmsClient client;
    private final Duration interval;
    private final Duration maxAge;
    private final Timing timing;
    private final Map<IdempotencyKey, Progress> sends = new HashMap<>(); // used by one thread
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private volatile boolean closed;

    /** What is known of one send. */
    private static final class Progress {
        private final long firstSeen;
        private long nextAt;
        private Duration wait;
        private boolean isGivenUp;

        Progress(long firstSeen, Duration wait) {
            this.firstSeen = firstSeen;
            this.wait = wait;
            nextAt = firstSeen;
        }

        boolean isDue(long now) {
            return !isGivenUp && now - nextAt >= 0;
        }

        void putOff(long now) {
            nextAt = now + wait.toNanos();
            if (wait.compareTo(MAX_WAIT) < 0) { // an interval may be longer
                Duration twice = wait.multipliedBy(2);
                wait = twice.compareTo(MAX_WAIT) < 0 ? twice : MAX_WAIT;
            }
        }
    }

    BackgroundReconciler(SmsClient client, Duration interval, Duration maxAge, Timing timing) {
        this.client = client;
        this.interval = interval;
        this.maxAge = maxAge;
        this.timing = timing;
    }

    /** Starts it with a round a minute, for sends of the last day. */
    public static BackgroundReconciler start(SmsClient client) {
        return start(client, DEFAULT_INTERVAL, DEFAULT_MAX_AGE);
    }

    /**
     * Starts it.
     *
     * @param interval the time between two rounds, 1 second to 1 day; each is up to a fifth shorter or longer, by chance
     * @param maxAge how long a send is looked up, more than 0; the client remembers it for a day
     * @throws InvalidRequestException if a value is out of range
     */
    public static BackgroundReconciler start(SmsClient client, Duration interval, Duration maxAge) {
        if (interval.compareTo(MIN_INTERVAL) < 0 || interval.compareTo(MAX_INTERVAL) > 0) {
            throw new InvalidRequestException("interval", "is " + interval + "; it must be 1 second to 1 day");
        }
        if (maxAge.isZero() || maxAge.isNegative()) {
            throw new InvalidRequestException("maxAge", "is " + maxAge + "; it must be more than 0");
        }
        BackgroundReconciler reconciler = new BackgroundReconciler(client, interval, maxAge, Timing.REAL);
        reconciler.begin();
        return reconciler;
    }

    Thread begin() {
        Thread thread = new Thread(this::work, "heliograph-reconcile");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void work() {
        try {
            while (awaitRound()) {
                runRound();
            }
        } catch (InterruptedException e) {
            LOG.debug("no more look-ups of unknown sends: the thread was interrupted");
        }
    }

    private void runRound() {
        try {
            round();
        } catch (RuntimeException | LinkageError e) { // of the caller's store, for example
            LOG.warn("unknown sends couldn't be looked up: {}", e.getClass().getName());
        }
    }

    /** Waits for the next round; false if there is none. */
    private boolean awaitRound() throws InterruptedException {
        double factor = 1 - JITTER + 2 * JITTER * timing.jitter();
        long left = Math.round(interval.toNanos() * factor);
        lock.lock();
        try {
            while (!isClosed() && left > 0) {
                left = closing.awaitNanos(left);
            }
            return !isClosed();
        } finally {
            lock.unlock();
        }
    }

    /** One round; called by one thread only. */
    void round() {
        List<IdempotencyKey> unresolved = client.unresolved();
        sends.keySet().retainAll(new HashSet<>(unresolved));
        long now = timing.nanoTime();
        List<IdempotencyKey> givenUp = new ArrayList<>();
        int left = MAX_IN_A_ROUND;
        for (IdempotencyKey key : unresolved) {
            Progress progress = sends.computeIfAbsent(key, first -> new Progress(now, interval));
            if (left == 0 || isClosed()) {
                break;
            }
            if (progress.isDue(now)) {
                left--;
                lookUp(key, progress);
                if (progress.isGivenUp) {
                    givenUp.add(key);
                }
            }
        }
        if (!givenUp.isEmpty()) {
            LOG.warn("{} sends stay unknown, and aren't looked up any more: {}", givenUp.size(), givenUp);
        }
    }

    private void lookUp(IdempotencyKey key, Progress progress) {
        try {
            SendOutcome outcome = client.lookUp(key);
            LOG.debug("{} is looked up: {}", key, outcome.getClass().getSimpleName());
            if (!(outcome instanceof SendOutcome.Unknown)) {
                sends.remove(key);
                return;
            }
        } catch (SmsException e) {
            LOG.debug("{} can't be looked up now: {}", key, e.getClass().getName());
        } catch (InvalidRequestException e) { // the store doesn't remember the key any more
            progress.isGivenUp = true;
        }
        long now = timing.nanoTime();
        progress.putOff(now);
        progress.isGivenUp |= now - progress.firstSeen >= maxAge.toNanos();
    }

    private boolean isClosed() {
        return closed || client.isShutDown;
    }

    /** Starts no more look-ups; it doesn't wait for one that is under way, which closing the client does. */
    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
