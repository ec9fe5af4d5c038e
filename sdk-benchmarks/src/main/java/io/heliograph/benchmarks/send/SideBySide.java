package io.heliograph.benchmarks.send;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Sends with several clients in one JVM against one server: in each round every client has one block, in shuffled order, and
 * its time is divided by that of raw OkHttp in the same round. Prints each block as CSV, and the medians of the rounds.
 */
final class SideBySide {
    private static final String RAW = "okhttp";
    private static final int DEFAULT_ROUNDS = 15;
    private static final int DEFAULT_BLOCK = 4000;
    private static final int WARM_UP_BLOCKS = 8;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final List<Client> clients = new ArrayList<>();
    private final Random random = new Random(1);

    /** A client with what was measured of it in each round. */
    private record Client(String name, SendCase send, List<Workers.Measured> blocks) {}

    private SideBySide() {}

    /** Arguments: the server's base URL, threads, rounds, sends in a block, and clients with commas between them. */
    public static void main(String[] arguments) throws Exception {
        String base = arguments[0];
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : DEFAULT_ROUNDS;
        int block = arguments.length > 3 ? Integer.parseInt(arguments[3]) : DEFAULT_BLOCK;
        List<String> names =
                arguments.length > 4 ? Arrays.asList(arguments[4].split(",", -1)) : List.of(RAW, "heliograph");
        new SideBySide().run(base, threads, rounds, block, names);
        System.exit(0); // some clients leave threads that aren't daemons
    }

    private void run(String base, int threads, int rounds, int block, List<String> names) throws Exception {
        names.forEach(name -> clients.add(new Client(name, client(name, base), new ArrayList<>())));
        out.println("round,client,threads,nanos_per_send,bytes_per_send");
        try (Workers workers = new Workers(threads)) {
            for (int round = -WARM_UP_BLOCKS; round < rounds; round++) {
                round(round, workers, block, threads);
            }
        }
        summarise();
        clients.forEach(client -> client.send().close());
    }

    private static SendCase client(String name, String base) {
        return switch (name) {
            case RAW -> OkHttpCases.raw(base);
            case "okhttp-reused" -> OkHttpCases.reused(base);
            case "okhttp-moshi" -> OkHttpCases.moshi(base);
            case "jdk" -> new JdkCase(base);
            case "heliograph" -> new HeliographCase(base);
            default -> throw new IllegalArgumentException("no client has the name " + name);
        };
    }

    private void round(int round, Workers workers, int block, int threads) throws Exception {
        List<Client> order = new ArrayList<>(clients);
        Collections.shuffle(order, random);
        for (Client client : order) {
            Workers.Measured measured = workers.block(client.send(), block);
            if (round >= 0) {
                client.blocks().add(measured);
                out.printf(
                        Locale.ROOT,
                        "%d,%s,%d,%.0f,%.0f%n",
                        round,
                        client.name(),
                        threads,
                        measured.nanos(),
                        measured.bytes());
            }
        }
    }

    private void summarise() {
        List<Workers.Measured> raw = clients.stream()
                .filter(client -> client.name().equals(RAW))
                .findFirst()
                .map(Client::blocks)
                .orElse(List.of());
        for (Client client : clients) {
            List<Workers.Measured> blocks = client.blocks();
            double[] ratios = IntStream.range(0, raw.size())
                    .mapToDouble(at -> blocks.get(at).nanos() / raw.get(at).nanos())
                    .toArray();
            out.printf(
                    Locale.ROOT,
                    "# %-14s %7.1f us, %5.2f of %s, %6.0f bytes%n",
                    client.name(),
                    median(blocks.stream().mapToDouble(Workers.Measured::nanos).toArray()) / 1000,
                    median(ratios),
                    RAW,
                    median(blocks.stream().mapToDouble(Workers.Measured::bytes).toArray()));
        }
    }

    private static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
