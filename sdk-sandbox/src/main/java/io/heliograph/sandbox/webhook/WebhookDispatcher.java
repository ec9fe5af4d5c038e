package io.heliograph.sandbox.webhook;

import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends due webhooks one after the other, and keeps a log of the attempts. Thread-safe. */
public final class WebhookDispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
    private static final int MAX_LOGGED = 10_000;
    private static final int MAX_REPEATED = 10_000;

    private final WebhookSchedule schedule;
    private final Clock clock;
    private final WebhookTargets targets;
    private final int timeoutMillis;
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicInteger repeated = new AtomicInteger();
    // Guarded by itself.
    private final Deque<WebhookDelivery> log = new ArrayDeque<>();
    private final List<Consumer<WebhookDelivery>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private volatile @Nullable WebhookCall open;
    private volatile @Nullable Thread thread;

    public WebhookDispatcher(WebhookSchedule schedule, Clock clock, WebhookTargets targets, Duration timeout) {
        this.schedule = schedule;
        this.clock = clock;
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
            Supplier<List<WebhookAttempt>> due = schedule.takeDue(clock.instant());
            while (due != null && !closed) {
                for (WebhookAttempt attempt : attempts(due)) {
                    send(attempt);
                    attempts++;
                }
                due = schedule.takeDue(clock.instant());
            }
            return attempts;
        } finally {
            sending.unlock();
        }
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

    private void send(WebhookAttempt attempt) {
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
        Instant nextAt = status / 100 == 2 || problem.startsWith("not sent") ? null : repeat(attempt, now);
        LOG.debug("{}: {}, attempt {}, answered {}", webhook.vendor(), webhook.event(), attempt.number(), status);
        keep(new WebhookDelivery(
                webhook.vendor(),
                webhook.event(),
                webhook.target(),
                webhook.body(),
                attempt.number(),
                now,
                status,
                problem,
                nextAt,
                webhook.messageId(),
                webhook.recipient()));
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
        if (attempt.isLast() || repeated.get() >= MAX_REPEATED) {
            return null;
        }
        Instant nextAt = now.plus(attempt.waitAfter());
        repeated.incrementAndGet();
        schedule.addAttempts(nextAt, () -> {
            repeated.decrementAndGet();
            return List.of(attempt.next());
        });
        return nextAt;
    }

    private void keep(WebhookDelivery delivery) {
        synchronized (log) {
            if (log.size() == MAX_LOGGED) {
                log.removeFirst();
            }
            log.addLast(delivery);
        }
        for (Consumer<WebhookDelivery> listener : listeners) {
            try {
                listener.accept(delivery);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed with {}", e.getClass().getName());
            }
        }
    }

    /** Adds a listener of attempts from now on; it is called on the thread that sends webhooks. */
    public void listen(Consumer<WebhookDelivery> listener) {
        listeners.add(listener);
    }

    /** The newest attempts, oldest first. */
    public List<WebhookDelivery> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Stops the thread and the current request; the log can still be read. */
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
