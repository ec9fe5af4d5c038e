package io.heliograph.cli.doctor;

import io.heliograph.store.DiskFullException;
import io.heliograph.store.OldDriverException;
import io.heliograph.store.ReadOnlyStoreException;
import io.heliograph.store.StoreBusyException;
import io.heliograph.store.StoreException;
import io.heliograph.store.StoreKeyException;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.StoreDialect;
import io.heliograph.store.jdbc.StoreInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;

/** Whether the store opens: the driver, the version of its tables, its key; and how many keys have no certain outcome. */
public final class StoreCheck implements Check {
    private static final String NAME = "store";

    private final Optional<Path> place;
    private final boolean isNamed;
    private final Function<Path, JdbcStore> open;

    /**
     * A check of a file.
     *
     * @param place the file; empty if nothing is remembered
     * @param isNamed whether an option or a setting names the file, so that nobody makes its folder
     * @param open opens the store, and leaves its tables as they are
     */
    public StoreCheck(Optional<Path> place, boolean isNamed, Function<Path, JdbcStore> open) {
        this.place = place;
        this.isNamed = isNamed;
        this.open = open;
    }

    @Override
    public List<Finding> findings() {
        return List.of(place.map(this::of)
                .orElseGet(() -> Finding.warn(
                        NAME,
                        "",
                        "no store: the same --key sends again in another run",
                        "leave out --no-store and heliograph.store=memory")));
    }

    private Finding of(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (isNamed && folder != null && !Files.isDirectory(folder)) {
            return Finding.fail(
                    NAME, "", "the folder of " + file + " doesn't exist", "make the folder, or name another file");
        }
        if (!Files.exists(file)) {
            return Finding.ok(NAME, "", file + " doesn't exist yet; the first send creates it");
        }
        int version = version(file);
        if (version > 0 && version < StoreDialect.VERSION) {
            return Finding.warn(
                    NAME,
                    "",
                    file + " has tables of version " + version + ", and this is version " + StoreDialect.VERSION,
                    "the next send brings them up to date; older programs can't open it then");
        }
        try (JdbcStore store = open.apply(file)) {
            StoreInfo info = store.info();
            String seen = file + ", version " + info.version() + ", SQLite's driver " + SQLiteJDBCLoader.getVersion()
                    + ", " + info.keys() + (info.keys() == 1 ? " key" : " keys");
            return info.unresolved() == 0
                    ? Finding.ok(NAME, "", seen)
                    : Finding.warn(
                            NAME,
                            "",
                            seen + ", " + info.unresolved() + " without a certain outcome",
                            "sms reconcile --pending finds out what it can");
        } catch (StoreException e) {
            return failed(file, e);
        }
    }

    /** The version of the tables; 0 where it can't be read, which the store itself explains. */
    private static int version(Path file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        source.setReadOnly(true);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(version) FROM heliograph_schema")) {
            return row.next() ? row.getInt(1) : 0;
        } catch (SQLException e) {
            return 0;
        }
    }

    private static Finding failed(Path file, StoreException e) {
        String seen = file + " can't be used: " + e.getMessage();
        if (e instanceof StoreBusyException) {
            return Finding.warn(NAME, "", seen, "another program holds it; try again");
        }
        return Finding.fail(NAME, "", seen, advice(e));
    }

    private static String advice(StoreException e) {
        if (e instanceof OldDriverException) {
            return "take org.xerial:sqlite-jdbc 3.51.3.0 or newer";
        }
        if (e instanceof ReadOnlyStoreException) {
            return "give its owner the right to write, to the file and its folder";
        }
        if (e instanceof DiskFullException) {
            return "free some space on its disk";
        }
        return e instanceof StoreKeyException
                ? "--store-key-file FILE names a file with its key"
                : "mend the file, or name another by --store FILE: without it the same key sends again";
    }
}
