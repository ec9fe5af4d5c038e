package io.heliograph.cli;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.suppression.ImportResult;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionListener;
import io.heliograph.suppression.SuppressionScope;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * The CSV file of suppressed numbers, of the setting {@code heliograph.suppression.file}, which every command obeys.
 *
 * <p>A change reads the file, writes a new one and moves it over the old, under a lock between processes.
 */
final class SuppressionFile {
    static final String SETTING = "heliograph.suppression.file";

    private final Path file;

    SuppressionFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** The list in the file; an empty one if there is no such file. */
    SuppressionList read() {
        SuppressionList list =
                new SuppressionList(new MemorySuppressionStore(), SuppressionScope.GLOBAL, Clock.systemUTC());
        if (!Files.exists(file)) {
            return list;
        }
        try (Reader csv = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            ImportResult result = list.importCsv(csv);
            if (result.faulty() > 0) { // a rewritten file would lose the number of that line
                throw new CommandFailure(
                        ExitCode.CONFIGURATION,
                        file + " has a fault: " + result.violations().get(0));
            }
            return list;
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, file + " has a fault: " + e.getMessage());
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** Changes the list, one process at a time. */
    synchronized void change(Consumer<SuppressionList> edit) {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            SuppressionList list = read();
            edit.accept(list);
            if (held.isValid()) {
                write(list);
            }
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private void write(SuppressionList list) throws IOException {
        Path replacement = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".new");
        try {
            try (Writer csv = Files.newBufferedWriter(replacement, StandardCharsets.UTF_8)) {
                list.exportCsv(csv);
            }
            Files.move(replacement, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(replacement);
        }
    }

    private CommandFailure failed(String what, IOException e) {
        return new CommandFailure(
                ExitCode.CONFIGURATION,
                file + " can't be " + what + ": " + e.getClass().getSimpleName());
    }

    /** A listener that writes a client's changes to the file; it prints failures, because a lost opt-out would be texted. */
    SuppressionListener recorder(PrintWriter err) {
        return new SuppressionListener() {
            @Override
            public void added(Suppression suppression) {
                write(list -> list.add(suppression));
            }

            @Override
            public void removed(Suppression suppression) {
                write(list -> list.remove(suppression.recipient(), suppression.sender()));
            }

            private void write(Consumer<SuppressionList> edit) {
                try {
                    change(edit);
                } catch (CommandFailure e) {
                    err.println("sms: " + e.getMessage());
                }
            }
        };
    }
}
