package io.heliograph.benchmarks.report;

import io.heliograph.benchmarks.report.RawFile.Row;
import io.heliograph.benchmarks.send.Medians;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The figures of the raw files in one folder: medians of the rounds. */
record Figures(Path folder) {
    private static final String RAW = "okhttp";

    List<Row> rows(String name, int jdk, String client) throws IOException {
        Optional<RawFile> file = RawFile.find(folder, name, jdk);
        return file.isEmpty()
                ? List.of()
                : file.get().rows(row -> row.text("client").equals(client));
    }

    /** The median of a column; empty if it wasn't measured. */
    OptionalDouble median(String name, int jdk, String client, String column) throws IOException {
        return median(rows(name, jdk, client), column);
    }

    static OptionalDouble median(List<Row> rows, String column) {
        return rows.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Medians.of(
                        rows.stream().mapToDouble(row -> row.number(column)).toArray()));
    }

    OptionalDouble sum(String name, int jdk, String client, String column) throws IOException {
        List<Row> rows = rows(name, jdk, client);
        return rows.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        rows.stream().mapToDouble(row -> row.number(column)).sum());
    }

    /** The median of the ratios to raw OkHttp within the rounds. */
    OptionalDouble ratio(String name, int jdk, String client, String column) throws IOException {
        return ratio(name, jdk, client, RAW, column);
    }

    OptionalDouble ratio(String name, int jdk, String client, String to, String column) throws IOException {
        List<Row> rows = rows(name, jdk, client);
        List<Row> other = rows(name, jdk, to);
        if (rows.isEmpty() || other.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Medians.of(IntStream.range(0, Math.min(rows.size(), other.size()))
                .mapToDouble(at -> rows.get(at).number(column) / other.get(at).number(column))
                .toArray()));
    }
}
