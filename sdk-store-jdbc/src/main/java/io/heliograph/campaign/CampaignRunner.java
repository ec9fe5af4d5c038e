package io.heliograph.campaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the waiting lines of a campaign: marks them in the store, sends them on threads, and stores what became of them. One thread
 * does all but the sending. For one run.
 */
final class CampaignRunner {
    private static final long WAIT_MILLIS = 50;
    private static final int MAX_RESULTS = 1_000;
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int QUEUED_FOR_EACH_THREAD = 8;

    private final RecipientTable recipients;
    private final CampaignSender sender;
    private final CampaignRun options;
    private final Lease lease;
    private final ExecutorService threads;
    private final BlockingQueue<List<RecipientTable.Update>> done = new LinkedBlockingQueue<>();
    private final Map<RecipientState, Long> counts;
    private final List<RecipientTable.Update> unstored = new ArrayList<>();
    private final int bulk;
    private final Pace pace;
    private final long startedAt = System.nanoTime();
    private long renewedAt = startedAt;
    private long reportedAt;
    private long finished;
    private long lastLine = -1;
    private boolean exhausted;
    private boolean listens = true;
    private Optional<CampaignWait> waiting = Optional.empty();
    private int callsUnderWay;
    private int failuresInARow;
    private @Nullable Stop stop;

    /** Why a run ends before the last line. */
    record Stop(CampaignState state, String reason) {
        static final Stop LOST = new Stop(CampaignState.RUNNING, "another process has taken it over");
    }

    CampaignRunner(
            RecipientTable recipients,
            CampaignSender sender,
            CampaignRun options,
            Lease lease,
            Map<RecipientState, Long> counts,
            ExecutorService threads) {
        this.recipients = recipients;
        this.sender = sender;
        this.options = options;
        this.lease = lease;
        this.counts = new EnumMap<>(counts);
        this.threads = threads;
        bulk = Math.min(options.maxBulk, sender.maxBulk());
        pace = new Pace(options.perSecond, System::nanoTime);
    }

    /** Sends until nobody is waiting, or something ends it; what is under way has ended then. Empty after the last line. */
    Optional<Stop> run() {
        RuntimeException failure = null;
        while (callsUnderWay > 0 || !unstored.isEmpty() || (stop == null && !exhausted)) {
            try {
                if (stop == null && options.stop.getAsBoolean()) {
                    stop = new Stop(CampaignState.PAUSED, "its process was asked to stop");
                }
                if (stop == null && !exhausted) {
                    sendMore();
                }
                collect();
            } catch (RuntimeException e) { // of the store or the listener: what is under way ends first
                if (failure != null && callsUnderWay == 0) {
                    throw failure; // the results can't be stored: a resume finds them by their keys
                }
                failure = failure == null ? e : failure;
                stop = new Stop(
                        CampaignState.PAUSED, "it failed with " + e.getClass().getName());
            }
        }
        if (failure != null) {
            throw failure;
        }
        report(true);
        return Optional.ofNullable(stop);
    }

    /** Waits without sending; empty if nothing has ended the run meanwhile. */
    Optional<Stop> waitFor(CampaignWait wait) {
        long end = System.nanoTime() + wait.left().toNanos();
        for (long left = wait.left().toNanos(); stop == null && left > 0; left = end - System.nanoTime()) {
            waiting = Optional.of(new CampaignWait(wait.recipients(), Duration.ofNanos(left)));
            collect();
            if (options.stop.getAsBoolean()) {
                stop = new Stop(CampaignState.PAUSED, "its process was asked to stop");
            }
        }
        return Optional.ofNullable(stop);
    }

    private void sendMore() {
        int max = options.concurrency * (bulk > 1 ? 1 : QUEUED_FOR_EACH_THREAD);
        while (callsUnderWay <= max / 2 && stop == null && !exhausted) {
            int permits = pace.permits(bulk > 1 ? bulk : max - callsUnderWay);
            if (permits == 0) {
                return;
            }
            Optional<RecipientTable.Taken> taken = recipients.take(lease, lastLine, permits, bulk > 1);
            renewedAt = System.nanoTime();
            if (taken.isEmpty()) {
                stop = Stop.LOST;
                return;
            }
            if (!obeys(taken.get().asked())) {
                send(taken.get());
            }
        }
    }

    private void send(RecipientTable.Taken taken) {
        List<Row> rows = taken.rows();
        exhausted = rows.isEmpty();
        if (exhausted) {
            return;
        }
        lastLine = rows.get(rows.size() - 1).line();
        pace.used(rows.size());
        add(RecipientState.WAITING, -rows.size());
        add(RecipientState.SENDING, rows.size());
        if (bulk > 1) {
            call(rows, () -> sender.send(taken.call(), rows));
            return;
        }
        for (Row row : rows) {
            call(List.of(row), () -> List.of(sender.send(row)));
        }
    }

    /** Makes a call on a thread. It ends in any case, or the run would wait for it for ever. */
    private void call(List<Row> rows, Supplier<List<RecipientTable.Update>> call) {
        callsUnderWay++;
        threads.execute(() -> {
            try {
                done.add(call.get());
            } catch (RuntimeException | Error e) {
                LineResult unknown = LineResult.unknown(
                        "", "the send failed with " + e.getClass().getName());
                done.add(rows.stream()
                        .map(row -> new RecipientTable.Update(row, unknown))
                        .toList());
            }
        });
    }

    /** Whether the run ends because somebody asked it to. */
    private boolean obeys(CampaignTable.Asked asked) {
        switch (asked) {
            case PAUSE -> stop = new Stop(CampaignState.PAUSED, "it was asked to");
            case CANCEL -> stop = new Stop(CampaignState.CANCELLED, "it was asked to");
            case NOTHING -> {
                return false;
            }
        }
        return true;
    }

    /** Stores what has ended meanwhile; waits a moment if nothing has. */
    private void collect() {
        List<List<RecipientTable.Update>> ended = new ArrayList<>();
        try {
            List<RecipientTable.Update> first = done.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            if (first != null) {
                ended.add(first);
                done.drainTo(ended, bulk > 1 ? 1 : MAX_RESULTS);
            }
        } catch (InterruptedException e) {
            stop = new Stop(CampaignState.PAUSED, "its thread was interrupted");
        }
        for (List<RecipientTable.Update> call : ended) {
            callsUnderWay--;
            unstored.addAll(call);
            countFailures(call);
        }
        boolean isDue = System.nanoTime() - renewedAt >= Lease.INTERVAL.toNanos();
        if (!unstored.isEmpty() || isDue) {
            store();
        }
        report(false);
    }

    private void store() {
        Optional<CampaignTable.Asked> asked = recipients.record(lease, unstored);
        renewedAt = System.nanoTime();
        for (RecipientTable.Update update : unstored) {
            add(RecipientState.SENDING, -1);
            add(update.result().state(), 1);
            finished += update.result().state() == RecipientState.WAITING ? 0 : 1;
        }
        unstored.clear();
        if (asked.isEmpty()) {
            stop = Stop.LOST;
        } else if (stop == null) {
            obeys(asked.get());
        }
    }

    private void countFailures(List<RecipientTable.Update> call) {
        LineResult first = call.get(0).result();
        boolean failed = call.stream().allMatch(update -> update.result().state() == RecipientState.WAITING);
        failuresInARow = failed ? failuresInARow + 1 : 0;
        if (failuresInARow >= options.maxFailures && stop == null) {
            stop = new Stop(
                    CampaignState.PAUSED,
                    failuresInARow + " calls in a row were rejected; the last: " + first.error() + ", "
                            + first.reason());
        }
    }

    private void add(RecipientState state, long count) {
        counts.merge(state, count, Long::sum);
    }

    private void report(boolean last) {
        long now = System.nanoTime();
        if (!listens || (!last && now - reportedAt < REPORT_NANOS)) {
            return;
        }
        reportedAt = now;
        CampaignCounts present = CampaignCounts.of(counts);
        double perSecond = finished / Math.max(1e-9, (now - startedAt) / 1e9);
        Optional<Duration> left = finished == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (present.open() / perSecond * 1_000)));
        listens = false; // no more if it throws
        options.listener.progress(new CampaignProgress(present, perSecond, left, waiting));
        listens = true;
    }
}
