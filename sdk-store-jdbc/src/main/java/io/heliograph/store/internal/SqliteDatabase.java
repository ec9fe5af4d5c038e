package io.heliograph.store.internal;

import io.heliograph.store.OldDriverException;
import io.heliograph.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** An SQLite file, used by one thread of this process; other processes may use it too. */
public final class SqliteDatabase implements Database {
    /** Earlier versions can damage a file in WAL mode when a checkpoint meets a write. */
    private static final List<Integer> MIN_VERSION = List.of(3, 51, 3);

    private static final int BUSY = 5;
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    private static final int WAL_TRIES = 50;

    /** The types of file systems, as Java gives them, that may be shared with other machines. */
    private static final Set<String> SHARED_TYPES = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "9p",
            "afs",
            "afpfs",
            "webdav",
            "davfs",
            "ncpfs",
            "gfs",
            "gfs2",
            "ocfs2",
            "lustre",
            "ceph",
            "glusterfs",
            "beegfs",
            "gpfs",
            "vboxsf",
            "vmhgfs",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.ceph",
            "fuse.s3fs",
            "fuse.rclone",
            "fuse.gcsfuse",
            "fuse.davfs2",
            "virtiofs");

    private final Session session;
    private final MachineClock clock;
    private final GroupCommit writer;

    private SqliteDatabase(Session session, MachineClock clock) {
        this.session = session;
        this.clock = clock;
        writer = new GroupCommit(session);
    }

    public static SqliteDatabase open(DataSource source, MachineClock clock) throws SQLException {
        Connection connection = source.getConnection();
        try {
            connection.setAutoCommit(true); // transactions begin with BEGIN IMMEDIATE
            Session session = Session.kept(connection, new DatabaseTime.Value(clock::micros));
            setUp(session);
            return new SqliteDatabase(session, clock);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void setUp(Session session) throws SQLException {
        session.execute("PRAGMA busy_timeout = " + BUSY_TIMEOUT_MILLIS); // first: the others wait for locks
        checkVersion(pragma(session, "SELECT sqlite_version()"));
        String file = session.first(
                        "SELECT file FROM pragma_database_list WHERE name = 'main'", row -> row.getString(1))
                .orElse("");
        if (file == null || file.isEmpty()) {
            throw new StoreException("the SQLite database is in memory, so it doesn't survive: give it a file", null);
        }
        checkFileSystem(Path.of(file));
        String mode = journalMode(session);
        if (!mode.equals("wal")) {
            throw new StoreException("the file's journal mode is " + mode + " and can't be set to WAL", null);
        }
        session.execute("PRAGMA synchronous = FULL"); // NORMAL loses the last commits when the power fails
    }

    private static String pragma(Session session, String sql) throws SQLException {
        return session.first(sql, row -> row.getString(1)).orElse("");
    }

    /** Sets the journal mode. SQLite doesn't wait for the lock of this one, so two first starts may meet. */
    private static String journalMode(Session session) throws SQLException {
        for (int i = 1; ; i++) {
            try {
                session.execute("PRAGMA journal_mode = WAL");
                return pragma(session, "SELECT journal_mode FROM pragma_journal_mode");
            } catch (SQLException e) {
                if ((e.getErrorCode() & 0xFF) != BUSY || i == WAL_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BUSY_TIMEOUT_MILLIS / WAL_TRIES));
            }
        }
    }

    /** Refuses a version of SQLite that isn't safe. */
    public static void checkVersion(String version) {
        String[] parts = version.split("\\.", -1);
        for (int i = 0; i < MIN_VERSION.size(); i++) {
            int part = i < parts.length && parts[i].matches("[0-9]{1,9}") ? Integer.parseInt(parts[i]) : 0;
            if (part > MIN_VERSION.get(i)) {
                return;
            }
            if (part < MIN_VERSION.get(i)) {
                throw new OldDriverException("SQLite " + version
                        + " can damage a file in WAL mode: use 3.51.3 or newer, which sqlite-jdbc 3.51.3.0 brings");
            }
        }
    }

    private static void checkFileSystem(Path file) {
        try {
            checkFileSystemType(Files.getFileStore(file).type());
        } catch (IOException e) {
            throw new StoreException("the file system of the file can't be identified", e);
        }
    }

    /** Refuses a file system that other machines may write to. */
    public static void checkFileSystemType(String type) {
        if (isShared(type)) {
            throw new StoreException(
                    "the file is on a network file system (" + type
                            + "), whose locks don't hold for SQLite in WAL mode: use a local disk, or PostgreSQL",
                    null);
        }
    }

    /** Whether other machines may write to a file system of this type. */
    public static boolean isShared(String type) {
        return SHARED_TYPES.contains(type.toLowerCase(Locale.ROOT));
    }

    @Override
    public <T> T read(Work<T> work) {
        return writer.run(false, work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return writer.run(true, work);
    }

    @Override
    public <T> T transaction(Work<T> work) {
        return writer.run(true, work);
    }

    @Override
    public Session session(Connection connection) {
        return Session.once(connection, new DatabaseTime.Value(clock::micros));
    }

    @Override
    public String lockRows() {
        return ""; // a transaction that writes has the whole file
    }

    @Override
    public String lockFreeRows() {
        return "";
    }

    /** The wall clock's: the clock of leases stands still while the machine sleeps. */
    @Override
    public long calendarMicros(Session used) {
        return clock.wallMicros();
    }

    @Override
    public void startClock() {
        transaction(shared -> {
            clock.share(shared);
            return true;
        });
    }

    @Override
    public void close() {
        writer.close();
        try {
            session.close();
        } catch (SQLException e) {
            throw Failures.ofSqlite(e);
        }
    }
}
