package io.heliograph.cli;

import io.heliograph.suppression.ImportResult;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionScope;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A CSV file to import, read before the list is locked.
 *
 * @param undatedSince the time of rows without one: that of the file
 */
record SuppressionImport(String csv, Instant undatedSince) {
    /**
     * The result of an import.
     *
     * @param again how many were added although they had been removed later
     * @param left how many weren't added, because they had been removed later
     */
    record Result(ImportResult counts, long again, long left) {
        String summary() {
            return counts.added() + again + " added, "
                    + (counts.removed() == 0 ? "" : counts.removed() + " removed, ")
                    + (counts.unchanged() - again - left) + " nothing new, " + counts.faulty() + " wrong"
                    + (left == 0 ? "" : "; " + left + " not added, removed later than their row (--again adds them)");
        }
    }

    static SuppressionImport read(String source, InputStream standardInput) throws IOException {
        if (source.equals("-")) {
            return new SuppressionImport(text(standardInput), Instant.now());
        }
        Path file = Path.of(source);
        try (InputStream input = TextInput.open("FILE", file)) {
            return new SuppressionImport(
                    text(input), Files.getLastModifiedTime(file).toInstant());
        }
    }

    /** What isn't UTF-8 is replaced, and so named by the header or the line where it stands. */
    private static String text(InputStream input) throws IOException {
        return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }

    /**
     * Reads the rows, so that a file that isn't a list changes nothing.
     *
     * @throws io.heliograph.message.InvalidRequestException if the header is invalid
     */
    SuppressionList check() {
        SuppressionList alone =
                new SuppressionList(new MemorySuppressionStore(), SuppressionScope.GLOBAL, Clock.systemUTC());
        addTo(alone);
        return alone;
    }

    /** Adds the rows to a list; with {@code again} those too that were removed after their time, from now on. */
    Result into(SuppressionList list, boolean again) {
        ImportResult counts = addTo(list);
        try (Stream<Suppression> all = check().all()) {
            List<Suppression> left = all.filter(
                            row -> list.find(row.recipient(), row.sender()).isEmpty())
                    .toList();
            if (again) {
                left.forEach(row -> list.add(new Suppression(
                        row.recipient(), row.sender(), row.reason(), row.provider(), Instant.now(), row.until())));
            }
            return new Result(counts, again ? left.size() : 0, again ? 0 : left.size());
        }
    }

    private ImportResult addTo(SuppressionList list) {
        try {
            return list.importCsv(new StringReader(csv), undatedSince);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
