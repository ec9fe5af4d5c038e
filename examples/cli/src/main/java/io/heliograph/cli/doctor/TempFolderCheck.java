package io.heliograph.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Predicate;

/** Whether programs can be run in the temporary folder, where SQLite's driver puts its native library. */
public final class TempFolderCheck implements Check {
    private static final String NAME = "temp";

    private final Path folder;
    private final Predicate<Path> canRun;

    /** A check of a folder. */
    public TempFolderCheck(Path folder) {
        this(folder, Files::isExecutable); // false on a file system that is mounted noexec
    }

    TempFolderCheck(Path folder, Predicate<Path> canRun) {
        this.folder = folder;
        this.canRun = canRun;
    }

    /** The folder that SQLite's driver uses. */
    public static Path folder() {
        return Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir", "")));
    }

    @Override
    public List<Finding> findings() {
        try {
            Path probe = Files.createTempFile(folder, "sms-doctor", "");
            try {
                if (Files.getFileStore(probe).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(probe, PosixFilePermissions.fromString("rwx------"));
                }
                return List.of(
                        canRun.test(probe)
                                ? Finding.ok(NAME, "", folder + " takes SQLite's native library")
                                : Finding.fail(
                                        NAME,
                                        "",
                                        folder + " is mounted noexec, so SQLite's native library can't be loaded",
                                        "JAVA_TOOL_OPTIONS=-Dorg.sqlite.tmpdir=FOLDER names another"));
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return List.of(Finding.fail(
                    NAME,
                    "",
                    folder + " can't be written to, so SQLite's native library can't be loaded",
                    "JAVA_TOOL_OPTIONS=-Dorg.sqlite.tmpdir=FOLDER names another"));
        }
    }
}
