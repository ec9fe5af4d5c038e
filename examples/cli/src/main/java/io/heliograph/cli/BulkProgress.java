package io.heliograph.cli;

import io.heliograph.campaign.CampaignCounts;
import io.heliograph.campaign.CampaignListener;
import io.heliograph.campaign.CampaignProgress;
import io.heliograph.campaign.CampaignWait;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows how far a job is: a bar that is drawn again on a terminal, a line every 10 seconds elsewhere. */
final class BulkProgress implements CampaignListener {
    private static final int WIDTH = 20;
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final PrintWriter err;
    private final boolean draws;
    private final long startedAt = System.nanoTime();
    private long lines = 1;
    private int drawn;
    private boolean waits;

    BulkProgress(PrintWriter err, boolean draws) {
        this.err = err;
        this.draws = draws;
    }

    @Override
    public void progress(CampaignProgress progress) {
        if (draws) {
            String line = bar(progress) + " " + line(progress);
            err.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
            err.flush();
            drawn = line.length();
        } else if (System.nanoTime() - startedAt >= lines * LINE_NANOS || beginsToWait(progress)) {
            lines = 1 + (System.nanoTime() - startedAt) / LINE_NANOS;
            err.println("sms: " + line(progress));
        }
        waits = progress.waiting().isPresent();
    }

    /** It is worth a line at once, because nothing else happens then. */
    private boolean beginsToWait(CampaignProgress progress) {
        return !waits && progress.waiting().isPresent();
    }

    /** Ends the line of the bar. */
    void end() {
        if (drawn > 0) {
            err.println();
            drawn = 0;
        }
    }

    private static String bar(CampaignProgress progress) {
        CampaignCounts counts = progress.counts();
        long done = counts.lines() - counts.open();
        int full = counts.lines() == 0 ? WIDTH : (int) (done * WIDTH / counts.lines());
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "]";
    }

    private static String line(CampaignProgress progress) {
        return line(progress, LocalTime.now(ZoneId.systemDefault()));
    }

    static String line(CampaignProgress progress, LocalTime now) {
        CampaignCounts counts = progress.counts();
        long done = counts.lines() - counts.open();
        if (progress.waiting().isPresent()) {
            return done + " of " + counts.lines() + "; "
                    + waiting(progress.waiting().get(), now);
        }
        String rate = String.format(Locale.ROOT, "%.0f a second", progress.perSecond());
        String left = counts.open() == 0
                ? ""
                : progress.left().map(time -> ", " + time(time) + " left").orElse("");
        String unknown = counts.unknown() == 0 ? "" : ", " + counts.unknown() + " unknown";
        String rejected = counts.rejected() == 0 ? "" : ", " + counts.rejected() + " rejected";
        return done + " of " + counts.lines() + ", " + rate + left + "; " + counts.accepted() + " accepted" + rejected
                + unknown;
    }

    private static String waiting(CampaignWait wait, LocalTime now) {
        Duration left = wait.left().plusSeconds(1);
        String held = wait.recipients() == 0
                ? "another process has the job, or ended with it"
                : "a process that ended still has the keys of " + wait.recipients()
                        + (wait.recipients() == 1 ? " recipient" : " recipients");
        return "waits until " + TIME.format(now.plus(left)) + " at most (" + time(left) + "): " + held;
    }

    private static String time(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
