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
 * Who gets no messages, in the CSV file of the setting {@code heliograph.suppression.file}, which every command heeds.
 *
 * <p>A change reads the file, writes another and puts it in its place, under a lock that other processes keep too.
 */
final class SuppressionFile {
    static final String SETTING = "heliograph.suppression.file";

    private final Path file;

    SuppressionFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Who is on it; nobody where there is no such file. */
    SuppressionList read() {
        SuppressionList list =
                new SuppressionList(new MemorySuppressionStore(), SuppressionScope.GLOBAL, Clock.systemUTC());
        if (!Files.exists(file)) {
            return list;
        }
        try (Reader csv = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            ImportResult read = list.importCsv(csv);
            if (read.faulty() > 0) { // written again, the file would lose whom the line means
                throw new CommandFailure(
                        ExitCode.CONFIGURATION,
                        file + " has a fault: " + read.faults().get(0));
            }
            return list;
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, file + " has a fault: " + e.getMessage());
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** Changes it, one process at a time. */
    synchronized void change(Consumer<SuppressionList> how) {
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            SuppressionList list = read();
            how.accept(list);
            if (held.isValid()) {
                write(list);
            }
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private void write(SuppressionList list) throws IOException {
        Path other = Files.createTempFile(file.getParent(), file.getFileName() + ".", ".new");
        try {
            try (Writer csv = Files.newBufferedWriter(other, StandardCharsets.UTF_8)) {
                list.exportCsv(csv);
            }
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(other);
        }
    }

    private CommandFailure failed(String what, IOException e) {
        return new CommandFailure(
                ExitCode.CONFIGURATION,
                file + " can't be " + what + ": " + e.getClass().getSimpleName());
    }

    /** Brings what a client hears of to the file; what goes wrong is told, because somebody would be texted. */
    SuppressionListener keeper(PrintWriter err) {
        return new SuppressionListener() {
            @Override
            public void added(Suppression suppression) {
                told(list -> list.add(suppression));
            }

            @Override
            public void removed(Suppression suppression) {
                told(list -> list.remove(suppression.recipient(), suppression.sender()));
            }

            private void told(Consumer<SuppressionList> how) {
                try {
                    change(how);
                } catch (CommandFailure e) {
                    err.println("sms: " + e.getMessage());
                }
            }
        };
    }
}
