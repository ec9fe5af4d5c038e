package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.campaign.CampaignCounts;
import io.heliograph.campaign.CampaignProgress;
import io.heliograph.campaign.CampaignWait;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BulkProgressTest {
    private static final CampaignCounts COUNTS = new CampaignCounts(0, 0, 8, 92, 0, 0, 0, 0);
    private static final LocalTime NOON = LocalTime.of(12, 0);

    private static CampaignProgress waiting(long recipients) {
        return new CampaignProgress(
                COUNTS, 3, Optional.empty(), Optional.of(new CampaignWait(recipients, Duration.ofMillis(37_500))));
    }

    @Test
    void a_wait_says_for_what_and_until_when_in_the_place_of_the_rate() {
        assertThat(BulkProgress.line(waiting(8), NOON))
                .isEqualTo(
                        "100 of 100; waits until 12:00:38 at most (38 s): a process that ended still has the keys of 8"
                                + " recipients");
        assertThat(BulkProgress.line(waiting(0), NOON)).endsWith(": another process has the job, or ended with it");
    }

    @Test
    void a_wait_is_a_line_at_once_and_once_where_there_is_no_terminal() {
        StringWriter lines = new StringWriter();
        BulkProgress progress = new BulkProgress(new PrintWriter(lines, true), false);
        progress.progress(new CampaignProgress(COUNTS, 3, Optional.empty(), Optional.empty()));
        progress.progress(waiting(8));
        progress.progress(waiting(8));

        assertThat(lines.toString().lines()).singleElement().asString().contains("waits until");
    }
}
