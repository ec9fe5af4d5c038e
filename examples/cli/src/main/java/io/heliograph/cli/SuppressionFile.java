package io.heliograph.cli;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.suppression.ImportResult;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionListener;
import io.heliograph.suppression.SuppressionScope;
import io.heliograph.suppression.SuppressionStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The CSV file of suppressed numbers, of the setting {@code heliograph.suppression.file}, which every command obeys.
 *
 * <p>A change is appended, under a lock on the file itself: a removal too, as a row with the reason {@code REMOVED}. So the
 * file keeps its mode and owner, may be a symbolic link or a mount, can be shared by processes, and neither a crash nor a
 * full disk nor a reader in between finds less than was in it before.
 */
final class SuppressionFile implements SuppressionPlace {
    static final String SETTING = "heliograph.suppression.file";

    /** The JVM refuses a second lock of its own on a file. */
    private static final Object IN_PROCESS = new Object();

    private final Path file;

    SuppressionFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    Path path() {
        return file;
    }

    @Override
    public SuppressionList read() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            SuppressionList list = list(new MemorySuppressionStore());
            load(list, text(channel), Instant.now());
            return list;
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** One process at a time; a file that isn't there is made. */
    @Override
    public <T> T change(BiFunction<SuppressionList, SuppressionStore, T> edit, Runnable beforeWrite) {
        return change(edit, beforeWrite, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public <T> T changeExisting(BiFunction<SuppressionList, SuppressionStore, T> edit, Runnable beforeWrite) {
        return change(edit, beforeWrite, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private <T> T change(
            BiFunction<SuppressionList, SuppressionStore, T> edit,
            Runnable beforeWrite,
            StandardOpenOption... options) {
        boolean interrupted = Thread.interrupted(); // it would close the channel
        synchronized (IN_PROCESS) {
            try (FileChannel channel = FileChannel.open(file, Set.of(options));
                    FileLock held = channel.lock()) {
                String text = text(channel);
                SuppressionRows rows = new SuppressionRows(new MemorySuppressionStore());
                SuppressionList list = list(rows);
                if (!text.isEmpty()) {
                    load(list, text, Instant.EPOCH); // a row without a time is older than any change
                }
                rows.clear();
                T result = edit.apply(list, rows);
                if (held.isValid() && (!rows.isEmpty() || text.isEmpty())) {
                    beforeWrite.run();
                    append(channel, rows.below(text));
                }
                return result;
            } catch (IOException e) {
                throw failed("written", e);
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private static SuppressionList list(SuppressionStore store) {
        return new SuppressionList(store, SuppressionScope.GLOBAL, Clock.systemUTC());
    }

    private void load(SuppressionList list, String text, Instant undatedSince) throws IOException {
        try {
            ImportResult result = list.importCsv(new StringReader(text), undatedSince);
            if (result.faulty() > 0) { // its recipient would get messages
                throw new CommandFailure(
                        ExitCode.CONFIGURATION,
                        file + " has a fault: " + result.violations().get(0));
            }
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, file + " has a fault: " + e.getMessage());
        }
    }

    private static String text(FileChannel channel) throws IOException {
        byte[] bytes = Channels.newInputStream(channel.position(0)).readAllBytes();
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Writes at the end, down to the disk; what a full disk has taken of it is cut off again. */
    private static void append(FileChannel channel, String rows) throws IOException {
        long end = channel.size();
        try {
            ByteBuffer bytes = ByteBuffer.wrap(rows.getBytes(StandardCharsets.UTF_8));
            channel.position(end);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
    }

    private CommandFailure failed(String what, IOException e) {
        String why = e instanceof NoSuchFileException
                ? "it, or its folder, doesn't exist"
                : e instanceof CharacterCodingException
                        ? "it isn't UTF-8"
                        : e.getClass().getSimpleName();
        return new CommandFailure(ExitCode.CONFIGURATION, file + " can't be " + what + ": " + why);
    }

    /** A listener that writes a client's changes to the file; it prints failures, because a lost opt-out would be texted. */
    SuppressionListener recorder(PrintWriter err) {
        return new SuppressionListener() {
            @Override
            public void added(Suppression suppression) {
                write(store -> store.add(suppression, Instant.now()));
            }

            @Override
            public void removed(Suppression suppression) {
                // By its own time, so that a STOP that is later than the removal, but arrives after it, is kept.
                write(store -> store.remove(suppression.recipient(), suppression.sender(), suppression.since()));
            }

            private void write(Consumer<SuppressionStore> edit) {
                try {
                    change(
                            (list, store) -> {
                                edit.accept(store);
                                return true;
                            },
                            () -> {});
                } catch (CommandFailure e) {
                    err.println("sms: " + e.getMessage());
                }
            }
        };
    }
}
