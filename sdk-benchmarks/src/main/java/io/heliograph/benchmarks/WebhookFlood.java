package io.heliograph.benchmarks;

import io.heliograph.SmsClient;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.server.WebhookServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed delivery reports: half of them to {@code receive} on one thread, half to a {@link WebhookServer} over loopback
 * connections, with retries after a 503. Prints each round as CSV; the first rounds are cold. The vendor's side uses the same
 * cores.
 */
final class WebhookFlood {
    private static final String SECRET = "a-secret-for-a-benchmark";
    private static final int ROUNDS = 8;

    private final SmsClient client = SmsClient.builder()
            .provider(NativeHub.builder()
                    .apiKey("key")
                    .baseUrl("http://127.0.0.1:9")
                    .allowCleartext(true)
                    .webhookSecrets(SECRET)
                    .build())
            .build();

    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();

    private WebhookFlood() {}

    /** Arguments: reports in a round, connections, rounds. */
    public static void main(String[] arguments) throws Exception {
        int reports = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int connections = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : ROUNDS;
        measure(reports, connections, rounds);
    }

    static void measure(int reports, int connections, int rounds) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("round,received_per_second,received_per_cpu_second,served_per_second,repeated,lost,megabytes");
        for (int round = 1; round <= rounds; round++) {
            new WebhookFlood().run(out, round, reports, connections);
        }
    }

    private void run(PrintStream out, int round, int reports, int connections) throws Exception {
        List<byte[]> bodies = bodies(round, reports);
        List<byte[]> received = bodies.subList(0, reports / 2);
        List<Map<String, List<String>>> headers = received.stream()
                .map(body -> Map.of("X-Webhook-Signature", List.of(signature(body))))
                .toList();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long direct = time(() -> receive(received, headers));
        cpu = threads.getCurrentThreadCpuTime() - cpu;
        handled.set(0);
        List<byte[]> posts = posts(bodies.subList(reports / 2, reports));
        WebhookServer server = WebhookServer.builder(client)
                .handler(event -> handled.incrementAndGet())
                .start();
        long served = time(() -> flood(server.port(), posts, connections));
        server.close();
        client.close();
        long lost = posts.size() - handled.get();
        out.printf(
                Locale.ROOT,
                "%d,%d,%d,%d,%d,%d,%d%n",
                round,
                perSecond(received.size(), direct),
                perSecond(received.size(), cpu),
                perSecond(posts.size(), served),
                repeated.get(),
                lost,
                memory());
        if (lost != 0) {
            throw new IllegalStateException(lost + " reports were lost");
        }
    }

    private Void receive(List<byte[]> bodies, List<Map<String, List<String>>> headers) {
        URI url = URI.create("/webhooks/sms/nativehub");
        for (int i = 0; i < bodies.size(); i++) {
            WebhookRequest request = new WebhookRequest(headers.get(i), bodies.get(i), url);
            client.webhooks().receive("nativehub", request, event -> handled.incrementAndGet());
        }
        return null;
    }

    private Void flood(int port, List<byte[]> posts, int connections) throws Exception {
        ExecutorService vendor = Executors.newFixedThreadPool(connections);
        List<Future<?>> running = new ArrayList<>();
        for (int each = 0; each < connections; each++) {
            int first = each;
            running.add(vendor.submit(() -> connection(port, posts, first, connections)));
        }
        for (Future<?> one : running) {
            one.get();
        }
        vendor.shutdown();
        return null;
    }

    private Void connection(int port, List<byte[]> posts, int first, int step) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (int i = first; i < posts.size(); i += step) {
                int status;
                do {
                    out.write(posts.get(i));
                    status = status(in);
                    if (status == 503) {
                        repeated.incrementAndGet();
                    } else if (status != 204) {
                        throw new IOException("the answer was " + status);
                    }
                } while (status == 503);
            }
        }
        return null;
    }

    /** Reads a response without a body. */
    private static int status(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            head.append((char) next);
        }
        return Integer.parseInt(head.substring(9, 12));
    }

    private static List<byte[]> bodies(int round, int reports) {
        List<byte[]> bodies = new ArrayList<>(reports);
        for (int i = 0; i < reports; i++) {
            String json = "{\"event\":\"dlr\",\"message_id\":\"msg_" + round + "_" + i
                    + "\",\"status\":\"delivered\",\"error_code\":null,\"destination\":\"668"
                    + String.format(Locale.ROOT, "%08d", i)
                    + "\",\"delivered_at\":\"2026-02-01T12:00:00Z\"}";
            bodies.add(json.getBytes(StandardCharsets.UTF_8));
        }
        return bodies;
    }

    private static List<byte[]> posts(List<byte[]> bodies) {
        return bodies.stream()
                .map(body -> {
                    String head = "POST /webhooks/sms/nativehub HTTP/1.1\r\nHost: localhost\r\nX-Webhook-Signature: "
                            + signature(body) + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                            + "\r\n\r\n";
                    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
                    byte[] all = new byte[start.length + body.length];
                    System.arraycopy(start, 0, all, 0, start.length);
                    System.arraycopy(body, 0, all, start.length, body.length);
                    return all;
                })
                .toList();
    }

    private static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long time(Callable<Void> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return System.nanoTime() - start;
    }

    private static long perSecond(int reports, long nanos) {
        return Math.round(reports / (nanos / 1e9));
    }

    private static long memory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
