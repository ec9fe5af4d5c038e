package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.heliograph.http.body.HttpBody;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that are written while they are sent. */
class StreamedBodyTest {
    private static final int CHUNKS = 1000;
    private static final byte[] CHUNK = "0123456789".repeat(100).getBytes(StandardCharsets.US_ASCII);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final AttemptContext context = new AttemptContext(Deadline.after(Duration.ofMinutes(1)));
    private HttpServer server;
    private VendorHttp http;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", exchange -> {
            int length = exchange.getRequestBody().readAllBytes().length;
            received.add(exchange.getRequestHeaders().getFirst("Content-Length") + " " + length);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        http = VendorHttp.to(Endpoint.of(base, false), HttpOptions.defaults());
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    @Test
    void it_is_sent_with_its_length() {
        HttpResponse response = http.submit(http.target("sms"), body(CHUNKS, CHUNKS), context);

        assertThat(response.status()).isEqualTo(200);
        assertThat(received).containsExactly(CHUNKS * CHUNK.length + " " + CHUNKS * CHUNK.length);
    }

    /** Some bytes of it may have been sent, so nobody knows what the vendor made of them. */
    @Test
    void one_that_breaks_off_or_ends_early_may_have_been_received() {
        for (HttpBody body : new HttpBody[] {body(CHUNKS, -1), body(CHUNKS, CHUNKS - 1)}) {
            AttemptContext attempt = new AttemptContext(Deadline.after(Duration.ofMinutes(1)));

            assertThatThrownBy(() -> http.submit(http.target("sms"), body, attempt))
                    .isInstanceOfSatisfying(
                            HttpException.class,
                            e -> assertThat(e.mayHaveBeenSent()).isTrue());
            assertThat(attempt.mayHaveBeenSent()).isTrue();
        }
        assertThat(received).as("a whole request").isEmpty();
    }

    @Test
    void it_is_sent_once() {
        assertThat(OneShotBody.of(body(1, 1)).isOneShot()).isTrue();
    }

    /**
     * A body of so many chunks.
     *
     * @param written the number of chunks that it writes; -1 for an exception after half of them
     */
    private static HttpBody body(int chunks, int written) {
        return new HttpBody() {
            @Override
            public String contentType() {
                return "text/plain; charset=utf-8";
            }

            @Override
            public long contentLength() {
                return (long) chunks * CHUNK.length;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                for (int i = 0; i < (written < 0 ? chunks / 2 : written); i++) {
                    out.write(CHUNK);
                }
                if (written < 0) {
                    throw new IllegalStateException("canary");
                }
            }
        };
    }
}
