package io.heliograph.cli;

import io.heliograph.campaign.CampaignCounts;
import io.heliograph.campaign.CampaignListener;
import io.heliograph.campaign.CampaignProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows how far a job is: a bar that is drawn again on a terminal, a line every 10 seconds elsewhere. */
final class BulkProgress implements CampaignListener {
    private static final int WIDTH = 20;
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final PrintWriter err;
    private final boolean draws;
    private final long startedAt = System.nanoTime();
    private long lines = 1;
    private int drawn;

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
        } else if (System.nanoTime() - startedAt >= lines * LINE_NANOS) {
            lines++;
            err.println("sms: " + line(progress));
        }
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

    static String line(CampaignProgress progress) {
        CampaignCounts counts = progress.counts();
        long done = counts.lines() - counts.open();
        String rate = String.format(Locale.ROOT, "%.0f a second", progress.perSecond());
        String left = counts.open() == 0
                ? ""
                : progress.left().map(time -> ", " + time(time) + " left").orElse("");
        String unknown = counts.unknown() == 0 ? "" : ", " + counts.unknown() + " unknown";
        String rejected = counts.rejected() == 0 ? "" : ", " + counts.rejected() + " rejected";
        return done + " of " + counts.lines() + ", " + rate + left + "; " + counts.accepted() + " accepted" + rejected
                + unknown;
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
