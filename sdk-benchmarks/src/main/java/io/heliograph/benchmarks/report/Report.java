package io.heliograph.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes what the raw files of {@code docs/performance} give into the README and the pages that have marks for it, and the charts. */
final class Report {
    private static final Pattern TABLE =
            Pattern.compile("(<!-- table: ([a-z-]+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);
    private static final String OURS = "heliograph";

    private static final List<Path> PAGES =
            List.of(Path.of("README.md"), Path.of("docs", "performance.md"), Path.of("docs", "one-send-one-sms.md"));

    private final Path root;
    private final Path folder;
    private final Figures figures;

    Report(Path root) {
        this.root = root;
        folder = root.resolve(Path.of("docs", "performance"));
        figures = new Figures(folder);
    }

    /** Argument: the root of the clone. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<Path, String> file :
                new Report(Path.of(arguments[0])).files().entrySet()) {
            Files.createDirectories(file.getKey().toAbsolutePath().getParent());
            Files.writeString(file.getKey(), file.getValue());
        }
    }

    /** The pages and the charts as they must be. */
    Map<Path, String> files() throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        for (Path page : PAGES) {
            files.put(root.resolve(page), page(Files.readString(root.resolve(page))));
        }
        files.put(folder.resolve("sends.svg"), chart("peers-1", "One message after the other"));
        files.put(folder.resolve("threads.svg"), chart("peers-64", "64 threads at once"));
        files.put(folder.resolve("startup.svg"), startup());
        return files;
    }

    private String page(String text) throws IOException {
        Map<String, String> tables = new Tables(figures).all();
        tables.putAll(new PostTables(folder).all());
        return TABLE.matcher(text).replaceAll(marked -> {
            String table = tables.get(marked.group(2));
            if (table == null) {
                throw new IllegalStateException("there is no table " + marked.group(2));
            }
            return Matcher.quoteReplacement(marked.group(1) + table + marked.group(3));
        });
    }

    private String chart(String name, String title) throws IOException {
        BarChart chart = new BarChart(title + ", time beside OkHttp by hand", "less is better; JDK 17, medians");
        for (Map.Entry<String, String> client : Tables.CLIENTS.entrySet()) {
            OptionalDouble ratio = figures.ratio(name, 17, client.getKey(), "nanos_per_send");
            if (ratio.isPresent()) {
                chart.add(
                        client.getValue(),
                        ratio.getAsDouble(),
                        Tables.number("%.2f", ratio),
                        client.getKey().equals(OURS));
            }
        }
        return chart.svg();
    }

    private String startup() throws IOException {
        BarChart chart = new BarChart("A new JVM to its first accepted send", "milliseconds, less is better; medians");
        for (int jdk : Tables.JDKS) {
            for (String file : new String[] {"startup", "startup-cached"}) {
                for (String client : new String[] {"okhttp", OURS}) {
                    OptionalDouble millis = figures.median(file, jdk, client, "millis");
                    if (millis.isPresent()) {
                        String name = (client.equals(OURS) ? "Heliograph" : "OkHttp") + ", JDK " + jdk
                                + (file.equals("startup") ? "" : ", cache");
                        chart.add(name, millis.getAsDouble(), Tables.number("%.0f", millis), client.equals(OURS));
                    }
                }
            }
        }
        return chart.svg();
    }
}
