package io.heliograph.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendRequest;
import io.heliograph.store.DiskFullException;
import io.heliograph.store.OldDriverException;
import io.heliograph.store.ReadOnlyStoreException;
import io.heliograph.store.StoreBusyException;
import io.heliograph.store.StoreException;
import io.heliograph.store.StoreKeyException;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCheckTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("sms.db");
    }

    private Path store() {
        SqliteStore.open(file()).close();
        return file();
    }

    private static JdbcStore open(Path file) {
        return SqliteStore.builder(file).createTables(false).open();
    }

    private String seen(Function<Path, JdbcStore> open) {
        Finding finding =
                new StoreCheck(Optional.of(file()), true, open).findings().get(0);
        return finding.level() + " " + finding.seen() + " -> " + finding.advice();
    }

    private String failing(StoreException e) {
        return seen(file -> {
            throw e;
        });
    }

    @Test
    void a_store_that_is_not_there_yet_is_fine_and_is_not_made() {
        assertThat(seen(StoreCheckTest::open)).startsWith("OK").contains("the first send creates it");
        assertThat(file()).doesNotExist();
    }

    @Test
    void a_named_store_whose_folder_is_not_there_fails_and_one_in_the_state_folder_is_fine() {
        Optional<Path> file = Optional.of(folder.resolve("none").resolve("sms.db"));

        Finding named =
                new StoreCheck(file, true, StoreCheckTest::open).findings().get(0);
        Finding ours =
                new StoreCheck(file, false, StoreCheckTest::open).findings().get(0);

        assertThat(named.level()).isEqualTo(Level.FAIL);
        assertThat(named.seen()).startsWith("the folder of ").endsWith("sms.db doesn't exist");
        assertThat(named.advice()).isEqualTo("make the folder, or name another file");
        assertThat(ours.level()).isEqualTo(Level.OK);
    }

    @Test
    void no_store_is_a_warning() {
        Finding finding = new StoreCheck(Optional.empty(), false, StoreCheckTest::open)
                .findings()
                .get(0);

        assertThat(finding.level()).isEqualTo(Level.WARN);
        assertThat(finding.seen()).contains("the same --key sends again");
    }

    @Test
    void a_store_shows_its_version_its_driver_and_its_keys() {
        store();

        assertThat(seen(StoreCheckTest::open)).startsWith("OK").contains("version 4, SQLite's driver 3.", ", 0 keys");
    }

    @Test
    void keys_without_an_outcome_are_a_warning() {
        store();
        try (JdbcStore store = open(file())) {
            IdempotencyKey key = IdempotencyKey.of("order-17");
            Fingerprint message =
                    Fingerprint.of(SendRequest.to("+66812345678").text("Hi").build());
            Claim claim = store.idempotency().claim(key, message, "me", Duration.ofMillis(1));
            store.idempotency().attempt(claim, "wavix");
        }

        assertThat(seen(StoreCheckTest::open)).startsWith("WARN").contains("1 key, 1 without a certain outcome");
    }

    @Test
    void tables_of_an_older_version_are_left_as_they_are() throws SQLException {
        change("DELETE FROM heliograph_schema WHERE version = 4");

        assertThat(seen(StoreCheckTest::open))
                .startsWith("WARN")
                .contains("tables of version 3, and this is version 4");
        assertThat(seen(StoreCheckTest::open)).as("again").startsWith("WARN");
    }

    @Test
    void tables_of_a_newer_version_fail() throws SQLException {
        change("INSERT INTO heliograph_schema (version) VALUES (99)");

        assertThat(seen(StoreCheckTest::open)).startsWith("FAIL").contains("version 99, made by a newer Heliograph");
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_file_that_is_no_database_fails() throws IOException {
        Files.writeString(file(), "notes ".repeat(1_000));

        assertThat(seen(StoreCheckTest::open)).startsWith("FAIL").contains("no SQLite database");
    }

    @Test
    void each_failure_of_a_store_has_its_own_advice() {
        store();

        assertThat(failing(new OldDriverException("SQLite 3.40")))
                .startsWith("FAIL")
                .contains("sqlite-jdbc 3.51.3.0");
        assertThat(failing(new ReadOnlyStoreException(new IOException()))).contains("the right to write");
        assertThat(failing(new DiskFullException(new IOException()))).contains("free some space");
        assertThat(failing(new StoreKeyException("another key"))).contains("--store-key-file FILE");
        assertThat(failing(new StoreBusyException(new IOException())))
                .startsWith("WARN")
                .contains("try again");
        assertThat(failing(new StoreException("else", null))).contains("--store FILE");
    }
}
