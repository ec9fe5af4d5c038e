package io.heliograph;

import io.heliograph.message.Fault;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Shape;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionImport;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionScope;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads who gets no messages, and for which senders that holds. Not thread-safe. */
final class SuppressionSettings {
    private static final String SCOPE = "suppression.scope";
    private static final String FILE = "suppression.file";

    private final ProviderSettings settings;
    private final List<Fault> faults = new ArrayList<>();

    SuppressionSettings(ProviderSettings settings) {
        this.settings = settings;
    }

    /** What is wrong beyond what the settings note themselves. */
    List<Fault> faults() {
        return faults;
    }

    /** For which senders a STOP holds; empty where that isn't set or isn't right. */
    Optional<SuppressionScope> scope() {
        List<SuppressionScope> read = new ArrayList<>();
        settings.text(SCOPE, value -> {
            switch (value.strip()) {
                case "global" -> read.add(SuppressionScope.GLOBAL);
                case "per-sender" -> read.add(SuppressionScope.PER_SENDER);
                default -> faults.add(new Fault(SCOPE, "is " + Shape.of(value) + "; it must be global or per-sender"));
            }
        });
        return read.stream().findFirst();
    }

    /** Who is on the list from the start. A line that can't be read is a fault, because it would be somebody texted. */
    List<Suppression> suppressed() {
        List<Suppression> read = new ArrayList<>();
        settings.text(FILE, value -> read.addAll(read(value.strip())));
        return read;
    }

    private List<Suppression> read(String file) {
        SuppressionList list =
                new SuppressionList(new MemorySuppressionStore(), SuppressionScope.GLOBAL, Clock.systemUTC());
        try (Reader csv = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
            SuppressionImport read = list.importCsv(csv);
            read.faults().forEach(fault -> faults.add(new Fault(FILE, "has a fault: " + fault)));
        } catch (InvalidRequestException e) {
            e.faults().forEach(fault -> faults.add(new Fault(FILE, "has a fault: " + fault)));
        } catch (InvalidPathException e) { // its message may hold anything, like the next one's
            faults.add(new Fault(FILE, "is no path of a file"));
        } catch (IOException e) {
            faults.add(new Fault(FILE, "can't be read: " + e.getClass().getSimpleName()));
        }
        try (Stream<Suppression> all = list.all()) {
            return all.toList();
        }
    }
}
