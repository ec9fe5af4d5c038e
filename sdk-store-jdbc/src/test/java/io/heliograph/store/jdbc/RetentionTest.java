package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.store.StoreException;
import io.heliograph.store.internal.Cleaning;
import io.heliograph.store.internal.MachineClock;
import io.heliograph.testkit.TestClock;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class RetentionTest {
    private static final Duration KEEP = Duration.ofHours(1);
    private static final Duration LONGER = Duration.ofHours(10);
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final Fingerprint PRINT = new Fingerprint("a".repeat(64));

    private final TestClock clock = new TestClock();
    private final SQLiteDataSource source = new SQLiteDataSource();

    @TempDir
    private @Nullable Path folder;

    private @Nullable JdbcStore opened;

    @BeforeEach
    void openStore() {
        source.setUrl("jdbc:sqlite:" + Objects.requireNonNull(folder, "folder").resolve("store.db"));
        opened = open(KEEP, LONGER);
    }

    private JdbcStore open(Duration keep, Duration keepUnresolved) {
        return JdbcStore.builder(source)
                .keep(keep)
                .keepUnresolved(keepUnresolved)
                .keepTimelines(KEEP)
                .clock(new MachineClock(clock, clock::nanoTime, () -> "boot"))
                .open();
    }

    @AfterEach
    void closeStore() {
        store().close();
    }

    private JdbcStore store() {
        return Objects.requireNonNull(opened, "opened");
    }

    private IdempotencyStore keys() {
        return store().idempotency();
    }

    private Claim claim(String key) {
        return keys().claim(IdempotencyKey.of(key), PRINT, "a", LEASE);
    }

    private int rows(String table) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getInt(1);
        }
    }

    private void finish(String key) {
        SendOutcome rejected = new SendOutcome.Rejected(
                Failure.of(ErrorType.OPTED_OUT, "unsubscribed"), IdempotencyKey.of(key), List.of());
        assertThat(keys().finish(claim(key), rejected)).isTrue();
    }

    @Test
    void old_keys_are_deleted_faster_than_new_ones_arrive() throws SQLException {
        for (int i = 0; i < 300; i++) {
            finish("old-" + i);
        }
        clock.passes(KEEP);

        for (int i = 0; i < 3 * Cleaning.INTERVAL; i++) {
            claim("new-" + i);
        }

        assertThat(rows("heliograph_claim")).isEqualTo(3 * Cleaning.INTERVAL);
    }

    private void claimUntilCleaned(String name) {
        for (int i = 0; i < Cleaning.INTERVAL; i++) {
            claim(name + i);
        }
    }

    @Test
    void a_key_is_kept_for_as_long_as_any_process_with_the_database_keeps_it() {
        JdbcStore other = open(LONGER, LONGER);
        Claim theirs = finish(other, "order-42");
        clock.passes(KEEP.multipliedBy(2));
        claimUntilCleaned("new-");

        assertThat(other.idempotency().find(theirs.key())).isPresent();
        assertThat(claim("order-42").owner())
                .as("also by the process that keeps it for less")
                .isEqualTo("first");
        clock.passes(LONGER.minus(KEEP.multipliedBy(2)));
        assertThat(claim("order-42").owner()).isEqualTo("a");
        other.close();
    }

    private Claim finish(JdbcStore by, String key) {
        Claim claim = by.idempotency().claim(IdempotencyKey.of(key), PRINT, "first", LEASE);
        SendOutcome rejected =
                new SendOutcome.Rejected(Failure.of(ErrorType.OPTED_OUT, "unsubscribed"), claim.key(), List.of());
        assertThat(by.idempotency().finish(claim, rejected)).isTrue();
        return claim;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_process_that_only_repeats_what_others_have_sent_keeps_it_too() {
        try (JdbcStore longer = open(LONGER, LONGER)) {
            Claim claim = finish(store(), "order-42");
            assertThat(longer.idempotency()
                            .claim(claim.key(), PRINT, "b", LEASE)
                            .owner())
                    .isEqualTo("first");
            clock.passes(KEEP.multipliedBy(2));
            claimUntilCleaned("new-");

            assertThat(longer.idempotency()
                            .claim(claim.key(), PRINT, "b", LEASE)
                            .owner())
                    .isEqualTo("first");
        }
    }

    @Test
    void a_process_that_never_claims_finds_what_another_one_keeps_for_longer() {
        try (JdbcStore longer = open(LONGER, LONGER)) {
            Claim claim = finish(longer, "order-42");
            clock.passes(KEEP.multipliedBy(2));

            assertThat(keys().find(claim.key())).isPresent();
            assertThat(store().info().keys()).isEqualTo(1);
        }
    }

    @Test
    void a_key_whose_time_cannot_be_recorded_is_not_claimed_and_the_next_one_records_it() throws SQLException {
        try (JdbcStore longer = open(LONGER, LONGER)) {
            execute("CREATE TRIGGER refusing BEFORE INSERT ON heliograph_setting WHEN NEW.name LIKE 'keep %'"
                    + " BEGIN SELECT RAISE(ABORT, 'no'); END");
            assertThatThrownBy(() -> longer.idempotency().claim(IdempotencyKey.of("order-1"), PRINT, "b", LEASE))
                    .isInstanceOf(StoreException.class);
            assertThat(rows("heliograph_claim")).isZero();
            execute("DROP TRIGGER refusing");

            finish(longer, "order-2");

            assertThat(rows("heliograph_setting WHERE name LIKE 'keep %'")).isEqualTo(1);
        }
    }

    @Test
    void a_time_that_no_process_has_any_more_ends_when_its_keys_are_forgotten() throws SQLException {
        JdbcStore before = open(LONGER, LONGER);
        before.idempotency().claim(IdempotencyKey.of("first"), PRINT, "b", LEASE);
        before.close();
        clock.passes(LONGER.multipliedBy(2));
        claimUntilCleaned("new-");
        for (int i = 0; i < 10; i++) {
            finish("finished-" + i);
        }
        clock.passes(KEEP);

        claimUntilCleaned("newer-");

        assertThat(keys().find(IdempotencyKey.of("finished-1"))).isEmpty();
        assertThat(rows("heliograph_claim")).isEqualTo(2 * Cleaning.INTERVAL);
        assertThat(rows("heliograph_setting WHERE name LIKE 'keep %'")).isEqualTo(1);
    }

    @Test
    void an_unresolved_key_stays_longer_and_one_under_way_for_ever() throws SQLException {
        Claim unknown = claim("unknown");
        assertThat(keys().finish(unknown, new SendOutcome.Unknown("first", "silence", unknown.key(), List.of())))
                .isTrue();
        claim("died");
        keys().claim(IdempotencyKey.of("bulk"), PRINT, "a", LONGER.multipliedBy(3));
        finish("finished");
        clock.passes(LONGER.minusSeconds(1));
        assertThat(keys().find(IdempotencyKey.of("finished"))).isEmpty();
        assertThat(keys().find(IdempotencyKey.of("unknown"))).isPresent();
        assertThat(store().unresolved(10))
                .containsExactlyInAnyOrder(IdempotencyKey.of("unknown"), IdempotencyKey.of("died"));
        assertThat(store().unresolved(1)).hasSize(1);

        clock.passes(Duration.ofSeconds(1));

        assertThat(store().unresolved(10)).isEmpty();
        for (int i = 0; i < Cleaning.INTERVAL; i++) {
            claim("new-" + i);
        }
        assertThat(rows("heliograph_claim")).isEqualTo(1 + Cleaning.INTERVAL);
        assertThat(keys().find(IdempotencyKey.of("bulk"))).isPresent();
    }

    @Test
    void a_forgotten_key_that_was_not_deleted_yet_can_be_claimed_and_not_reconciled() {
        Claim died = claim("order-42");
        clock.passes(LONGER);

        assertThat(keys().find(died.key())).isEmpty();
        Claim again = keys().claim(died.key(), PRINT, "b", LEASE);
        assertThat(again.owner()).isEqualTo("b");
        assertThat(keys().lease(died, "c", LEASE)).isEmpty();
    }

    @Test
    void old_timelines_are_deleted_with_their_reports() throws SQLException {
        for (int i = 0; i < 2 * Cleaning.INTERVAL; i++) {
            report("old-" + i);
        }
        clock.passes(KEEP);

        for (int i = 0; i < Cleaning.INTERVAL; i++) {
            report("new-" + i);
        }

        assertThat(rows("heliograph_timeline")).isEqualTo(Cleaning.INTERVAL);
        assertThat(rows("heliograph_report")).isEqualTo(Cleaning.INTERVAL);
    }

    private void report(String id) {
        store().timelines()
                .add(StatusReport.of(new MessageId("first", id), Status.SENT, ReportSource.WEBHOOK, clock.instant())
                        .build());
    }
}
