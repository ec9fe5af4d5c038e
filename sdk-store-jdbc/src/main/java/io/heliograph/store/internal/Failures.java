package io.heliograph.store.internal;

import io.heliograph.store.DiskFullException;
import io.heliograph.store.ReadOnlyStoreException;
import io.heliograph.store.StoreBusyException;
import io.heliograph.store.StoreException;
import java.sql.SQLException;

/** Turns a driver's exception into the store's own. */
public final class Failures {
    private static final int PRIMARY_CODE = 0xFF; // the rest of an SQLite code says more about the cause

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
            case "55P03", "57014", "40P01" -> new StoreBusyException(e);
            default -> new StoreException("the database failed with SQLSTATE " + state, e);
        };
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
