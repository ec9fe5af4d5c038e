package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a reset leaves of the webhooks of before: nothing. */
@Timeout(60)
class ResetWebhooksTest {
    private static final int MAX_REPEATED = 10_000;

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private void reply() {
        sandbox.reply("textingline", "+66812345678", "+12025550100", "Hi");
    }

    private void sendTo(ServerSocket server) {
        sandbox.webhook("textingline", URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"));
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @Test
    void retries_that_are_dropped_leave_room_for_others() throws IOException {
        try (ServerSocket server = server()) {
            sendTo(server);
        }
        for (int attempts = 0; attempts <= MAX_REPEATED; attempts += sandbox.sendDueWebhooks()) {
            sandbox.reset();
            for (int i = 0; i < 1_000; i++) {
                reply();
            }
        }
        sandbox.reset();

        reply();
        assertThat(sandbox.sendDueWebhooks()).isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        assertThat(sandbox.sendDueWebhooks()).as("it is repeated").isPositive();
    }

    @Test
    void an_attempt_that_is_under_way_is_neither_listed_nor_repeated() throws Exception {
        try (ServerSocket server = server()) {
            sendTo(server);
            reply();
            reply();
            CompletableFuture<Integer> sending = CompletableFuture.supplyAsync(sandbox::sendDueWebhooks);
            try (Socket socket = server.accept()) {
                assertThat(socket.getInputStream().read()).isEqualTo('P');
                sandbox.reset();
                socket.getOutputStream()
                        .write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(sending.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(sandbox.webhooks()).isEmpty();
            clock.advance(Duration.ofDays(1));
            assertThat(sandbox.sendDueWebhooks()).isZero();
        }
    }
}
