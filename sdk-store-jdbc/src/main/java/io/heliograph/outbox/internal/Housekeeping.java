package io.heliograph.outbox.internal;

import io.heliograph.outbox.OutboxSettings;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Deletes what ended too long ago, in small pieces, and repairs the schedule; once a minute. Thread-safe. */
final class Housekeeping implements AutoCloseable {
    /** So many rows are deleted in one transaction. */
    static final int PIECE = 500;

    private static final int MAX_PIECES = 100;
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final OutboxRows rows;
    private final OutboxSettings settings;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "heliograph-outbox-housekeeping");
        made.setDaemon(true);
        return made;
    });

    Housekeeping(OutboxRows rows, OutboxSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    static Housekeeping start(OutboxRows rows, OutboxSettings settings) {
        Housekeeping housekeeping = new Housekeeping(rows, settings);
        ScheduledFuture<?> unused = housekeeping.thread.scheduleWithFixedDelay(
                housekeeping::quietly, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return housekeeping;
    }

    private void quietly() {
        try {
            run();
        } catch (RuntimeException e) {
            OutboxEvents.LOG.warn(
                    "the outbox couldn't be cleaned, and is later: {}",
                    e.getClass().getName());
        }
    }

    void run() {
        rows.repairSchedule();
        forget(OutboxRows.SENT, settings.keep());
        forget(OutboxRows.DEAD, settings.keepDead());
    }

    private void forget(int state, Duration keep) {
        int pieces = 0;
        while (rows.forget(state, keep, PIECE) == PIECE && ++pieces < MAX_PIECES) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
