package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.campaign.CampaignRequest;
import io.heliograph.campaign.Recipients;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.money.SpendStore;
import io.heliograph.store.StoreException;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionReason;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyRotationTest {
    private static final byte[] OLD = secret(1);
    private static final byte[] NEW = secret(2);
    private static final int PEOPLE = 20;

    private static final Fingerprint PRINT = new Fingerprint("a".repeat(64));
    private static final IdempotencyKey KEY = IdempotencyKey.of("order-42");
    private static final MessageId ID = new MessageId("first", "m-1");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private @Nullable Path folder;

    private static byte[] secret(int value) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) value);
        return secret;
    }

    private String store(StoreDialect dialect, String database) {
        if (dialect == StoreDialect.SQLITE) {
            return Objects.requireNonNull(folder, "folder").resolve("store.db").toString();
        }
        TestPostgres.database(database);
        return TestPostgres.url(database);
    }

    private static JdbcStore open(String store, byte[] key, byte[]... previous) {
        JdbcStore.Builder builder = SendingProcess.builder(store).key(key);
        return (previous.length == 0 ? builder : builder.previousKeys(previous)).open();
    }

    private static PhoneNumber person(int number) {
        return PhoneNumber.of("+668123456" + (10 + number));
    }

    private static Suppression stop(int number, Optional<Sender> sender, Instant since) {
        return new Suppression(person(number), sender, SuppressionReason.STOP, "first", since, Optional.empty());
    }

    private static void fill(JdbcStore store) {
        for (int i = 0; i < PEOPLE; i++) {
            store.suppressions().add(stop(i, Optional.empty(), NOON), NOON);
        }
        Claim claim = store.idempotency().claim(KEY, PRINT, "a", Duration.ofSeconds(40));
        claim = store.idempotency().attempt(claim, "first").orElseThrow();
        Message message = Message.builder(ID, Status.QUEUED)
                .to(person(0))
                .rawStatus("a word \"quoted\"")
                .build();
        assertThat(store.idempotency().finish(claim, new SendOutcome.Accepted(message, KEY, List.of())))
                .isTrue();
        store.timelines().add(report());
        store.earlyReports().keep(KEY, report());
        store.spend().reserve(hour());
    }

    private static StatusReport report() {
        return StatusReport.of(ID, Status.DELIVERED, ReportSource.WEBHOOK, NOON)
                .recipient(person(0))
                .rawStatus("delivered to the handset")
                .build();
    }

    private static SpendStore.Request hour() {
        return new SpendStore.Request(List.of(), List.of(person(0)), 1);
    }

    private static void assertAllIsThere(JdbcStore store) {
        for (int i = 0; i < PEOPLE; i++) {
            assertThat(store.suppressions().find(person(i)))
                    .as("suppressions of person %d", i)
                    .extracting(Suppression::since)
                    .contains(NOON);
        }
        Claim claim = store.idempotency().find(KEY).orElseThrow();
        assertThat(claim.fingerprint()).isEqualTo(PRINT);
        assertThat(claim.outcome().orElseThrow()).isInstanceOfSatisfying(SendOutcome.Accepted.class, accepted -> {
            assertThat(accepted.message().to()).contains(person(0));
            assertThat(accepted.message().rawStatus()).isEqualTo("a word \"quoted\"");
        });
        assertThat(store.timelines().find(ID).orElseThrow().recipients()).containsOnlyKeys(person(0));
    }

    @ParameterizedTest
    @EnumSource
    void all_is_found_before_during_and_after_a_rotation(StoreDialect dialect) {
        String store = store(dialect, "rotated");
        try (JdbcStore old = open(store, OLD, NEW)) {
            fill(old);
        }
        try (JdbcStore rotating = open(store, NEW, OLD)) {
            assertAllIsThere(rotating);
            assertThat(rotating.spend().check(hour())).contains(new SpendStore.OverRecipientLimit(1));
            rotating.suppressions().add(stop(3, Optional.of(Sender.of("ACME")), NOON), NOON);
            assertThat(rotating.suppressions().find(person(3))).hasSize(2);
        }
        try (JdbcStore again = open(store, NEW, OLD)) { // as after a process that died within its rotation
            assertAllIsThere(again);
            assertThat(again.rotateKey()).isEqualTo(PEOPLE - 1 + 3);
            assertAllIsThere(again);
            assertThat(again.rotateKey()).isZero();
        }
        try (JdbcStore after = open(store, NEW)) {
            assertAllIsThere(after);
            assertThat(after.suppressions().all()).hasSize(PEOPLE + 1);
            assertThat(after.earlyReports().take(KEY).flatMap(StatusReport::recipient))
                    .contains(person(0));
        }
        assertThatThrownBy(() -> open(store, OLD)).hasMessageContaining("was replaced by another");
        assertThatThrownBy(() -> open(store, OLD, NEW)).hasMessageContaining("was replaced by another");
    }

    /** So that nobody forgets a table: whatever any column has is tried with the old key. */
    @ParameterizedTest
    @EnumSource
    void nothing_is_left_that_the_old_key_decrypts(StoreDialect dialect) throws SQLException {
        String store = store(dialect, "left_over");
        try (JdbcStore old = open(store, OLD, NEW)) {
            fill(old);
            old.outbox().enqueue(SendRequest.to(person(2).e164()).text("Hello").build());
            old.campaigns()
                    .create(
                            CampaignRequest.text("news", "We open at nine").build(),
                            Recipients.of(Stream.of(person(4).e164())));
        }
        assertThat(StoredSecrets.columns(store, OLD)).isNotEmpty();
        try (JdbcStore rotating = open(store, NEW, OLD)) {
            rotating.rotateKey();
        }

        assertThat(StoredSecrets.columns(store, OLD)).isEmpty();
        assertThat(StoredSecrets.columns(store, NEW))
                .contains("heliograph_outbox.request", "heliograph_campaign.content");
    }

    @ParameterizedTest
    @EnumSource
    void a_removal_during_a_rotation_ends_what_another_key_has(StoreDialect dialect) {
        String store = store(dialect, "rotated_removal");
        try (JdbcStore old = open(store, OLD, NEW);
                JdbcStore rotating = open(store, NEW, OLD)) {
            old.suppressions().add(stop(1, Optional.empty(), NOON), NOON);

            assertThat(rotating.suppressions().remove(person(1), NOON.plusSeconds(1)))
                    .hasSize(1);

            assertThat(old.suppressions().find(person(1))).isEmpty();
            assertThat(old.suppressions().add(stop(1, Optional.empty(), NOON), NOON.plusSeconds(2)))
                    .isFalse();
            assertThat(rotating.suppressions().find(person(1))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_look_up_misses_a_suppression_while_it_is_moved(StoreDialect dialect) throws Exception {
        String store = store(dialect, "moved_suppressions");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (JdbcStore old = open(store, OLD, NEW);
                JdbcStore rotating = open(store, NEW, OLD)) {
            old.suppressions().add(stop(1, Optional.empty(), NOON), NOON);
            Callable<Integer> byOld = () -> change(old, "ACME");
            Callable<Integer> byNew = () -> change(rotating, "OTHER");
            Callable<Integer> misses = () -> IntStream.range(0, 200)
                    .map(i -> (i % 2 == 0 ? old : rotating)
                                    .suppressions().find(person(1)).stream()
                                            .anyMatch(held -> held.sender().isEmpty())
                            ? 0
                            : 1)
                    .sum();

            List<Future<Integer>> results = threads.invokeAll(List.of(byOld, byNew, misses));

            assertThat(results.get(0).get() + results.get(1).get()).isEqualTo(100);
            assertThat(results.get(2).get()).as("look-ups that missed it").isZero();
            assertThat(rotating.suppressions().find(person(1))).hasSize(3);
            assertThat(old.suppressions().all()).hasSize(3);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Adds newer and newer suppressions for a sender; how many of them were new. */
    private static int change(JdbcStore store, String sender) {
        int count = 0;
        for (int i = 0; i < 50; i++) {
            Suppression newer = stop(1, Optional.of(Sender.of(sender)), NOON.plusSeconds(i));
            count += store.suppressions().add(newer, NOON.plusSeconds(i)) ? 1 : 0;
        }
        return count;
    }

    @ParameterizedTest
    @EnumSource
    void a_key_that_the_store_made_can_be_replaced_by_one_of_the_settings(StoreDialect dialect) {
        String store = store(dialect, "replaced_key");
        try (JdbcStore kept = SendingProcess.builder(store).open()) {
            fill(kept);
        }
        try (JdbcStore rotating =
                SendingProcess.builder(store).key(NEW).previousKeys().open()) {
            assertAllIsThere(rotating);
            rotating.rotateKey();
        }
        try (JdbcStore after = open(store, NEW)) {
            assertAllIsThere(after);
        }
        assertThatThrownBy(() -> SendingProcess.builder(store).open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("set the same key");
    }

    @Test
    void a_rotation_needs_both_keys() {
        String store = store(StoreDialect.SQLITE, "");
        try (JdbcStore only = open(store, OLD)) {
            assertThatThrownBy(only::rotateKey)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("previousKeys");
        }
        assertThatThrownBy(() -> SendingProcess.builder(store).previousKeys(OLD).open())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("key is missing");
        assertThatThrownBy(() -> SendingProcess.builder(store).previousKeys(new byte[3]))
                .hasMessageContaining("previousKeys has 3 bytes");
        assertThatThrownBy(() -> open(store, NEW, secret(3))).hasMessageContaining("another key");
    }
}
