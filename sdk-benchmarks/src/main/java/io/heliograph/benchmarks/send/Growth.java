package io.heliograph.benchmarks.send;

import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.textingline.TextingLine;
import io.heliograph.thaibulk.ThaiBulk;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Sends through clients that are alike but for one thing of which one has much: providers, rules of the route, remembered
 * keys. Prints each block as CSV, and the medians divided by those of the plain client.
 */
final class Growth {
    private static final int MAX_WARM_UP = 30;
    private static final String PLAIN = "plain";

    /** The maximum of a route. */
    private static final int RULES = 500;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final Random random = new Random(1);
    private final List<Client> clients = new ArrayList<>();

    /** A client with what was measured of it in each round. */
    private record Client(String name, HeliographCase send, List<Workers.Measured> blocks) {}

    private Growth() {}

    /** Arguments: the server's base URL, rounds, sends in a block, and how many keys are remembered. */
    public static void main(String[] arguments) throws Exception {
        measure(
                arguments[0],
                arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10,
                arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3000,
                arguments.length > 3 ? Integer.parseInt(arguments[3]) : 1_000_000);
    }

    static void measure(String base, int rounds, int block, int keys) throws Exception {
        new Growth().run(base, rounds, block, keys);
    }

    private void run(String base, int rounds, int block, int keys) throws Exception {
        add(PLAIN, HeliographCase.byDefault(base));
        add("5 providers", fiveProviders(base));
        add(RULES + " rules", rules(base));
        add(String.format(Locale.ROOT, "%d keys", keys), manyKeys(base, keys));
        out.println("round,client,nanos_per_send,cpu_nanos_per_send,bytes_per_send");
        try (Workers workers = new Workers(1)) {
            int warm = WarmUp.until(Math.min(MAX_WARM_UP, rounds * 3), () -> round(-1, workers, block));
            out.printf(Locale.ROOT, "# warm after %d rounds%n", warm);
            for (int round = 0; round < rounds; round++) {
                round(round, workers, block);
            }
        }
        summarise();
        clients.forEach(client -> client.send().close());
    }

    private void add(String name, HeliographCase send) {
        clients.add(new Client(name, send, new ArrayList<>()));
    }

    private static HeliographCase fiveProviders(String base) {
        return HeliographCase.of(
                base,
                builder -> builder.provider(NativeHub.builder()
                                .apiKey("key")
                                .baseUrl(base)
                                .allowCleartext(true)
                                .build())
                        .provider(ThaiBulk.builder()
                                .apiKey("key")
                                .from("ACME")
                                .baseUrl(base)
                                .allowCleartext(true)
                                .build())
                        .provider(TextingLine.builder()
                                .keyId("key")
                                .keySecret("secret")
                                .from("+15005550006")
                                .baseUrl(base)
                                .allowCleartext(true)
                                .build())
                        .provider(AndroidGateway.builder()
                                .username("name")
                                .password("password")
                                .baseUrl(base)
                                .allowCleartext(true)
                                .build())
                        .route("wavix || nativehub || thaibulk || textingline || androidgateway"));
    }

    /** No rule but the last holds for the recipient. */
    private static HeliographCase rules(String base) {
        StringBuilder route = new StringBuilder();
        for (int rule = 0; rule < RULES - 1; rule++) {
            route.append("+669").append(1000 + rule).append(":wavix;");
        }
        return HeliographCase.of(base, builder -> builder.route(route + "*:wavix"));
    }

    private static HeliographCase manyKeys(String base, int keys) {
        MemoryIdempotencyStore store =
                new MemoryIdempotencyStore(2 * Math.max(1, keys), Duration.ofDays(1), Clock.systemUTC());
        HeliographCase send = HeliographCase.of(base, builder -> builder.idempotencyStore(store));
        SendRequest request = SendRequest.to(Texts.TO).text(Texts.text()).build();
        SendOutcome outcome = send.client().trySend(request);
        Fingerprint fingerprint = Fingerprint.of(request);
        for (int i = 0; i < keys; i++) {
            Claim claim = store.claim(IdempotencyKey.of("order-" + i), fingerprint, "owner", Duration.ofMinutes(1));
            if (!store.finish(claim, outcome)) {
                throw new IllegalStateException("the key " + i + " isn't remembered");
            }
        }
        return send;
    }

    private Void round(int round, Workers workers, int block) throws Exception {
        List<Client> order = new ArrayList<>(clients);
        Collections.shuffle(order, random);
        for (Client client : order) {
            Workers.Measured measured = workers.block(client.send(), block);
            if (round >= 0) {
                client.blocks().add(measured);
                out.printf(
                        Locale.ROOT,
                        "%d,%s,%.0f,%.0f,%.0f%n",
                        round,
                        client.name(),
                        measured.nanos(),
                        measured.cpuNanos(),
                        measured.bytes());
            }
        }
        return null;
    }

    private void summarise() {
        List<Workers.Measured> plain = clients.get(0).blocks();
        for (Client client : clients) {
            List<Workers.Measured> blocks = client.blocks();
            double[] ratios = IntStream.range(0, plain.size())
                    .mapToDouble(at -> blocks.get(at).nanos() / plain.get(at).nanos())
                    .toArray();
            out.printf(
                    Locale.ROOT,
                    "# %-14s %5.3f of %s, %7.1f us of a processor, %6.0f bytes%n",
                    client.name(),
                    Medians.of(ratios),
                    PLAIN,
                    Medians.of(blocks, Workers.Measured::cpuNanos) / 1000,
                    Medians.of(blocks, Workers.Measured::bytes));
        }
    }
}
