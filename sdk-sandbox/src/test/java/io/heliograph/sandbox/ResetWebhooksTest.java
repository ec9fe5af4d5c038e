package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.webhook.WebhookDispatcher;
import io.heliograph.sandbox.webhook.WebhookSchedule;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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

    /** A reset and the next message come between two looks of the thread that sends. */
    @Test
    void a_webhook_of_after_the_reset_is_sent() {
        AtomicReference<Runnable> once = new AtomicReference<>(() -> {});
        TestClock interrupted = new TestClock() {
            @Override
            public Instant instant() {
                once.getAndSet(() -> {}).run();
                return super.instant();
            }
        };
        Journal journal = new Journal(SandboxClock.of(interrupted), 10, 10);
        WebhookSchedule schedule = new WebhookSchedule();
        WebhookDispatcher dispatcher =
                new WebhookDispatcher(schedule, journal, new WebhookTargets(false), Duration.ofSeconds(1));
        once.set(() -> {
            dispatcher.clear();
            schedule.add(
                    TestClock.START,
                    () -> List.of(OutgoingWebhook.json("v", "e", URI.create("http://example.com/x"), Map.of())));
        });

        assertThat(dispatcher.sendDue()).isEqualTo(1);
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
