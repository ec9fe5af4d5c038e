package io.heliograph.store.jdbc;

import io.heliograph.store.StoreException;
import io.heliograph.store.internal.Database;
import io.heliograph.store.internal.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The version of a database's tables: checks it, and creates or updates the tables. */
final class Schema {
    /** Two first starts exclude each other in PostgreSQL by this number; SQLite has one writer. */
    private static final String POSTGRES_LOCK = "SELECT pg_advisory_xact_lock(5216719201734482049)";

    private final Database database;
    private final StoreDialect dialect;

    Schema(Database database, StoreDialect dialect) {
        this.database = database;
        this.dialect = dialect;
    }

    /**
     * Makes sure that the tables have the version of this library.
     *
     * @param create whether to create or update them; otherwise they must be there
     */
    void prepare(boolean create) {
        int version = create ? database.transaction(this::update) : database.read(this::version);
        if (version > StoreDialect.VERSION) {
            throw new StoreException(
                    "the tables have version " + version + ", made by a newer Heliograph; this one knows version "
                            + StoreDialect.VERSION + ": update it",
                    null);
        }
        if (version < StoreDialect.VERSION) {
            throw new StoreException(
                    "the tables have version " + version + " and must have version " + StoreDialect.VERSION
                            + ": run the statements of StoreDialect." + dialect
                            + ".ddl(), or let the store create them",
                    null);
        }
        SortedSet<String> missing = new TreeSet<>(dialect.tables());
        missing.removeAll(database.read(this::tables));
        if (!missing.isEmpty()) {
            throw new StoreException(
                    "the tables have version " + version + ", but " + String.join(", ", missing)
                            + " isn't there: another build has made them, or somebody has dropped it; begin with empty tables,"
                            + " or another file",
                    null);
        }
    }

    private List<String> tables(Session session) throws SQLException {
        return session.query(
                dialect == StoreDialect.POSTGRESQL
                        ? "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = ANY (current_schemas(false))"
                        : "SELECT name FROM sqlite_master WHERE type = 'table'",
                row -> row.getString(1));
    }

    private int update(Session session) throws SQLException {
        int version = version(session);
        if (version >= StoreDialect.VERSION) {
            return version;
        }
        if (dialect == StoreDialect.POSTGRESQL) {
            session.execute(POSTGRES_LOCK);
            version = version(session); // another process may have been faster
        }
        for (int next = version + 1; next <= StoreDialect.VERSION; next++) {
            for (String statement : dialect.statements(next)) {
                session.execute(statement);
            }
        }
        return Math.max(version, StoreDialect.VERSION);
    }

    /** The version of the tables; 0 where there are none. */
    private int version(Session session) throws SQLException {
        String exists = dialect == StoreDialect.POSTGRESQL
                ? "SELECT 1 FROM pg_catalog.pg_tables WHERE tablename = 'heliograph_schema'"
                        + " AND schemaname = ANY (current_schemas(false))"
                : "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'heliograph_schema'";
        if (session.first(exists, row -> row.getInt(1)).isEmpty()) {
            return 0;
        }
        Optional<Integer> version = session.first("SELECT max(version) FROM heliograph_schema", row -> row.getInt(1));
        return version.orElse(0);
    }
}
