package io.heliograph.benchmarks.bulk;

import io.heliograph.SmsClient;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.thaibulk.ThaiBulk;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/**
 * Sends one content to many recipients by one call: by the client, with its checks and without duplicates, and beside it by
 * OkHttp, with the same bytes written to Okio's sink as the recipients are read.
 */
public final class BulkWindow {
    private static final int RECIPIENTS = 2_000_000;
    private static final int ROUNDS = 9;
    private static final String TEXT = "We open at nine";
    private static final String BEGIN = "{\"sender\":\"ACME\",\"content\":\"" + TEXT + "\",\"msisdns\":[";
    private static final String END = "]}";
    private static final int FIRST = 800_000_000;

    /** A prime below 100 million: multiples of another prime visit all numbers below it in no order. */
    private static final long NUMBERS = 99_999_989;

    private static final long STEP = 7_919_317;
    private static final double NANOS = 1e6;
    private static final int MEGABYTE = 1 << 20;

    private BulkWindow() {}

    /** Arguments: the server's base URL, the number of recipients, the number of rounds. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : RECIPIENTS;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : ROUNDS;
        double[] ratios = new double[rounds];
        double[] cpuRatios = new double[rounds];
        try (SmsClient client = client(arguments[0])) {
            OkHttpClient okHttp = new OkHttpClient();
            for (int round = 0; round < rounds; round++) {
                Measured written = Measured.of(() -> write(okHttp, arguments[0], count));
                Measured sent = Measured.of(() -> send(client, count));
                ratios[round] = sent.millis() / written.millis();
                cpuRatios[round] = sent.cpuMillis() / written.cpuMillis();
                out.printf(
                        Locale.ROOT,
                        "round %d: okio %.0f ms (CPU %.0f), heliograph %.0f ms (CPU %.0f), ratio %.2f (CPU %.2f)%n",
                        round + 1,
                        written.millis(),
                        written.cpuMillis(),
                        sent.millis(),
                        sent.cpuMillis(),
                        ratios[round],
                        cpuRatios[round]);
            }
        }
        Arrays.sort(ratios);
        Arrays.sort(cpuRatios);
        out.printf(
                Locale.ROOT,
                "%d recipients, heap of %d MB: median ratio %.2f (CPU %.2f)%n",
                count,
                Runtime.getRuntime().maxMemory() / MEGABYTE,
                ratios[rounds / 2],
                cpuRatios[rounds / 2]);
    }

    /** The time of one block, and the CPU time of its thread, which other processes change less. */
    private record Measured(double millis, double cpuMillis) {
        static Measured of(Block block) throws IOException {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long begin = System.nanoTime();
            long cpuBegin = threads.getCurrentThreadCpuTime();
            block.run();
            long cpu = threads.getCurrentThreadCpuTime() - cpuBegin;
            return new Measured((System.nanoTime() - begin) / NANOS, cpu / NANOS);
        }
    }

    private interface Block {
        void run() throws IOException;
    }

    private static SmsClient client(String base) {
        return SmsClient.builder()
                .provider(ThaiBulk.builder()
                        .apiKey("secret")
                        .from("ACME")
                        .baseUrl(base)
                        .allowCleartext(true)
                        .chunkSize(RECIPIENTS)
                        .build())
                .build();
    }

    private static Stream<String> recipients(int count) {
        return IntStream.range(0, count).mapToObj(i -> "+66" + (FIRST + i * STEP % NUMBERS));
    }

    private static void send(SmsClient client, int count) {
        BulkReport report = client.bulk(BulkRequest.to(recipients(count), content -> content.text(TEXT)), part -> {});
        if (report.accepted() != count) {
            throw new IllegalStateException(report.toString());
        }
    }

    private static void write(OkHttpClient client, String base, int count) throws IOException {
        Request request = new Request.Builder()
                .url(base + "/sms/send")
                .header("x-api-key", "secret")
                .post(new ManyRecipients(count))
                .build();
        try (Response response = client.newCall(request).execute()) {
            response.body().bytes();
        }
    }

    private static final class ManyRecipients extends RequestBody {
        private static final int DIGITS = 11;
        private static final int PUNCTUATION = 3;
        private final int count;

        private ManyRecipients(int count) {
            this.count = count;
        }

        @Override
        public MediaType contentType() {
            return MediaType.get("application/json; charset=utf-8");
        }

        @Override
        public long contentLength() {
            return BEGIN.length() + (DIGITS + PUNCTUATION) * (long) count - 1 + END.length();
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.writeUtf8(BEGIN);
            String separator = "\"";
            for (String number : (Iterable<String>) recipients(count)::iterator) {
                sink.writeUtf8(separator).writeUtf8(number, 1, number.length()).writeByte('"');
                separator = ",\"";
            }
            sink.writeUtf8(END);
        }
    }
}
