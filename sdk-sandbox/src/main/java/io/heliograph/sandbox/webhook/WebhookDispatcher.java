package io.heliograph.sandbox.webhook;

import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends due webhooks one after the other. Thread-safe. */
public final class WebhookDispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
    private static final int MAX_REPEATED = 10_000;

    /** The time between two resets. */
    private static final class Period {
        private final AtomicInteger retries = new AtomicInteger();
    }

    /** An entry of the schedule, with the period that it is of. */
    private record Taken(Supplier<List<WebhookAttempt>> due, Period period) {}

    private final WebhookSchedule schedule;
    private final Journal journal;
    private final SandboxClock clock;
    private final WebhookTargets targets;
    private final int timeoutMillis;
    private final ReentrantLock sending = new ReentrantLock();
    // Changed under this.
    private volatile Period period = new Period();
    private final List<Consumer<WebhookDelivery>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile @Nullable WebhookCall open;
    private volatile @Nullable Thread thread;

    /**
     * A dispatcher that isn't started.
     *
     * @param journal keeps the attempts
     */
    public WebhookDispatcher(WebhookSchedule schedule, Journal journal, WebhookTargets targets, Duration timeout) {
        this.schedule = schedule;
        this.journal = journal;
        this.clock = journal.clock();
        this.targets = targets;
        this.timeoutMillis = (int) timeout.toMillis();
    }

    /** Starts a thread that sends due webhooks. */
    public void start() {
        Thread started = new Thread(this::work, "heliograph-sandbox-webhooks");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void work() {
        try {
            while (!closed) {
                schedule.awaitDue(clock);
                sendDue();
            }
        } catch (InterruptedException e) {
            LOG.debug("no more webhooks");
        }
    }

    /** Sends the webhooks that are due, in order of time; returns the number of attempts. */
    public int sendDue() {
        sending.lock();
        try {
            int attempts = 0;
            for (Taken taken = takeDue(); taken != null && !closed; taken = takeDue()) {
                for (WebhookAttempt attempt : attempts(taken.due())) {
                    if (taken.period() == period) {
                        send(attempt, taken.period());
                        attempts++;
                    }
                }
            }
            return attempts;
        } finally {
            sending.unlock();
        }
    }

    private synchronized @Nullable Taken takeDue() {
        Supplier<List<WebhookAttempt>> due = schedule.takeDue(clock.instant());
        return due == null ? null : new Taken(due, period);
    }

    /** The webhooks of one schedule entry; an exception of a vendor is logged and stops no other webhook. */
    private static List<WebhookAttempt> attempts(Supplier<List<WebhookAttempt>> due) {
        try {
            return due.get();
        } catch (RuntimeException e) {
            LOG.warn("a vendor failed to make its webhooks: {}", e.getClass().getName());
            return List.of();
        }
    }

    private void send(WebhookAttempt attempt, Period began) {
        OutgoingWebhook webhook = attempt.webhook();
        Instant now = clock.instant();
        int status = 0;
        String problem = "";
        if (targets.allows(webhook.target())) {
            try {
                status = post(webhook, now);
            } catch (SocketTimeoutException e) {
                problem = "no response in time";
            } catch (IOException | RuntimeException e) { // a signature may throw anything
                problem = "no response: " + e.getClass().getSimpleName();
            }
        } else {
            problem = "not sent: " + WebhookTargets.REFUSED;
        }
        LOG.debug("{}: {}, attempt {}, answered {}", webhook.vendor(), webhook.event(), attempt.number(), status);
        WebhookDelivery delivery = ended(attempt, began, now, status, problem);
        if (delivery != null) {
            notifyListeners(delivery);
        }
    }

    /** Schedules the next attempt, if there is one, and keeps this one; null where a reset came while it was under way. */
    private synchronized @Nullable WebhookDelivery ended(
            WebhookAttempt attempt, Period began, Instant now, int status, String problem) {
        if (began != period) {
            return null;
        }
        OutgoingWebhook webhook = attempt.webhook();
        boolean isOver = status / 100 == 2 || problem.startsWith("not sent");
        WebhookDelivery delivery = new WebhookDelivery(
                webhook.vendor(),
                webhook.event(),
                webhook.target(),
                webhook.body(),
                attempt.number(),
                now,
                status,
                problem,
                isOver ? null : repeat(attempt, now),
                webhook.messageId(),
                webhook.recipient());
        journal.keep(delivery);
        return delivery;
    }

    private int post(OutgoingWebhook webhook, Instant now) throws IOException {
        try (WebhookCall call = new WebhookCall(timeoutMillis)) {
            open = call;
            if (closed) {
                throw new IOException("closed");
            }
            return call.post(webhook.target(), webhook.headers(now), webhook.body());
        } finally {
            open = null;
        }
    }

    /** Schedules the next attempt, if there is one, and returns its time. */
    private @Nullable Instant repeat(WebhookAttempt attempt, Instant now) {
        AtomicInteger waiting = period.retries;
        if (attempt.isLast() || waiting.get() >= MAX_REPEATED) {
            return null;
        }
        Instant nextAt = now.plus(attempt.waitAfter());
        waiting.incrementAndGet();
        schedule.addAttempts(nextAt, () -> {
            waiting.decrementAndGet();
            return List.of(attempt.next());
        });
        return nextAt;
    }

    /** Forgets what is left to send; what is under way isn't kept and isn't repeated. */
    public synchronized void clear() {
        period = new Period();
        schedule.clear();
    }

    private void notifyListeners(WebhookDelivery delivery) {
        for (Consumer<WebhookDelivery> listener : listeners) {
            try {
                listener.accept(delivery);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed with {}", e.getClass().getName());
            }
        }
    }

    /** Looks at the clock again. */
    public void wake() {
        schedule.wake();
    }

    /** Adds a listener of attempts from now on; it is called on the thread that sends webhooks. */
    public void listen(Consumer<WebhookDelivery> listener) {
        listeners.add(listener);
    }

    /** Stops the thread and the current request. */
    @Override
    public void close() {
        closed = true;
        WebhookCall present = open;
        if (present != null) {
            present.close();
        }
        Thread started = thread;
        if (started == null || started == Thread.currentThread()) {
            return;
        }
        started.interrupt();
        try {
            started.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
