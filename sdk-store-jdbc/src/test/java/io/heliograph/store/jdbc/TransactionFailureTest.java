package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.store.StoreException;
import io.heliograph.store.internal.PostgresDatabase;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What is left of a transaction that fails in the middle: nothing, and its reason is the one that is thrown. */
class TransactionFailureTest {
    private static final String INSERT = "INSERT INTO heliograph_setting (name, value) VALUES ('half', 'done')";

    private static PostgresDatabase database(String name) {
        DataSource source = TestPostgres.database(name);
        JdbcStore.builder(source).open().close();
        return PostgresDatabase.open(source, () -> PostgresDatabase.NOW);
    }

    private static int settings(PostgresDatabase database) {
        return database.read(
                session -> session.query("SELECT 1 FROM heliograph_setting WHERE name = 'half'", row -> row.getInt(1))
                        .size());
    }

    @Test
    void an_error_commits_nothing() {
        PostgresDatabase database = database("failing_error");

        assertThatThrownBy(() -> database.transaction(session -> {
                    session.update(INSERT);
                    throw new OutOfMemoryError("in a test");
                }))
                .isInstanceOf(OutOfMemoryError.class);

        assertThat(settings(database)).isZero();
    }

    @Test
    void a_connection_that_ends_shows_why() {
        PostgresDatabase database = database("failing_end");

        assertThatThrownBy(() -> database.transaction(session -> {
                    session.update(INSERT);
                    return session.first("SELECT pg_terminate_backend(pg_backend_pid())", row -> row.getBoolean(1));
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("SQLSTATE 57P01")
                .satisfies(
                        failure -> assertThat(Arrays.stream(failure.getCause().getSuppressed()))
                                .as("the rollback failed too")
                                .hasAtLeastOneElementOfType(SQLException.class));
        assertThat(settings(database)).isZero();
    }
}
