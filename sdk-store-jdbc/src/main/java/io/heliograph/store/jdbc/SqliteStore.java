package io.heliograph.store.jdbc;

import io.heliograph.store.StoreException;
import io.heliograph.store.internal.SqliteDatabase;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.sqlite.SQLiteDataSource;

/**
 * Opens stores in an SQLite file. It needs {@code org.xerial:sqlite-jdbc}, which {@code heliograph-store-jdbc} doesn't bring.
 * Thread-safe.
 */
public final class SqliteStore {
    private SqliteStore() {}

    /**
     * Opens the store in a file, which only its owner can read if it is created; several processes of one machine may open it.
     *
     * @throws StoreException if the file can't be opened or written to, or is on a network file system
     */
    public static JdbcStore open(Path file) {
        return builder(file).open();
    }

    /**
     * A builder of a store in a file.
     *
     * @throws StoreException if the driver is missing, or the file can't be created
     */
    public static JdbcStore.Builder builder(Path file) {
        SQLiteDataSource source;
        try {
            source = new SQLiteDataSource();
        } catch (NoClassDefFoundError e) {
            throw new StoreException(
                    "SQLite's driver isn't on the class path: add org.xerial:sqlite-jdbc 3.51.3.0 or newer", e);
        }
        create(file.toAbsolutePath());
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return JdbcStore.builder(source);
    }

    /**
     * Whether other machines may write to a type of file system, as {@link java.nio.file.FileStore#type} names it: no store opens
     * a file there, because the locks of SQLite don't hold.
     */
    public static boolean isNetworkFileSystem(String type) {
        return SqliteDatabase.isShared(type);
    }

    private static void create(Path file) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // The usual case: SQLite opens what is there.
        } catch (IOException e) {
            throw new StoreException("the file can't be created: its folder must exist and have write permission", e);
        }
    }
}
