package io.heliograph.cli;

import io.heliograph.settings.Settings;
import io.heliograph.store.StoreException;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the store is. */
final class StoreOption {
    @Option(names = "--store", paramLabel = "FILE", description = "The SQLite file that remembers what was sent.")
    private @Nullable Path file;

    @Option(names = "--no-store", description = "Remembers nothing.")
    private boolean none;

    /** Opens the store; empty where there is none. */
    Optional<JdbcStore> open(CommandContext context, Settings settings) {
        if (none || file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(SqliteStore.open(file));
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, "the store can't be opened: " + e.getMessage());
        }
    }
}
