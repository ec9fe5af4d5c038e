package io.heliograph.cli.doctor;

import io.heliograph.store.jdbc.SqliteStore;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the disk of the store can hold it: not shared with other machines, writable, and with space left. */
public final class DiskCheck implements Check {
    private static final String NAME = "disk";
    private static final long MEGABYTE = 1 << 20;
    private static final long FULL = 10 * MEGABYTE;
    private static final long NEARLY_FULL = 200 * MEGABYTE;

    private final Path place;
    private final Reader reader;

    /**
     * What is known of a disk.
     *
     * @param type as {@link FileStore#type} names it
     * @param usable the free bytes
     * @param isReadOnly whether nothing can be written
     */
    record Disk(String type, long usable, boolean isReadOnly) {
        static Disk of(Path place) throws IOException {
            FileStore store = Files.getFileStore(place);
            return new Disk(store.type(), store.getUsableSpace(), store.isReadOnly());
        }
    }

    /** Reads what is known of the disk of a path that exists. */
    @FunctionalInterface
    interface Reader {
        Disk read(Path place) throws IOException;
    }

    /** A check of the disk that a file is on, or will be. */
    public DiskCheck(Path file) {
        this(file, Disk::of);
    }

    DiskCheck(Path file, Reader reader) {
        place = existing(file.toAbsolutePath());
        this.reader = reader;
    }

    private static Path existing(Path file) {
        Path place = file;
        while (!Files.exists(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return place;
    }

    @Override
    public List<Finding> findings() {
        Disk disk;
        try {
            disk = reader.read(place);
        } catch (IOException e) {
            return List.of(
                    Finding.fail(NAME, "", "the disk of " + place + " can't be read", "name another by --store"));
        }
        List<Finding> found = new ArrayList<>();
        if (SqliteStore.isNetworkFileSystem(disk.type())) {
            found.add(Finding.fail(
                    NAME,
                    "",
                    "the store is on a network file system (" + disk.type() + "), whose locks don't hold",
                    "take a file on a local disk by --store or heliograph.store, or PostgreSQL"));
        }
        if (disk.isReadOnly() || !Files.isWritable(place)) {
            found.add(Finding.fail(
                    NAME, "", place + " can't be written to", "mount it for writing, or name another by --store"));
        }
        String left = disk.usable() / MEGABYTE + " MB free";
        if (disk.usable() < FULL) {
            found.add(Finding.fail(NAME, "", "the disk is full: " + left, "free some space: a send without it fails"));
        } else if (disk.usable() < NEARLY_FULL) {
            found.add(Finding.warn(NAME, "", "the disk is nearly full: " + left, "free some space"));
        }
        return found.isEmpty() ? List.of(Finding.ok(NAME, "", disk.type() + ", " + left)) : found;
    }
}
