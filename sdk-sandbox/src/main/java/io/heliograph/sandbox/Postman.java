package io.heliograph.sandbox;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends what the agenda says, one after the other, and keeps a log of it. Safe for use by many threads. */
final class Postman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int MOST_LOGGED = 10_000;
    private static final int MOST_REPEATED = 10_000;

    private final Agenda agenda;
    private final Clock clock;
    private final WebhookTargets targets;
    private final int timeoutMillis;
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicInteger repeated = new AtomicInteger();
    // Guarded by itself.
    private final Deque<WebhookDelivery> log = new ArrayDeque<>();
    private volatile boolean closed;
    private volatile @Nullable WebhookCall open;
    private volatile @Nullable Thread thread;

    Postman(Agenda agenda, Clock clock, WebhookTargets targets, Duration timeout) {
        this.agenda = agenda;
        this.clock = clock;
        this.targets = targets;
        this.timeoutMillis = (int) timeout.toMillis();
    }

    /** Sends from now on whatever is due, on a thread of its own. */
    void start() {
        Thread started = new Thread(this::work, "heliograph-sandbox-webhooks");
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void work() {
        try {
            while (!closed) {
                agenda.awaitDue(clock);
                sendDue();
            }
        } catch (InterruptedException e) {
            LOG.debug("no more webhooks");
        }
    }

    /** Sends what is due by now, in the order of its time; the number of attempts. */
    int sendDue() {
        sending.lock();
        try {
            int attempts = 0;
            Supplier<List<Notice>> due = agenda.takeDue(clock.instant());
            while (due != null && !closed) {
                for (Notice notice : due.get()) {
                    attempt(notice);
                    attempts++;
                }
                due = agenda.takeDue(clock.instant());
            }
            return attempts;
        } finally {
            sending.unlock();
        }
    }

    private void attempt(Notice notice) {
        Instant now = clock.instant();
        int status = 0;
        String problem = "";
        if (targets.allows(notice.target())) {
            try {
                status = post(notice, now);
            } catch (SocketTimeoutException e) {
                problem = "no answer in time";
            } catch (IOException e) {
                problem = "no answer: " + e.getClass().getSimpleName();
            }
        } else {
            problem = "not sent: " + WebhookTargets.REFUSED;
        }
        Instant nextAt = status / 100 == 2 || problem.startsWith("not sent") ? null : repeat(notice, now);
        LOG.debug("{}: {}, attempt {}, answered {}", notice.vendor(), notice.event(), notice.attempt(), status);
        keep(new WebhookDelivery(
                notice.vendor(),
                notice.event(),
                notice.target(),
                notice.body().utf8(),
                notice.attempt(),
                now,
                status,
                problem,
                nextAt));
    }

    private int post(Notice notice, Instant now) throws IOException {
        try (WebhookCall call = new WebhookCall(timeoutMillis)) {
            open = call;
            if (closed) {
                throw new IOException("closed");
            }
            return call.post(notice.target(), notice.signature().headers(notice.body(), now), notice.body());
        } finally {
            open = null;
        }
    }

    /** Puts the next attempt on the agenda, if there is to be one; its time. */
    private @Nullable Instant repeat(Notice notice, Instant now) {
        if (notice.isLast() || repeated.get() >= MOST_REPEATED) {
            return null;
        }
        Instant nextAt = now.plus(notice.waitAfter());
        repeated.incrementAndGet();
        agenda.add(nextAt, () -> {
            repeated.decrementAndGet();
            return List.of(notice.next());
        });
        return nextAt;
    }

    private void keep(WebhookDelivery delivery) {
        synchronized (log) {
            if (log.size() == MOST_LOGGED) {
                log.removeFirst();
            }
            log.addLast(delivery);
        }
    }

    /** The newest attempts, oldest first. */
    List<WebhookDelivery> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** Ends the thread and the request that is under way; the log can still be read. */
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
