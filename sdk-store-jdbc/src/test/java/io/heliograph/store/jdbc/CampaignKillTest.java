package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.campaign.CampaignCounts;
import io.heliograph.campaign.CampaignRun;
import io.heliograph.campaign.CampaignState;
import io.heliograph.campaign.CampaignStatus;
import io.heliograph.campaign.CampaignTooOldException;
import io.heliograph.campaign.Campaigns;
import io.heliograph.store.jdbc.MeSmsConversation.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A campaign whose process is killed again and again reaches each recipient once, or lists them as unknown. {@code
 * scripts/kill-tests} makes it longer.
 */
@Tag("long")
class CampaignKillTest {
    private static final int IN_EACH_BUILD = 600;
    private static final int LINES = Integer.getInteger("kill-tests.lines", IN_EACH_BUILD);
    private static final int KILLS = Integer.getInteger("kill-tests.campaign-kills", 3);
    private static final int FEW_LINES = 120;
    private static final int BULK = 20;
    private static final List<Moment> MOMENTS =
            List.of(Moment.AFTER_HEADERS, Moment.BEFORE_ANSWER, Moment.AFTER_ANSWER);
    private static final long SEED = Long.getLong("kill-tests.seed", 16);

    @TempDir
    private @Nullable Path folder;

    private final MeSmsConversation vendor = new MeSmsConversation();
    private @Nullable CountingServer server;

    @BeforeEach
    void startVendor() throws IOException {
        server = new CountingServer(vendor);
    }

    @AfterEach
    void stopVendor() throws IOException {
        server().close();
    }

    private CountingServer server() {
        return Objects.requireNonNull(server);
    }

    private String url() {
        return "http://127.0.0.1:" + server().port();
    }

    private CampaignProcess.Settings settings(StoreDialect dialect, int lines, int maxBulk) {
        String store;
        if (dialect == StoreDialect.SQLITE) {
            store = Objects.requireNonNull(folder).resolve("store.db").toString();
        } else {
            String name = "kill_" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
            TestPostgres.database(name);
            store = TestPostgres.url(name);
        }
        return new CampaignProcess.Settings(store, url(), lines, maxBulk, 0, "", 0, false);
    }

    /** Sends the rest in this process, and checks what the vendor got against what the store says. */
    private CampaignCounts finished(CampaignProcess.Settings last) throws Exception {
        try (JdbcStore store = CampaignProcess.open(last);
                SmsClient client = CampaignProcess.client(store, url())) {
            Campaigns campaigns = store.campaigns(client);
            assertThat(CampaignProcess.run(campaigns, last)).isEqualTo(CampaignProcess.FINISHED);
            CampaignStatus status = campaigns.status(CampaignProcess.NAME);
            assertThat(status.state()).isEqualTo(CampaignState.FINISHED);
            CampaignCounts counts = status.counts();
            assertThat(counts).isEqualTo(new CampaignCounts(0, 0, counts.unknown(), counts.accepted(), 0, 0, 0, 0));
            assertThat(counts.lines()).isEqualTo(last.lines());
            check(campaigns, counts);
            return counts;
        }
    }

    private void check(Campaigns campaigns, CampaignCounts counts) throws IOException {
        Map<String, Integer> received = server().received();
        assertThat(received.values()).as("how often each number was sent to").allMatch(times -> times == 1);
        StringBuilder csv = new StringBuilder();
        campaigns.report(CampaignProcess.NAME, false, csv);
        List<String> lines = csv.toString().lines().skip(1).toList();
        assertThat(lines).hasSize((int) counts.lines());
        for (String line : lines) {
            String[] fields = line.split(",", -1);
            if (fields[2].equals("ACCEPTED")) {
                assertThat(received).containsKey(fields[1].substring(1));
            } else {
                assertThat(fields[2]).isEqualTo("UNKNOWN");
            }
        }
        long sentAndUnknown = received.size() - counts.accepted();
        assertThat(sentAndUnknown).isBetween(0L, counts.unknown());
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, 1", "SQLITE, 20", "POSTGRESQL, 20"})
    void killed_at_random_it_reaches_each_recipient_once(StoreDialect dialect, int maxBulk) throws Exception {
        Random random = new Random(SEED);
        CampaignProcess.Settings settings = settings(dialect, LINES, maxBulk);
        int requests = LINES / maxBulk / (KILLS + 1);
        int killed = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            Process process = CampaignProcess.start(settings.later(2 * kill));
            Moment moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
            vendor.call(moment, 1 + random.nextInt(2 * Math.max(1, requests)), process::destroyForcibly);
            if (process.waitFor() == CampaignProcess.FINISHED) {
                break; // it was done before
            }
            killed++;
        }

        CampaignCounts counts = finished(settings.later(2 * KILLS + 2));

        // Each kill may leave the calls under way unknown: 8 threads, each with one call.
        assertThat(counts.unknown()).isLessThanOrEqualTo((long) killed * 8 * maxBulk);
        if (LINES > IN_EACH_BUILD) {
            System.out.printf("%s, calls of %d: killed %d times, %s%n", dialect, maxBulk, killed, counts);
        }
    }

    static Stream<Object[]> points() {
        List<Object[]> points = new ArrayList<>();
        points.add(new Object[] {BULK, "INSERT INTO heliograph_campaign_recipient", 2, true}); // being read
        for (int maxBulk : new int[] {1, BULK}) {
            points.add(new Object[] {maxBulk, "SET state = 1, call", 1, true}); // marked, not committed
            points.add(new Object[] {maxBulk, "INSERT INTO heliograph_claim", 3, false}); // marked
            points.add(new Object[] {maxBulk, "INSERT INTO heliograph_claim", 3, true}); // claimed
            points.add(new Object[] {maxBulk, "SET attempts = attempts + 1", 3, true}); // attempt recorded
            points.add(new Object[] {maxBulk, "heliograph_claim SET outcome", 3, false}); // answer not recorded
            points.add(new Object[] {maxBulk, "SET state = ?, call = ?, result", 25, false}); // during the checkpoint
            points.add(new Object[] {maxBulk, "SET state = ?, call = ?, result", 25, true});
            points.add(new Object[] {maxBulk, "owner = NULL", 2, false}); // all sent
        }
        return points.stream();
    }

    @ParameterizedTest
    @MethodSource("points")
    void killed_at_a_statement_it_reaches_each_recipient_once(int maxBulk, String statement, int time, boolean after)
            throws Exception {
        CampaignProcess.Settings settings = settings(StoreDialect.SQLITE, FEW_LINES, maxBulk);
        assertThat(CampaignProcess.start(settings.at(statement, time, after)).waitFor())
                .isEqualTo(SendingProcess.KILLED);

        CampaignCounts counts = finished(settings.later(2));

        assertThat(counts.unknown()).isLessThanOrEqualTo(8L * maxBulk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AFTER_HEADERS", "BEFORE_ANSWER", "AFTER_ANSWER"})
    void killed_during_a_call_it_reaches_each_recipient_once(Moment moment) throws Exception {
        CampaignProcess.Settings settings = settings(StoreDialect.SQLITE, FEW_LINES, BULK);
        Process process = CampaignProcess.start(settings);
        vendor.call(moment, 2, process::destroyForcibly);
        assertThat(process.waitFor()).isNotZero();

        CampaignCounts counts = finished(settings.later(2));

        assertThat(counts.unknown()).isBetween(moment == Moment.AFTER_ANSWER ? 0L : BULK, 8L * BULK);
    }

    @Test
    void of_two_processes_that_resume_one_campaign_one_says_that_the_other_has_it() throws Exception {
        CampaignProcess.Settings settings = settings(StoreDialect.SQLITE, FEW_LINES, BULK);
        Process process = CampaignProcess.start(settings);
        vendor.call(Moment.AFTER_HEADERS, 2, process::destroyForcibly);
        assertThat(process.waitFor()).isNotZero();
        List<Process> both = new ArrayList<>();
        vendor.call(Moment.BEFORE_ANSWER, 1, () -> waitForOne(both)); // one stands still until the other has ended

        synchronized (both) {
            both.add(CampaignProcess.start(settings.later(2)));
            both.add(CampaignProcess.start(settings.later(2)));
        }
        List<Integer> ends = List.of(both.get(0).waitFor(), both.get(1).waitFor());

        assertThat(ends).containsExactlyInAnyOrder(CampaignProcess.FINISHED, CampaignProcess.BUSY);
        finished(settings.later(2));
    }

    private static void waitForOne(List<Process> processes) {
        List<Process> all;
        synchronized (processes) {
            all = List.copyOf(processes);
        }
        Stream.of(all.get(0).onExit(), all.get(1).onExit())
                .reduce((one, other) -> one.applyToEither(other, ended -> ended))
                .orElseThrow()
                .orTimeout(15, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void a_restored_copy_of_the_file_sends_nothing_by_itself() throws Exception {
        CampaignProcess.Settings settings = settings(StoreDialect.SQLITE, FEW_LINES, BULK);
        assertThat(CampaignProcess.start(settings.at("SET state = 1, call", 1, false))
                        .waitFor())
                .isEqualTo(SendingProcess.KILLED);
        Path copy = Objects.requireNonNull(folder).resolve("copy.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + settings.store())) {
            connection.createStatement().execute("VACUUM INTO '" + copy + "'");
        }
        finished(settings.later(2));
        Map<String, Integer> before = server().received();
        assertThat(Files.exists(copy)).isTrue();

        int aDay = (int) Duration.ofHours(25).toMinutes();
        CampaignProcess.Settings restored =
                new CampaignProcess.Settings(copy.toString(), url(), FEW_LINES, BULK, aDay, "", 0, false);
        try (JdbcStore store = CampaignProcess.open(restored);
                SmsClient client = CampaignProcess.client(store, url())) {
            Campaigns campaigns = store.campaigns(client);
            assertThat(campaigns.status(CampaignProcess.NAME).counts().waiting())
                    .isEqualTo(FEW_LINES);

            assertThatThrownBy(() -> campaigns.run(CampaignProcess.NAME, CampaignRun.defaults()))
                    .isInstanceOf(CampaignTooOldException.class);
        }
        assertThat(server().received()).isEqualTo(before);
    }
}
