package io.heliograph.webhook.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.webhook.SmsEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Malicious or broken clients. */
@Timeout(60)
class WebhookServerAttackTest {
    private final BlockingQueue<SmsEvent> blockingQueue = new LinkedBlockingQueue<>();
    private final SmsClient client = SmsClient.builder()
            .provider(new FakeVendor("fake", new FakeWebhooks()))
            .build();
    private final OkHttpClient vendor = new OkHttpClient();

    @AfterEach
    void close() {
        client.close();
    }

    private WebhookServer.Builder server(Consumer<SmsEvent> handler) {
        return WebhookServer.builder(client).handler(handler);
    }

    private int post(WebhookServer server, String body) throws IOException {
        Request request = new Request.Builder()
                .url("http://127.0.0.1:" + server.port() + "/webhooks/sms/fake")
                .header(FakeWebhooks.HEADER, FakeWebhooks.signature(body))
                .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8)))
                .build();
        try (Response response = vendor.newCall(request).execute()) {
            return response.code();
        }
    }

    /** More slow clients than threads. */
    @Test
    void senders_who_are_slow_are_cut_off_and_the_others_are_served() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (WebhookServer server = server(blockingQueue::add)
                .requestTimeout(Duration.ofMillis(200))
                .start()) {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                slow.add(socket);
                String head =
                        "POST /webhooks/sms/fake HTTP/1.1\r\n" + (i % 2 == 0 ? "" : "Content-Length: 9\r\n\r\nm-1");
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            }
            postUntilAccepted(server, "m-1 DELIVERED");
            for (Socket socket : slow) {
                socket.setSoTimeout(20_000);
                assertThat(ends(socket)).isTrue();
            }
            postUntilAccepted(server, "m-2 DELIVERED");
            assertThat(server.counts().accepted()).isEqualTo(2);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    /** A vendor's request; its timeout allows for a busy machine. */
    private void postUntilAccepted(WebhookServer server, String body) {
        int status = 0;
        while (status / 100 != 2) {
            try {
                status = post(server, body);
            } catch (IOException e) {
                status = 0; // cut off
            }
        }
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true; // reset
        }
    }

    @Test
    void chunked_bodies_are_read_and_broken_ones_are_no_reason_to_stop() throws Exception {
        try (WebhookServer server = server(blockingQueue::add).start()) {
            String signed = FakeWebhooks.HEADER + ": " + FakeWebhooks.signature("m-1 SENT") + "\r\n";
            String head = "POST /webhooks/sms/fake HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n" + signed;
            assertThat(raw(server, head + "\r\n3\r\nm-1\r\n5\r\n SENT\r\n0\r\n\r\n"))
                    .startsWith("HTTP/1.1 204");
            assertThat(raw(server, head + "\r\nffffffffffffffffffff\r\nm-1")).doesNotContain(" 204");
            assertThat(raw(server, "POST " + "/".repeat(20) + "webhooks/sms/fake HTTP/1.1\r\n\r\n"))
                    .doesNotContain(" 204");
            assertThat(raw(
                            server,
                            "POST /webhooks/sms/../sms/fake HTTP/1.1\r\n" + signed + "Content-Length: 0\r\n\r\n"))
                    .startsWith("HTTP/1.1 404");
            assertThat(raw(server, "POST mailto:fake HTTP/1.1\r\nContent-Length: 0\r\n\r\n"))
                    .doesNotContain(" 204");
            assertThat(post(server, "m-2 SENT")).isEqualTo(204);
        }
        assertThat(blockingQueue).hasSize(2);
    }

    /** The JDK's server can't read trailers (RFC 9112), and threw while the client waited. */
    @Test
    void chunks_with_trailers_and_compressed_bodies_are_answered_with_the_reason() throws Exception {
        try (WebhookServer server = server(blockingQueue::add).start()) {
            String signed = FakeWebhooks.HEADER + ": " + FakeWebhooks.signature("m-1 SENT") + "\r\n";
            String head = "POST /webhooks/sms/fake HTTP/1.1\r\nHost: x\r\n" + signed;
            assertThat(whole(
                            server,
                            head + "Transfer-Encoding: chunked\r\nTrailer: X-Checksum\r\n\r\n"
                                    + "8\r\nm-1 SENT\r\n0\r\nX-Checksum: 1\r\n\r\n"))
                    .startsWith("HTTP/1.1 400")
                    .endsWith("\r\n\r\nthe body's chunks can't be read; trailers aren't supported");
            assertThat(whole(server, head + "Content-Encoding: gzip\r\nContent-Length: 8\r\n\r\nm-1 SENT"))
                    .startsWith("HTTP/1.1 415")
                    .contains("body is compressed (Content-Encoding)");
            assertThat(post(server, "m-2 SENT")).isEqualTo(204);
            assertThat(server.counts().accepted()).isOne();
        }
    }

    /** The whole response to these bytes, to a client that doesn't end the connection. */
    private static String whole(WebhookServer server, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The beginning of the response to these bytes. */
    private static String raw(WebhookServer server, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
        }
    }
}
