package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.settings.Settings;
import io.heliograph.testkit.TestClock;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRejectedException;
import io.heliograph.webhook.WebhookRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox whose webhooks a client receives, with a clock that the test moves. */
abstract class SandboxReceiver {
    static final String NUMBER = "+66812345678";
    static final String OURS = "+12015550123";

    final TestClock clock = new TestClock(Instant.now());
    final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    final Map<String, String> settings = new LinkedHashMap<>();
    final List<SmsEvent> events = new CopyOnWriteArrayList<>();
    final Deque<Integer> answersFirst = new ArrayDeque<>();
    private final HttpServer server;

    SandboxReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void setUp() {
        settings.putAll(DemoCommand.settings(sandbox));
        for (String vendor : sandbox.vendors()) {
            if (!vendor.equals("thaibulk")) {
                String token = "sixteen-characters-at-least";
                settings.put(
                        "heliograph.providers." + vendor + ".webhook-secrets",
                        sandbox.webhookSecret(vendor).orElse(token));
            }
        }
    }

    @AfterEach
    void tearDown() {
        sandbox.close();
        server.stop(0);
    }

    /** A client whose web server the vendor knows. */
    SmsClient client(String vendor) {
        settings.put("heliograph.route", vendor);
        SmsClient client = SmsClient.builder().settings(Settings.of(settings)).build();
        server.createContext("/", exchange -> receive(client, vendor, exchange));
        server.start();
        sandbox.webhook(vendor, callbackUrl(client, vendor));
        return client;
    }

    URI callbackUrl(SmsClient client, String vendor) {
        URI plain = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/" + vendor);
        return client.webhooks().callbackUrl(vendor, plain);
    }

    private void receive(SmsClient client, String vendor, HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = answersFirst.isEmpty() ? 204 : answersFirst.remove();
        if (status == 204) {
            try {
                WebhookRequest request =
                        new WebhookRequest(exchange.getRequestHeaders(), body, exchange.getRequestURI());
                events.addAll(client.webhooks().receive(vendor, request));
            } catch (WebhookRejectedException rejected) {
                status = rejected.httpStatus();
            }
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    static SendRequest request(String to) {
        return SendRequest.to(to).from(OURS).text("รหัส 482910").build();
    }

    void pass(Duration time) {
        clock.passes(time);
        sandbox.sendDueWebhooks();
    }

    void passAll() {
        for (int i = 0; i < 70; i++) {
            pass(Duration.ofMillis(100));
        }
    }

    List<Status> statuses() {
        return events.stream()
                .filter(StatusChanged.class::isInstance)
                .map(event -> ((StatusChanged) event).status())
                .toList();
    }

    static ErrorType errorType(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
        return ((SendOutcome.Rejected) outcome).errorType();
    }
}
