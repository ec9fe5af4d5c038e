package io.heliograph.benchmarks.send;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    private static final int DEFAULT_ROUNDS = 15;
    private static final int DEFAULT_BLOCK = 4000;
    private static final int MAX_WARM_UP = 40;
    private static final int WARM_UP_FOR_EACH_ROUND = 3;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final List<Client> clients = new ArrayList<>();
    private final Random random = new Random(1);

    /** One block; {@code connections} is how many were opened in it. */
    private record Block(Workers.Measured send, int connections) {}

    /** A client with what was measured of it in each round. */
    private record Client(String name, SendCase send, List<Block> blocks) {}

    private SideBySide() {}

    /** Arguments: the server's base URL, threads, rounds, sends in a block, and clients with commas between them or all. */
    public static void main(String[] arguments) throws Exception {
        String base = arguments[0];
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : DEFAULT_ROUNDS;
        int block = arguments.length > 3 ? Integer.parseInt(arguments[3]) : DEFAULT_BLOCK;
        String names = arguments.length > 4 ? arguments[4] : "all";
        new SideBySide()
                .run(base, threads, rounds, block, names.equals("all") ? Clients.ALL : List.of(names.split(",", -1)));
        System.exit(0); // some clients leave threads that aren't daemons
    }

    /** Measures the clients of these names. */
    static void measure(String base, int threads, int rounds, int block, List<String> names) throws Exception {
        new SideBySide().run(base, threads, rounds, block, names);
    }

    private void run(String base, int threads, int rounds, int block, List<String> names) throws Exception {
        names.forEach(name -> clients.add(new Client(name, Clients.open(name, base), new ArrayList<>())));
        out.println("round,client,threads,tls,nanos_per_send,cpu_nanos_per_send,bytes_per_send,new_connections");
        try (Workers one = new Workers(1);
                Workers workers = new Workers(threads);
                ServerProbe probe = new ServerProbe(base)) {
            int maxWarmUp = Math.min(MAX_WARM_UP, rounds * WARM_UP_FOR_EACH_ROUND);
            int alone = WarmUp.until(maxWarmUp, () -> warmUp(one, block));
            int together = threads == 1 ? 0 : WarmUp.until(maxWarmUp, () -> warmUp(workers, block));
            out.printf(
                    Locale.ROOT, "# warm after %d rounds with one thread and %d with %d%n", alone, together, threads);
            for (int round = 0; round < rounds; round++) {
                for (Client client : shuffled()) {
                    int before = probe.connections();
                    Workers.Measured measured = workers.block(client.send(), block);
                    Block measuredBlock = new Block(measured, probe.connections() - before);
                    client.blocks().add(measuredBlock);
                    print(round, client, threads, base.startsWith("https:"), measuredBlock);
                }
            }
        }
        summarise();
        clients.forEach(client -> client.send().close());
    }

    private List<Client> shuffled() {
        List<Client> order = new ArrayList<>(clients);
        Collections.shuffle(order, random);
        return order;
    }

    private Void warmUp(Workers workers, int block) throws Exception {
        for (Client client : shuffled()) {
            workers.block(client.send(), block);
        }
        return null;
    }

    private void print(int round, Client client, int threads, boolean tls, Block block) {
        out.printf(
                Locale.ROOT,
                "%d,%s,%d,%b,%.0f,%.0f,%.0f,%d%n",
                round,
                client.name(),
                threads,
                tls,
                block.send().nanos(),
                block.send().cpuNanos(),
                block.send().bytes(),
                block.connections());
    }

    private void summarise() {
        List<Block> raw = clients.stream()
                .filter(client -> client.name().equals(Clients.RAW))
                .findFirst()
                .map(Client::blocks)
                .orElse(List.of());
        for (Client client : clients) {
            List<Block> blocks = client.blocks();
            double[] ratios = IntStream.range(0, raw.size())
                    .mapToDouble(at ->
                            blocks.get(at).send().nanos() / raw.get(at).send().nanos())
                    .toArray();
            out.printf(
                    Locale.ROOT,
                    "# %-14s %7.1f us, %5.2f of %s, %7.1f us of a processor, %6.0f bytes, %d new connections%n",
                    client.name(),
                    Medians.of(blocks, block -> block.send().nanos()) / 1000,
                    Medians.of(ratios),
                    Clients.RAW,
                    Medians.of(blocks, block -> block.send().cpuNanos()) / 1000,
                    Medians.of(blocks, block -> block.send().bytes()),
                    blocks.stream().mapToInt(Block::connections).sum());
        }
    }
}
