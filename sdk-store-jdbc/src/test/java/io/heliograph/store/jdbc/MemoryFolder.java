package io.heliograph.store.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes the folders of tests in memory, where the system has room there: tests kill processes and not the machine, so nothing is
 * proved by waiting for a disk. {@code -Dkill-tests.disk=true} takes the disk.
 */
final class MemoryFolder implements TempDirFactory {
    private static final long MIN_BYTES = 2L << 30;
    private static final @Nullable Path MEMORY = memory();

    private static @Nullable Path memory() {
        Path memory = Path.of("/dev/shm");
        try {
            return !Boolean.getBoolean("kill-tests.disk")
                            && Files.isWritable(memory)
                            && Files.getFileStore(memory).getUsableSpace() >= MIN_BYTES
                    ? memory
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** A new folder; whoever calls this deletes it. */
    static Path create(String prefix) throws IOException {
        return MEMORY == null ? Files.createTempDirectory(prefix) : Files.createTempDirectory(MEMORY, prefix);
    }

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
        return create("heliograph-test-");
    }
}
