package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.campaign.CampaignRequest;
import io.heliograph.campaign.Recipients;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.outbox.Outbox;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionReason;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that is killed while it rotates the key leaves every row readable with both keys, and the next rotation ends it: {@code
 * kill-tests.kills} random kills, by default 4.
 */
@Tag("long")
class RotationKillTest {
    private static final byte[] OLD = RotationProcess.OLD;
    private static final byte[] NEW = RotationProcess.NEW;
    private static final int KILLS = Integer.getInteger("kill-tests.kills", 4);
    private static final long SEED = Long.getLong("kill-tests.seed", 20_261_130L);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static final long MAX_SPIN_NANOS = 100_000_000;
    private static final int SUPPRESSIONS = 30;

    /** More than two pages of 200 rows of one table. */
    private static final int RECIPIENTS = 450;

    private static final int CLAIMS = 250;

    @TempDir
    private @Nullable Path folder;

    private String store(StoreDialect dialect, String database) {
        if (dialect == StoreDialect.SQLITE) {
            return Objects.requireNonNull(folder, "folder").resolve("store.db").toString();
        }
        TestPostgres.database(database);
        return TestPostgres.url(database);
    }

    private static PhoneNumber person(int number) {
        return PhoneNumber.of("+6681234" + (5000 + number));
    }

    private static void fill(String place) {
        try (JdbcStore store = SendingProcess.builder(place).key(OLD).open();
                Outbox outbox = store.outbox()) {
            for (int i = 0; i < SUPPRESSIONS; i++) {
                Suppression stop = new Suppression(
                        person(i), Optional.empty(), SuppressionReason.STOP, "first", NOON, Optional.empty());
                store.suppressions().add(stop, NOON);
            }
            for (int i = 0; i < CLAIMS; i++) {
                accept(store, IdempotencyKey.of("order-" + i), person(i));
            }
            store.campaigns()
                    .create(
                            CampaignRequest.text("news", "We open at nine").build(),
                            Recipients.of(IntStream.range(0, RECIPIENTS)
                                    .mapToObj(i -> person(i).e164())));
            for (int i = 0; i < 3; i++) {
                outbox.enqueue(SendRequest.to(person(i).e164()).text("Hello").build());
            }
        }
    }

    private static void accept(JdbcStore store, IdempotencyKey key, PhoneNumber to) {
        Claim claim = store.idempotency().claim(key, new Fingerprint("a".repeat(64)), "a", Duration.ofSeconds(40));
        claim = store.idempotency().attempt(claim, "first").orElseThrow();
        MessageId id = new MessageId("first", key.value());
        Message message = Message.builder(id, Status.QUEUED).to(to).build();
        store.idempotency().finish(claim, new SendOutcome.Accepted(message, key, List.of()));
        store.timelines()
                .add(StatusReport.of(id, Status.DELIVERED, ReportSource.WEBHOOK, NOON)
                        .recipient(to)
                        .build());
    }

    /** Whatever was encrypted can be decrypted with one of the keys, and a store that has both finds what it looks up. */
    private static void assertReadable(String place, Map<String, Integer> before) throws SQLException {
        assertThat(StoredSecrets.counts(place, OLD, NEW)).isEqualTo(before);
        try (JdbcStore store =
                SendingProcess.builder(place).key(NEW).previousKeys(OLD).open()) {
            assertFound(store);
        }
    }

    private static void assertFound(JdbcStore store) {
        for (int i = 0; i < SUPPRESSIONS; i++) {
            assertThat(store.suppressions().find(person(i))).as("person %d", i).hasSize(1);
        }
        for (int i = 0; i < CLAIMS; i += 50) {
            int number = i;
            assertThat(store.idempotency().find(IdempotencyKey.of("order-" + i)).flatMap(Claim::outcome))
                    .hasValueSatisfying(outcome -> assertThat(
                                    ((SendOutcome.Accepted) outcome).message().to())
                            .contains(person(number)));
        }
    }

    private static void assertEndsClean(String place, Map<String, Integer> before) throws Exception {
        try (JdbcStore next =
                SendingProcess.builder(place).key(NEW).previousKeys(OLD).open()) {
            next.rotateKey();
        }
        assertThat(StoredSecrets.counts(place, NEW)).isEqualTo(before);
        assertThat(StoredSecrets.counts(place, OLD)).isEmpty();
        try (JdbcStore again =
                SendingProcess.builder(place).key(NEW).previousKeys(OLD).open()) {
            assertThat(again.rotateKey()).isZero();
        }
        try (JdbcStore after = SendingProcess.builder(place).key(NEW).open()) {
            assertFound(after);
        }
    }

    /** A kill, and what the next process finds: in the order of a rotation. */
    private record Point(String statement, int time, boolean after) {}

    private static List<Point> points() {
        List<Point> points = new ArrayList<>();
        points.add(new Point("heliograph_suppression", 8, true)); // among the suppressions
        points.add(new Point("UPDATE heliograph_claim", 201, false)); // within a batch
        points.add(new Point("UPDATE heliograph_report", 1, false)); // after the batches of a table
        points.add(new Point("UPDATE heliograph_outbox SET request", 3, true));
        points.add(
                new Point("UPDATE heliograph_campaign_recipient", 200, true)); // the last of a batch, before its commit
        points.add(new Point("UPDATE heliograph_campaign_recipient", 201, false)); // the first of the next one
        points.add(new Point("UPDATE heliograph_outbox SET recipient", 2, true));
        points.add(new Point(
                "VALUES (?, ?) ON CONFLICT (name) DO UPDATE", 1, false)); // all has the new key, and it isn't recorded
        return points;
    }

    @ParameterizedTest
    @EnumSource
    void killed_at_each_batch_every_row_is_readable_and_the_next_rotation_ends(StoreDialect dialect) throws Exception {
        String place = store(dialect, "rotation_points");
        fill(place);
        Map<String, Integer> before = StoredSecrets.counts(place, OLD);
        assertThat(before).containsKeys("heliograph_suppression.number", "heliograph_outbox.request");
        for (Point point : points()) {
            assertThat(RotationProcess.start(place, point.statement(), point.time(), point.after())
                            .waitFor())
                    .as("%s", point)
                    .isEqualTo(SendingProcess.KILLED);
            assertReadable(place, before);
        }
        assertEndsClean(place, before);
    }

    @ParameterizedTest
    @EnumSource
    void killed_at_random_every_row_is_readable_and_the_next_rotation_ends(StoreDialect dialect) throws Exception {
        Random random = new Random(SEED);
        String place = store(dialect, "rotation_random");
        fill(place);
        Map<String, Integer> before = StoredSecrets.counts(place, OLD);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = RotationProcess.start(place, "", 0, false);
            assertThat(process.getInputStream().read()).isNotNegative(); // it begins
            long end = System.nanoTime() + random.nextLong(MAX_SPIN_NANOS);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            process.destroyForcibly(); // kill -9
            process.waitFor();
            assertReadable(place, before);
        }
        assertEndsClean(place, before);
    }
}
