package io.heliograph.benchmarks.send;

import io.heliograph.http.HttpOptions;
import io.heliograph.policy.ProviderLimits;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Sends from many virtual threads at once through one client, against a server that lets each of them wait. Prints each block
 * as CSV: the sends of a second, and how often a virtual thread was pinned for more than 20 ms. Needs JDK 21 or newer.
 */
final class VirtualThreads {
    private static final int MAX_WARM_UP = 6;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Random random = new Random(1);
    private final List<Client> clients = new ArrayList<>();

    /** A client with the sends of a second in each round. */
    private record Client(String name, SendCase send, List<Double> perSecond) {}

    private VirtualThreads() {}

    /** Arguments: the server's base URL, threads, rounds, and sends of each thread in a round. */
    public static void main(String[] arguments) throws Exception {
        measure(
                arguments[0],
                Integer.parseInt(arguments[1]),
                arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5,
                arguments.length > 3 ? Integer.parseInt(arguments[3]) : 20);
    }

    static void measure(String base, int threads, int rounds, int each) throws Exception {
        new VirtualThreads().run(base, threads, rounds, each);
    }

    private void run(String base, int threads, int rounds, int each) throws Exception {
        clients.add(new Client(Clients.RAW, OkHttpCases.raw(base), new ArrayList<>()));
        ProviderLimits limits = ProviderLimits.defaults().withConcurrent(threads);
        HttpOptions patient = HttpOptions.defaults().connectTimeout(Duration.ofMinutes(1)); // all connect at once
        SendCase ours = HeliographCase.of(
                base, patient, builder -> builder.limits("wavix", limits).deadline(Duration.ofMinutes(2)));
        clients.add(new Client(HeliographCase.NAME, ours, new ArrayList<>()));
        out.println("round,client,threads,sends_per_second,pinned");
        try (Workers one = new Workers(1)) {
            for (Client client : clients) {
                one.block(client.send(), each);
            }
        }
        int warm = WarmUp.until(Math.min(MAX_WARM_UP, rounds), () -> {
            for (Client client : clients) {
                block(client.send(), threads, each);
            }
            return null;
        });
        out.printf(Locale.ROOT, "# warm after %d rounds%n", warm);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(clients, random);
            for (Client client : clients) {
                round(round, client, threads, each);
            }
        }
        summarise();
        clients.forEach(client -> client.send().close());
    }

    private void round(int round, Client client, int threads, int each) throws Exception {
        try (PinnedThreads pinned = new PinnedThreads()) {
            double perSecond = block(client.send(), threads, each);
            client.perSecond().add(perSecond);
            List<String> where = pinned.stop();
            out.printf(Locale.ROOT, "%d,%s,%d,%.0f,%d%n", round, client.name(), threads, perSecond, where.size());
            where.stream().distinct().forEach(place -> out.println("# pinned " + place));
        }
    }

    private static double block(SendCase client, int threads, int each) throws Exception {
        ExecutorService executor = virtualThreads();
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>(threads);
        for (int at = 0; at < threads; at++) {
            running.add(executor.submit(() -> {
                for (int i = 0; i < each; i++) {
                    client.send();
                }
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        executor.shutdown();
        return (double) threads * each / ((System.nanoTime() - start) / 1e9);
    }

    /** By reflection, because these classes are for JDK 17 as well. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private void summarise() {
        clients.sort((left, right) -> right.name().compareTo(left.name()));
        Client raw = clients.get(0);
        for (Client client : clients) {
            double[] ratios = IntStream.range(0, raw.perSecond().size())
                    .mapToDouble(
                            at -> client.perSecond().get(at) / raw.perSecond().get(at))
                    .toArray();
            out.printf(
                    Locale.ROOT,
                    "# %-14s %,7.0f sends a second, %5.2f of %s%n",
                    client.name(),
                    Medians.of(client.perSecond(), perSecond -> perSecond),
                    Medians.of(ratios),
                    raw.name());
        }
    }
}
