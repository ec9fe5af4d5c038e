package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.store.IsolationLevelException;
import io.heliograph.store.ReadOnlyStoreException;
import io.heliograph.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

class SchemaTest {
    private static final int STARTS = 8;

    @TempDir
    private @Nullable Path folder;

    /** A new, empty database of each kind. */
    private DataSource empty(StoreDialect dialect, String name) {
        if (dialect == StoreDialect.POSTGRESQL) {
            return TestPostgres.database(name);
        }
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + Objects.requireNonNull(folder, "folder").resolve(name + ".db"));
        return source;
    }

    private static void run(DataSource source, StoreDialect dialect) {
        Stream.of(dialect.ddl().split(";\n", -1))
                .filter(statement -> !statement.isBlank())
                .forEach(statement -> TestPostgres.execute(source, statement));
    }

    private static void use(DataSource source, boolean create) {
        try (JdbcStore store = JdbcStore.builder(source).createTables(create).open()) {
            claim(store);
        }
    }

    private static void claim(JdbcStore store) {
        Claim unused = store.idempotency()
                .claim(IdempotencyKey.random(), new Fingerprint("a".repeat(64)), "a", Duration.ofSeconds(40));
    }

    /** A script that was published is never changed: the next version has a script of its own. */
    @ParameterizedTest
    @CsvSource({
        "SQLITE, 1, 4ea62f4b073033fc8c166ed10d6f7e9a9a72653c431d8a925236260f164b6d07",
        "SQLITE, 2, 6052caf7f668f05b218712c228b49b4267da4f0b099d51b0f999287a75743136",
        "SQLITE, 3, 9d64147ac8336d739e55f79c6e34fdd2bddf2ec65564c3fa95c9f0ed6b611631",
        "SQLITE, 4, 84346c325a371429b9070bb9c3108fc007b09c76171f7bff2cb172820ac498e7",
        "POSTGRESQL, 1, e5c5e400aebcf912b806707f6d6cc07fdffba347f49765fb3dffaea6c1e3511a",
        "POSTGRESQL, 2, d0b63f5865bb86dc3bdc63c9d62ca7521f62c60bb12ba235c217f00ba50065ea",
        "POSTGRESQL, 3, 967dab52945a3ebb2f597cd0052fe4c2213f51bdcb155af351970b9c01bc98ed",
        "POSTGRESQL, 4, 2d49c82c2e1eb2e260f901e171d4ab7f6d4c9bf0af5ff26dbd15fd47cc57049a"
    })
    void a_published_script_stays_as_it_is(StoreDialect dialect, int version, String hash)
            throws NoSuchAlgorithmException {
        byte[] script = dialect.script(version).getBytes(StandardCharsets.UTF_8);

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(script)))
                .isEqualTo(hash);
    }

    @Test
    void every_version_has_a_hash_above() {
        assertThat(StoreDialect.VERSION).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void tables_that_are_there_need_no_right_to_create_any(StoreDialect dialect) {
        DataSource source = empty(dialect, "made_by_hand");
        assertThatThrownBy(() -> use(source, false))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("StoreDialect." + dialect + ".ddl()");

        run(source, dialect);

        use(source, false);
        use(source, true);
    }

    @ParameterizedTest
    @EnumSource
    void tables_of_a_newer_version_are_refused(StoreDialect dialect) {
        DataSource source = empty(dialect, "newer");
        use(source, true);
        TestPostgres.execute(source, "INSERT INTO heliograph_schema (version) VALUES (99)");

        for (boolean create : new boolean[] {true, false}) {
            assertThatThrownBy(() -> use(source, create))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("version 99, made by a newer Heliograph");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_table_that_is_missing_is_named(StoreDialect dialect) {
        DataSource source = empty(dialect, "incomplete");
        use(source, true);
        TestPostgres.execute(source, "DROP TABLE heliograph_booking");

        assertThatThrownBy(() -> use(source, true))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version " + StoreDialect.VERSION + ", but heliograph_booking isn't there");
    }

    @ParameterizedTest
    @EnumSource
    void of_many_first_starts_at_once_one_creates_the_tables(StoreDialect dialect) throws Exception {
        DataSource source = empty(dialect, "first_starts");
        ExecutorService threads = Executors.newFixedThreadPool(STARTS);
        try {
            List<Callable<Boolean>> starts = Stream.<Callable<Boolean>>generate(() -> () -> {
                        use(source, true);
                        return true;
                    })
                    .limit(STARTS)
                    .toList();

            for (Future<Boolean> start : threads.invokeAll(starts)) {
                assertThat(start.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_database_that_cannot_hold_every_text_is_refused() {
        TestPostgres.execute(
                TestPostgres.database("encodings"),
                "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");

        assertThatThrownBy(() -> use(ConnectionPool.of(TestPostgres.url("latin"), true), true))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("encoding is LATIN1");
    }

    @Test
    void a_role_without_rights_says_which_ones_it_needs() {
        DataSource source = TestPostgres.database("rights");
        TestPostgres.execute(source, "CREATE ROLE guest LOGIN");

        assertThatThrownBy(() -> use(
                        ConnectionPool.of(TestPostgres.url("rights").replace("user=postgres", "user=guest"), true),
                        true))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("grant it SELECT", "SQLSTATE 42501");
    }

    @Test
    void a_role_that_may_not_change_a_setting_claims_nothing() {
        DataSource source = TestPostgres.database("no_update");
        JdbcStore.builder(source).key(new byte[32]).open().close();
        TestPostgres.execute(
                source,
                "CREATE ROLE no_update LOGIN; GRANT ALL ON ALL TABLES IN SCHEMA public TO no_update;"
                        + " REVOKE UPDATE ON heliograph_setting FROM no_update");
        DataSource ofRole =
                ConnectionPool.of(TestPostgres.url("no_update").replace("user=postgres", "user=no_update"), true);

        try (JdbcStore store =
                JdbcStore.builder(ofRole).key(new byte[32]).createTables(false).open()) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> claim(store))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("grant it");
            }
            assertThat(store.info().keys()).isZero();
        }
    }

    @Test
    void a_server_that_may_forget_commits_is_refused() {
        DataSource source = TestPostgres.database("forgetful", "synchronous_commit = off");

        assertThatThrownBy(() -> use(source, true))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("synchronous_commit is off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"repeatable read", "serializable"})
    void a_pool_in_which_sends_at_the_same_time_would_fail_is_refused(String level) {
        DataSource other = TestPostgres.database(
                "isolation_" + level.charAt(0), "default_transaction_isolation = '" + level + "'");
        DataSource usual = TestPostgres.database("isolation_usual_" + level.charAt(0));

        assertThatThrownBy(() -> use(other, true))
                .isInstanceOf(IsolationLevelException.class)
                .hasMessageContainingAll("isolation level " + level, "READ COMMITTED");
        assertThatThrownBy(() -> JdbcStore.builder(usual).rateLimitPool(other).open())
                .isInstanceOf(IsolationLevelException.class);
    }

    @Test
    void a_pool_whose_level_is_the_same_to_the_server_is_taken() {
        DataSource pool = TestPostgres.database("uncommitted", "default_transaction_isolation = 'read uncommitted'");

        JdbcStore store = JdbcStore.builder(pool).rateLimitPool(pool).open();

        assertThat(store.info().keys()).isZero();
        store.close();
    }

    @Test
    void a_standby_or_read_only_server_says_so() {
        DataSource source = TestPostgres.database("read_only", "default_transaction_read_only = on");

        assertThatThrownBy(() -> use(source, true)).isInstanceOf(ReadOnlyStoreException.class);
    }
}
