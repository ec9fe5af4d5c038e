package io.heliograph.benchmarks.startup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures the time from a new JVM to the first accepted send, alternately with each client. Prints each run as CSV, and the
 * medians.
 */
public final class Startup {
    private static final List<String> CLIENTS = List.of("okhttp", "heliograph");
    private static final int DEFAULT_RUNS = 15;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final String base;
    private final String java =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** One JVM: from its start to the accepted send, and how many classes it had loaded. */
    private record Run(double millis, long classes) {}

    private Startup(String base) {
        this.base = base;
    }

    /** Arguments: the server's base URL, runs, and the JVM's options; the class path is this JVM's. */
    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_RUNS;
        List<String> options = Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length);
        new Startup(arguments[0]).run(runs, options);
    }

    private void run(int runs, List<String> options) throws Exception {
        List<List<Run>> all = List.of(new ArrayList<>(), new ArrayList<>());
        out.println("run,client,millis,classes");
        for (int number = 0; number < runs; number++) {
            for (int client = 0; client < CLIENTS.size(); client++) {
                Run run = start(CLIENTS.get(client), options);
                all.get(client).add(run);
                out.printf(Locale.ROOT, "%d,%s,%.1f,%d%n", number, CLIENTS.get(client), run.millis(), run.classes());
            }
        }
        for (int client = 0; client < CLIENTS.size(); client++) {
            double[] millis =
                    all.get(client).stream().mapToDouble(Run::millis).sorted().toArray();
            out.printf(
                    Locale.ROOT,
                    "# %-10s median %.0f ms, least %.0f ms, %d classes%n",
                    CLIENTS.get(client),
                    millis[millis.length / 2],
                    millis[0],
                    all.get(client).get(0).classes());
        }
    }

    /** {@code %s} in an option is the client's name, for an archive of its own. */
    private Run start(String client, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of(java));
        options.forEach(option -> command.add(option.replace("%s", client)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), FirstSend.class.getName(), client, base));
        long from = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = lines.readLine();
            while (line != null && !line.equals("sent")) { // a logging library may print there too
                line = lines.readLine();
            }
            if (line == null) {
                throw new IOException(client + " didn't send");
            }
            long nanos = System.nanoTime() - from;
            long classes = Long.parseLong(lines.readLine());
            process.waitFor();
            return new Run(nanos / 1e6, classes);
        }
    }
}
