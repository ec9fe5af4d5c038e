package io.heliograph.cli;

import io.heliograph.cli.process.StateFolder;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.settings.GeneralSetting;
import io.heliograph.settings.Settings;
import io.heliograph.store.StoreException;
import io.heliograph.store.StoreKeyException;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.SqliteStore;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * The options for the SQLite file with keys, suppressions and timelines, by which a repeated key never sends twice: a file in
 * the user's state folder by default.
 */
final class StoreOption {
    static final String SETTING = GeneralSetting.STORE.fullName();

    private static final String MEMORY = "memory";
    private static final String JDBC = "jdbc";

    @ArgGroup
    private Choice choice = new Choice();

    @Option(
            names = StoreKeys.OPTION,
            paramLabel = "FILE",
            description =
                    "A file with the store's key, if it was made with one: 32 bytes in Base64, and in further lines the keys"
                            + " before it while it is replaced. By default " + StoreKeys.FILE_VARIABLE
                            + " names it, or "
                            + StoreKeys.VARIABLE + " is the key.")
    private @Nullable Path keyFile;

    /** A file, or none. */
    static final class Choice {
        @Option(
                names = "--store",
                required = true,
                paramLabel = "FILE",
                description =
                        "The SQLite file that remembers keys; by default one in your state folder, see sms store info.")
        private @Nullable Path file;

        @Option(names = "--no-store", required = true, description = "Remember nothing: the same key sends again.")
        private boolean none;
    }

    /**
     * The file of the option, else of the setting, else in the state folder; empty where none is wanted.
     *
     * @throws CommandFailure if it is no path
     */
    Optional<Path> file(CommandContext context, Settings settings) {
        if (choice.none) {
            return Optional.empty();
        }
        if (choice.file != null) {
            return Optional.of(path("--store", choice.file.toString(), ExitCode.USAGE));
        }
        String place = place(settings).orElse(JDBC);
        return switch (place) {
            case MEMORY -> Optional.empty();
            case JDBC -> Optional.of(StateFolder.of(context.environment()).resolve("sms.db"));
            default -> Optional.of(path(SETTING, place, ExitCode.CONFIGURATION));
        };
    }

    /** The setting; a placeholder in it ends the command. */
    private static Optional<String> place(Settings settings) {
        try {
            return settings.get(SETTING);
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    private static Path path(String name, String place, int exitCode) {
        try {
            return Settings.parsePath(name, place).toAbsolutePath();
        } catch (InvalidRequestException e) {
            throw new CommandFailure(exitCode, e.getMessage() + "; sms takes an SQLite file");
        }
    }

    /** As {@link #open(CommandContext, Settings)}, with the settings of the command. */
    Optional<JdbcStore> open(CommandContext context, ConfigOption config) {
        try {
            return open(context, config.settings(context));
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    /** Opens the store, which {@code sms bulk} can't do without. */
    JdbcStore openForBulk(CommandContext context, ConfigOption config) {
        return open(context, config)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.CONFIGURATION,
                        "sms bulk needs a store: without, nobody knows after a crash who has got the message. Leave out"
                                + " --no-store, or name a file by --store FILE; nothing was sent"));
    }

    /**
     * Opens the store; the caller closes it after its client. Empty where none is wanted.
     *
     * @throws CommandFailure if it can't be opened; nothing has been sent then
     */
    Optional<JdbcStore> open(CommandContext context, Settings settings) {
        return file(context, settings).map(file -> {
            Optional<StoreKeys> keys = StoreKeys.of(keyFile, context.environment());
            return open(file, !isNamed(settings), keys);
        });
    }

    /**
     * Opens a file that is there, and leaves its tables as they are.
     *
     * @throws StoreException if it can't be opened
     */
    JdbcStore openUnchanged(CommandContext context, Path file) {
        JdbcStore.Builder store = SqliteStore.builder(file).createTables(false);
        StoreKeys.of(keyFile, context.environment()).ifPresent(keys -> keys.set(store));
        return store.open();
    }

    /** Whether the option or the setting names the file; else it is in the state folder, which a send creates. */
    boolean isNamed(Settings settings) {
        return choice.file != null
                || place(settings).filter(place -> !place.equals(JDBC)).isPresent();
    }

    private static JdbcStore open(Path file, boolean inStateFolder, Optional<StoreKeys> keys) {
        try {
            if (inStateFolder) {
                StateFolder.create(file);
            }
            JdbcStore.Builder store = SqliteStore.builder(file);
            keys.ifPresent(given -> given.set(store));
            return store.open();
        } catch (StoreKeyException e) {
            throw new CommandFailure(
                    ExitCode.CONFIGURATION,
                    "the store " + file + " can't be used: " + e.getMessage() + "; nothing was sent. "
                            + keys.map(given -> "The key of " + given.source() + " isn't its key")
                                    .orElse("No key was given")
                            + "; " + StoreKeys.OPTION + " FILE names a file with it");
        } catch (StoreException | InvalidRequestException e) {
            throw new CommandFailure(
                    ExitCode.CONFIGURATION,
                    "the store " + file + " can't be used: " + e.getMessage()
                            + "; nothing was sent. Name another file by --store FILE or " + SETTING
                            + ", or do without by --no-store: then the same key sends again");
        }
    }
}
