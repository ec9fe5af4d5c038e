package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bounds how many classes are loaded from the start of a JVM to its first accepted send, because each delays it. */
class FirstSendTest {
    /** What Heliograph may load beside what OkHttp by hand loads; 379 on JDK 17 and 442 on JDK 25, in November 2026. */
    private static final int MAX_MORE = 460;

    private static final byte[] ACCEPTED = """
            {"message_id":"3ebf6df6-6a3f-4b0c-8b3d-0d8a8b6c2f11","status":"accepted","segments":1}""".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_first_send_loads_few_classes_more_than_okhttp_by_hand() throws Exception {
        HttpServer vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/v3/messages", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, ACCEPTED.length);
            exchange.getResponseBody().write(ACCEPTED);
            exchange.close();
        });
        vendor.start();
        try {
            String base = "http://127.0.0.1:" + vendor.getAddress().getPort();
            int byHand = loaded("okhttp", base);
            assertThat(byHand).isGreaterThan(1_000);
            assertThat(loaded("heliograph", base) - byHand).isBetween(100, MAX_MORE);
        } finally {
            vendor.stop(0);
        }
    }

    /** How many classes a new JVM loads for a client's first send. A logging library would load its own. */
    private static int loaded(String client, String base) throws IOException, InterruptedException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("logback"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        "io.heliograph.benchmarks.startup.FirstSend",
                        client,
                        base))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(client).isZero();
        List<String> lines = out.lines().toList();
        assertThat(lines).as(client).hasSize(2).startsWith("sent");
        return Integer.parseInt(lines.get(1));
    }
}
