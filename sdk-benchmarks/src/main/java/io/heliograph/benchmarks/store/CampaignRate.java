package io.heliograph.benchmarks.store;

import io.heliograph.SmsClient;
import io.heliograph.campaign.CampaignRequest;
import io.heliograph.campaign.CampaignRun;
import io.heliograph.campaign.CampaignStatus;
import io.heliograph.campaign.Campaigns;
import io.heliograph.campaign.Recipients;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.SqliteStore;
import io.heliograph.thaibulk.ThaiBulk;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How fast a campaign's recipients are stored, sent and reported. The arguments are the server's base URL, a file for SQLite or the
 * JDBC URL of a PostgreSQL database, the number of recipients, and the most of them in one call: 1 sends to each alone.
 */
public final class CampaignRate {
    private static final int RECIPIENTS = 2_000_000;
    private static final int MAX_BULK = 1_000;
    private static final int FIRST = 800_000_000;

    /** A prime below 100 million: multiples of another prime visit all numbers below it in no order. */
    private static final long NUMBERS = 99_999_989;

    private static final long STEP = 7_919_317;
    private static final int MEGABYTE = 1 << 20;

    private CampaignRate() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String place = arguments[1];
        int count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : RECIPIENTS;
        int maxBulk = arguments.length > 3 ? Integer.parseInt(arguments[3]) : MAX_BULK;
        out.printf(
                Locale.ROOT,
                "%,d recipients, at most %,d in a call, heap of %d MB%n",
                count,
                maxBulk,
                Runtime.getRuntime().maxMemory() / MEGABYTE);
        boolean postgres = place.startsWith("jdbc:postgresql:");
        try (ConnectionPool pool = new ConnectionPool(place);
                JdbcStore store =
                        postgres ? JdbcStore.builder(pool.source()).open() : SqliteStore.open(Path.of(place));
                SmsClient client = client(arguments[0], store)) {
            measure(out, store.campaigns(client), count, maxBulk);
        }
    }

    private static void measure(PrintStream out, Campaigns campaigns, int count, int maxBulk) throws IOException {
        String name = IdempotencyKey.random().value();
        long start = System.nanoTime();
        campaigns.create(
                CampaignRequest.text(name, "We open at nine").build(),
                Recipients.of(Stream.concat(numbers(count), numbers(1)))); // the last is a duplicate
        print(out, "stored", count, start);
        start = System.nanoTime();
        CampaignStatus ended =
                campaigns.run(name, CampaignRun.builder().maxBulk(maxBulk).build());
        print(out, "sent", count, start);
        if (ended.counts().accepted() != count || ended.counts().duplicates() != 1) {
            throw new IllegalStateException(ended.toString());
        }
        start = System.nanoTime();
        campaigns.report(name, true, Writer.nullWriter());
        print(out, "reported", count, start);
    }

    private static void print(PrintStream out, String what, int count, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(Locale.ROOT, "%s in %.1f s: %,.0f a second%n", what, seconds, count / seconds);
    }

    private static Stream<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "+66" + (FIRST + i * STEP % NUMBERS));
    }

    private static SmsClient client(String base, JdbcStore store) {
        return SmsClient.builder()
                .provider(ThaiBulk.builder()
                        .apiKey("secret")
                        .from("ACME")
                        .baseUrl(base)
                        .allowCleartext(true)
                        .build())
                .idempotencyStore(store.idempotency())
                .build();
    }
}
