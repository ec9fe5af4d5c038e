package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.campaign.CampaignProgress;
import io.heliograph.campaign.CampaignRequest;
import io.heliograph.campaign.CampaignRun;
import io.heliograph.campaign.CampaignStatus;
import io.heliograph.campaign.CampaignWait;
import io.heliograph.campaign.Campaigns;
import io.heliograph.campaign.Recipients;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.SendResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says while it waits for what a process that ended has held. */
class CampaignWaitTest {
    private static final String NAME = "hello";
    private static final Duration HELD = Duration.ofMillis(1_500);

    @TempDir
    private @Nullable Path folder;

    private final BulkRecorder vendor = new BulkRecorder("single", false);
    private final List<CampaignProgress> progress = new ArrayList<>();

    /** A time on the clock of the store's machine. */
    private static long micros(Duration from) {
        return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis() + from.toMillis());
    }

    private CampaignStatus runAfter(String sql) {
        String place = Objects.requireNonNull(folder).resolve("store.db").toString();
        DataSource source = SendingProcess.source(place);
        try (JdbcStore store = SendingProcess.builder(place).open();
                SmsClient client = SmsClient.builder()
                        .provider(vendor)
                        .retry(RetryPolicy.none())
                        .idempotencyStore(store.idempotency())
                        .build()) {
            Campaigns campaigns = store.campaigns(client);
            campaigns.create(
                    CampaignRequest.text(NAME, "We open at nine").build(),
                    Recipients.of(Stream.of("+66812345678", "+66812345679")));
            campaigns.run(NAME, CampaignRun.defaults());
            TestPostgres.execute(source, sql);
            return campaigns.run(
                    NAME, CampaignRun.builder().listener(progress::add).build());
        }
    }

    private List<CampaignWait> waits() {
        return progress.stream()
                .map(CampaignProgress::waiting)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void a_run_names_how_many_recipients_keys_are_held_and_for_how_long() {
        vendor.answer(to -> new SendResult.Unknown("lost"));

        // As a process leaves it that dies during a call.
        CampaignStatus ended = runAfter("UPDATE heliograph_claim SET state = 0, outcome = NULL, lease_ends = "
                + micros(HELD) + " WHERE send_key = (SELECT min(send_key) FROM heliograph_claim)");

        assertThat(ended.counts().unknown()).isEqualTo(2);
        assertThat(waits()).isNotEmpty().allSatisfy(wait -> {
            assertThat(wait.recipients()).isEqualTo(1);
            assertThat(wait.left()).isPositive().isLessThanOrEqualTo(HELD);
        });
        assertThat(waits()).extracting(CampaignWait::left).isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @Test
    void a_run_says_that_the_campaign_itself_is_held() {
        CampaignStatus ended = runAfter("UPDATE heliograph_campaign SET owner = 'dead', lease_ends = " + micros(HELD));

        assertThat(ended.counts().accepted()).isEqualTo(2);
        assertThat(waits())
                .singleElement()
                .satisfies(wait -> assertThat(wait.recipients()).isZero());
    }
}
