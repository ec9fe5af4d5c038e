package io.heliograph.cli.process;

import io.heliograph.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The folder of a user for what programs keep between runs: {@code $XDG_STATE_HOME}, or the system's usual one. */
public final class StateFolder {
    private static final String OURS = "heliograph";

    private StateFolder() {}

    public static Path of(Map<String, String> environment) {
        return of(environment, System.getProperty("os.name", ""));
    }

    /** The folder on a system, such as {@code Linux}, {@code Mac OS X} or {@code Windows 11}. */
    public static Path of(Map<String, String> environment, String system) {
        String name = system.toLowerCase(Locale.ROOT);
        Path home = absolute(environment, "HOME").orElseGet(() -> Path.of(System.getProperty("user.home", "")));
        Path state = absolute(environment, "XDG_STATE_HOME").orElseGet(() -> {
            if (name.startsWith("windows")) {
                return absolute(environment, "LOCALAPPDATA")
                        .orElseGet(() -> home.resolve("AppData").resolve("Local"));
            }
            return name.startsWith("mac")
                    ? home.resolve("Library").resolve("Application Support")
                    : home.resolve(".local").resolve("state");
        });
        return state.resolve(OURS).toAbsolutePath();
    }

    /** The path in a variable; empty where it isn't set, or is relative, which the XDG specification says to ignore. */
    private static Optional<Path> absolute(Map<String, String> environment, String variable) {
        try {
            return Optional.of(environment.getOrDefault(variable, ""))
                    .filter(text -> !text.isEmpty())
                    .map(Path::of)
                    .filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Creates the folder of a file, for its owner only. */
    public static void create(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(folder)) {
            return;
        }
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new StoreException("its folder can't be created", e);
        }
    }
}
