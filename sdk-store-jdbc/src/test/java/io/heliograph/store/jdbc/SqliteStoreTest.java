package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.store.DiskFullException;
import io.heliograph.store.ReadOnlyStoreException;
import io.heliograph.store.StoreBusyException;
import io.heliograph.store.StoreException;
import io.heliograph.store.internal.Failures;
import io.heliograph.store.internal.SqliteDatabase;
import io.heliograph.store.internal.StoreKey;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

class SqliteStoreTest {
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final IdempotencyKey KEY = IdempotencyKey.of("order-42");
    private static final Fingerprint PRINT = Fingerprint.of(
            SendRequest.to("+66812345678").text("Your code is 482910").build());
    private static final PhoneNumber PERSON = PhoneNumber.of("+66812345678");
    private static final SendOutcome REJECTED =
            new SendOutcome.Rejected(Failure.of(ErrorType.OPTED_OUT, "unsubscribed"), KEY, List.of());

    @TempDir
    private @Nullable Path folder;

    private Path file() {
        return Objects.requireNonNull(folder, "folder").resolve("store.db");
    }

    private static Claim claim(JdbcStore store, String owner) {
        return store.idempotency().claim(KEY, PRINT, owner, LEASE);
    }

    @Test
    void what_was_stored_is_there_when_the_file_is_opened_again() {
        try (JdbcStore store = SqliteStore.open(file())) {
            assertThat(store.idempotency().finish(claim(store, "a"), REJECTED)).isTrue();
        }

        try (JdbcStore store = SqliteStore.open(file())) {
            assertThat(claim(store, "b").outcome().orElseThrow()).hasToString(REJECTED.toString());
        }
    }

    @Test
    void a_closed_store_refuses_and_closes_again() {
        JdbcStore store = SqliteStore.open(file());
        store.close();
        store.idempotency().close();

        assertThatThrownBy(() -> claim(store, "a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void neither_a_number_nor_the_fingerprint_is_legible_in_the_file() throws IOException {
        try (JdbcStore store = SqliteStore.open(file())) {
            claim(store, "a");
            store.suppressions()
                    .add(
                            new Suppression(
                                    PERSON,
                                    Optional.empty(),
                                    SuppressionReason.STOP,
                                    "",
                                    Instant.EPOCH,
                                    Optional.empty()),
                            Instant.now());
        }

        String content = Files.readString(file(), StandardCharsets.ISO_8859_1);
        assertThat(content).contains("order-42", "heliograph_suppression");
        assertThat(content).doesNotContain("66812345678", PRINT.value());
    }

    @Test
    void only_the_owner_can_read_a_new_file() throws IOException {
        SqliteStore.open(file()).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_key_of_the_settings_must_stay_the_same() {
        byte[] secret = new byte[StoreKey.LENGTH];
        byte[] other = new byte[StoreKey.LENGTH];
        other[0] = 1;
        SqliteStore.builder(file()).key(secret).open().close();

        SqliteStore.builder(file()).key(secret).open().close();
        assertThatThrownBy(() -> SqliteStore.builder(file()).key(other).open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another key");
        assertThatThrownBy(() -> SqliteStore.open(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("set the same key");
    }

    @Test
    void a_database_in_memory_is_refused() {
        SQLiteDataSource memory = new SQLiteDataSource();
        memory.setUrl("jdbc:sqlite::memory:");

        assertThatThrownBy(() -> JdbcStore.builder(memory).open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("in memory");
    }

    @Test
    void a_missing_folder_is_named() {
        assertThatThrownBy(() -> SqliteStore.open(file().resolve("below/store.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("folder must exist");
    }

    @Test
    void a_file_that_is_no_database_is_refused() throws IOException {
        Files.writeString(file(), "this is not a database, but a text that is long enough for a header ".repeat(20));

        assertThatThrownBy(() -> SqliteStore.open(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no SQLite database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.3", "3.51.10", "3.52.0", "4.0.0", "3.54.1"})
    void a_safe_version_is_accepted(String version) {
        assertThatCode(() -> SqliteDatabase.checkVersion(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.2", "3.50.9", "3.9.3", "2.99.99", "", "x"})
    void a_version_that_can_damage_the_file_is_refused(String version) {
        assertThatThrownBy(() -> SqliteDatabase.checkVersion(version))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("3.51.3 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "NFS", "cifs", "fuse.sshfs", "smb3"})
    void a_network_file_system_is_refused(String type) {
        assertThatThrownBy(() -> SqliteDatabase.checkFileSystemType(type))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("network file system");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "tmpfs", "overlay", "NTFS", "apfs"})
    void a_local_file_system_is_accepted(String type) {
        assertThatCode(() -> SqliteDatabase.checkFileSystemType(type)).doesNotThrowAnyException();
    }

    @Test
    void each_cause_has_an_exception_of_its_own() {
        assertThat(Failures.ofSqlite(new SQLException("", "", 13))).isInstanceOf(DiskFullException.class);
        assertThat(Failures.ofSqlite(new SQLException("", "", 1032))).isInstanceOf(ReadOnlyStoreException.class);
        assertThat(Failures.ofSqlite(new SQLException("", "", 5))).isInstanceOf(StoreBusyException.class);
        assertThat(Failures.ofPostgres(new SQLException("", "53100"))).isInstanceOf(DiskFullException.class);
        assertThat(Failures.ofPostgres(new SQLException("", "25006"))).isInstanceOf(ReadOnlyStoreException.class);
        assertThat(Failures.ofPostgres(new SQLException("", "55P03"))).isInstanceOf(StoreBusyException.class);
        assertThat(Failures.ofPostgres(new SQLException("")))
                .isExactlyInstanceOf(StoreException.class)
                .hasMessageContaining("SQLSTATE");
        assertThat(Failures.ofPostgres(new SQLTransientConnectionException("timed out")))
                .isExactlyInstanceOf(StoreException.class)
                .hasMessageContaining("the pool has too few");
    }

    /** SQLite's own limit of a file's pages fails as a full disk does. */
    @Test
    void a_full_disk_stores_nothing_more_and_is_left_behind_when_there_is_space() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file() + "?max_page_count=80");
        try (JdbcStore store = JdbcStore.builder(source).open()) {
            IdempotencyStore keys = store.idempotency();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            keys.claim(IdempotencyKey.of("key-" + i), PRINT, "a", LEASE);
                        }
                    })
                    .isInstanceOf(DiskFullException.class);

            assertThat(keys.release(keys.find(IdempotencyKey.of("key-0")).orElseThrow()))
                    .isTrue();
            assertThat(keys.find(IdempotencyKey.of("key-0"))).isEmpty();
            assertThat(keys.find(IdempotencyKey.of("key-1"))).isPresent();
        }
    }

    @Test
    void a_file_that_can_only_be_read_says_so() {
        SqliteStore.open(file()).close();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file());
        source.setReadOnly(true);

        assertThatThrownBy(() -> JdbcStore.builder(source).open()).isInstanceOf(ReadOnlyStoreException.class);
    }
}
