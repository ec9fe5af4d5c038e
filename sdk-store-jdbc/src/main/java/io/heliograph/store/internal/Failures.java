package io.heliograph.store.internal;

import io.heliograph.store.DiskFullException;
import io.heliograph.store.ReadOnlyStoreException;
import io.heliograph.store.StoreBusyException;
import io.heliograph.store.StoreException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Turns a driver's exception into the store's own. */
public final class Failures {
    private static final int PRIMARY_CODE = 0xFF; // the rest of an SQLite code says more about the cause

    private static final String NO_CONNECTION =
            "there was no connection in time: the pool has too few, or the server can't be reached";

    private Failures() {}

    public static StoreException ofSqlite(SQLException e) {
        return switch (e.getErrorCode() & PRIMARY_CODE) {
            case 5, 6 -> new StoreBusyException(e);
            case 8 -> new ReadOnlyStoreException(e);
            case 13 -> new DiskFullException(e);
            case 14 ->
                new StoreException("the file can't be opened: its folder must exist and have write permission", e);
            case 11, 26 -> new StoreException("the file is damaged, or no SQLite database", e);
            default -> new StoreException("SQLite failed with code " + e.getErrorCode(), e);
        };
    }

    public static StoreException ofPostgres(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "25006" -> new ReadOnlyStoreException(e);
            case "53100" -> new DiskFullException(e);
            case "55P03", "40P01" -> new StoreBusyException(e);
            default ->
                new StoreException(
                        e instanceof SQLTransientConnectionException && state.isEmpty()
                                ? NO_CONNECTION
                                : problem(state),
                        e);
        };
    }

    /** What went wrong and what to do, by an SQLSTATE, see PostgreSQL's appendix A. */
    private static String problem(String state) {
        String problem = switch (state) {
            case "57014" -> "a statement took longer than statement_timeout, or was cancelled";
            case "40001" -> "a transaction failed because of another one: give the store a pool with READ COMMITTED";
            case "42501" ->
                "the role has no right to: grant it SELECT, INSERT, UPDATE and DELETE on the tables heliograph_*, and CREATE on"
                        + " the schema if it makes them";
            case "3F000" -> "the role's search_path has no schema: set currentSchema in the URL";
            case "42P01" ->
                "a table of the store isn't in the role's search_path; if there is none, let the store create it";
            case "28000", "28P01" -> "the server refused the login: check user and password";
            case "53300" -> "the server has too many connections: make the pools smaller";
            case "08P01" ->
                "the protocol was broken, as by a pooler that refuses; one in transaction mode needs prepareThreshold=0 in the URL";
            case "26000", "42P05" ->
                "prepared statements are mixed up, as by a pooler in transaction mode: add prepareThreshold=0 to the URL";
            default -> "the database failed";
        };
        return problem + " (SQLSTATE " + (state.isEmpty() ? "unknown" : state) + ")";
    }

    /** The failure of a first connection: a driver that can't load its library has no code. */
    public static StoreException ofConnection(SQLException e) {
        Throwable cause = e.getCause();
        if (cause != null && cause.getClass().getName().equals("org.sqlite.NativeLibraryNotFoundException")) {
            return new StoreException(
                    "SQLite's native library can't be loaded: it is unpacked into java.io.tmpdir, which must not be mounted"
                            + " noexec; set -Dorg.sqlite.tmpdir to another folder",
                    e);
        }
        return e.getErrorCode() == 0 ? new StoreException("the database can't be reached", e) : ofSqlite(e);
    }
}
