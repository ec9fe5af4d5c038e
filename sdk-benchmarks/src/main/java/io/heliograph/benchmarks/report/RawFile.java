package io.heliograph.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a benchmark printed: lines of CSV below one with their names, and remarks behind a {@code #}. Immutable. */
record RawFile(List<String> lines) {
    /** A line of CSV by the names of its columns. */
    record Row(Map<String, String> values) {
        String text(String column) {
            return values.getOrDefault(column, "");
        }

        double number(String column) {
            return Double.parseDouble(text(column));
        }
    }

    /** The file of a measurement on a JDK; empty if it wasn't made. */
    static Optional<RawFile> find(Path folder, String name, int jdk) throws IOException {
        Path file = folder.resolve(name + "-" + jdk + ".csv");
        return Files.exists(file) ? Optional.of(new RawFile(Files.readAllLines(file))) : Optional.empty();
    }

    List<Row> rows(Predicate<Row> which) {
        List<List<String>> all = lines.stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Arrays.asList(line.replace("\"", "").split(",", -1)))
                .toList();
        return all.stream()
                .skip(1)
                .map(values -> row(all.get(0), values))
                .filter(which)
                .toList();
    }

    private static Row row(List<String> names, List<String> values) {
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            row.put(names.get(i), values.get(i));
        }
        return new Row(row);
    }

    /** The last line that is like this, in parts. */
    Optional<MatchResult> last(Pattern pattern) {
        return lines.stream().flatMap(line -> pattern.matcher(line).results()).reduce((earlier, later) -> later);
    }

    /** Where and when it was measured: the lines above the CSV without their {@code #}. */
    String circumstances() {
        return lines.stream()
                .skip(1)
                .takeWhile(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .reduce((left, right) -> left + "; " + right)
                .orElse("");
    }
}
