package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.Settings;
import io.heliograph.SmsClient;
import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.androidgateway.GatewayWebhook;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Secret;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.WebhookDelivery;
import io.heliograph.testkit.TestClock;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRejected;
import io.heliograph.webhook.WebhookRequest;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox's webhooks read by the providers, which were written apart from it: a disagreement is somebody's fault. */
class SandboxWebhooksTest {
    private static final String NUMBER = "+66812345678";
    private static final String OURS = "+12015550123";

    private final TestClock clock = new TestClock(Instant.now());
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<SmsEvent> events = new CopyOnWriteArrayList<>();
    private final Deque<Integer> answersFirst = new ArrayDeque<>();
    private final HttpServer server;

    SandboxWebhooksTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void setUp() {
        for (String vendor : sandbox.vendors()) {
            String prefix = "heliograph.providers." + vendor + ".";
            settings.put(prefix + "base-url", sandbox.baseUrl(vendor).toString());
            sandbox.credentials(vendor).forEach((name, value) -> settings.put(prefix + name, value));
            if (!vendor.equals("thaibulk")) {
                String token = "sixteen-characters-at-least";
                settings.put(
                        prefix + "webhook-secrets",
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
    private SmsClient client(String vendor) {
        settings.put("heliograph.route", vendor);
        SmsClient client = SmsClient.builder().settings(Settings.of(settings)).build();
        server.createContext("/", exchange -> receive(client, vendor, exchange));
        server.start();
        sandbox.webhook(vendor, callbackUrl(client, vendor));
        return client;
    }

    private URI callbackUrl(SmsClient client, String vendor) {
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
            } catch (WebhookRejected rejected) {
                status = rejected.httpStatus();
            }
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static SendRequest request(String to) {
        return SendRequest.to(to).from(OURS).text("รหัส 482910").build();
    }

    private void pass(Duration time) {
        clock.passes(time);
        sandbox.sendDueWebhooks();
    }

    private void passAll() {
        for (int i = 0; i < 70; i++) {
            pass(Duration.ofMillis(100));
        }
    }

    private List<Status> statuses() {
        return events.stream()
                .filter(StatusChanged.class::isInstance)
                .map(event -> ((StatusChanged) event).status())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "textingline", "androidgateway"})
    void reports_that_are_proved_bring_the_timeline_to_delivered(String vendor) {
        try (SmsClient sms = client(vendor)) {
            Message message = sms.send(request(NUMBER));

            passAll();

            assertThat(events).hasOnlyElementsOfType(StatusChanged.class);
            assertThat(statuses()).containsExactly(Status.SENT, Status.DELIVERED);
            assertThat(sms.tracker().find(message.id()))
                    .hasValueSatisfying(line -> assertThat(line.status()).isEqualTo(Status.DELIVERED));
            assertThat(sandbox.webhooks()).allMatch(WebhookDelivery::taken);
        }
    }

    /** The phone tells of each part, in events that differ by their ids only. */
    @Test
    void a_text_of_three_parts_is_delivered_when_the_third_is() {
        try (SmsClient sms = client("androidgateway")) {
            List<Long> partsAtTheEnd = new CopyOnWriteArrayList<>();
            sms.tracker().listen((before, after) -> {
                if (after.status() == Status.DELIVERED && before.status() != Status.DELIVERED) {
                    partsAtTheEnd.add(after.reports().stream()
                            .filter(report -> report.rawStatus().equals("sms:delivered"))
                            .count());
                }
            });
            sms.send(SendRequest.to(NUMBER).text("ส".repeat(150)).build());

            passAll();

            assertThat(statuses()).containsExactly(Status.SENT, Status.DELIVERED, Status.DELIVERED, Status.DELIVERED);
            assertThat(partsAtTheEnd).containsExactly(3L);
        }
    }

    /** The sandbox encrypts nothing and repeats what it got, as the phone does. */
    @Test
    void a_report_on_an_encrypted_message_names_whom_it_was_for() {
        settings.put("heliograph.providers.androidgateway.passphrase", "correct horse");
        settings.put("heliograph.providers.androidgateway.passphrase-iterations", "1000");
        try (SmsClient sms = client("androidgateway")) {
            Message message = sms.send(request(NUMBER));

            passAll();

            assertThat(events)
                    .isNotEmpty()
                    .allSatisfy(
                            event -> assertThat(((StatusChanged) event).report().recipient())
                                    .contains(PhoneNumber.of(NUMBER)));
            assertThat(sms.tracker().find(message.id()).orElseThrow().status()).isEqualTo(Status.DELIVERED);
        }
    }

    /** A phone knows no opt-outs: only our own list can. */
    @Test
    void a_stop_to_a_phone_holds_the_next_message_back() {
        try (SmsClient sms = client("androidgateway")) {
            sandbox.reply("androidgateway", NUMBER, OURS, "หยุด");
            pass(Duration.ZERO);

            SendOutcome held = sms.trySend(request(NUMBER));
            assertThat(errorType(held)).isEqualTo(ErrorType.OPTED_OUT);
            assertThat(held.attempts()).isEmpty();

            pass(Duration.ofSeconds(1));
            sandbox.reply("androidgateway", NUMBER, OURS, "START");
            pass(Duration.ZERO);
            assertThat(sms.trySend(request(NUMBER))).isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wavix, 0003",
        "wavix, 0004",
        "wavix, 0005",
        "nativehub, 0003",
        "nativehub, 0004",
        "androidgateway, 0003",
        "androidgateway, 0004",
        "androidgateway, 0005"
    })
    void reports_and_questions_end_alike(String vendor, String end) {
        try (SmsClient sms = client(vendor)) {
            Message message = sms.send(request("+6681234" + end));

            passAll();

            assertThat(events).hasOnlyElementsOfType(StatusChanged.class).isNotEmpty();
            Status told = sms.tracker().find(message.id()).orElseThrow().status();
            assertThat(told).isEqualTo(sms.status(message.id()).status());
        }
    }

    @ParameterizedTest
    @CsvSource({"0003, UNDELIVERED", "0005, FAILED"})
    void textingline_tells_what_it_cannot_be_asked(String end, Status status) {
        try (SmsClient sms = client("textingline")) {
            sms.send(request("+6681234" + end));

            passAll();

            assertThat(statuses()).containsExactly(Status.SENT, status);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "textingline", "androidgateway"})
    void a_reply_is_a_message_received(String vendor) {
        try (SmsClient sms = client(vendor)) {
            String id = sandbox.reply(vendor, NUMBER, OURS, "สวัสดี");

            pass(Duration.ZERO);

            assertThat(events).singleElement().isInstanceOfSatisfying(MessageReceived.class, received -> {
                assertThat(received.text()).isEqualTo("สวัสดี");
                assertThat(received.rawFrom()).isEqualTo(NUMBER);
                assertThat(received.to())
                        .hasValueSatisfying(to -> assertThat(to.e164()).isEqualTo(OURS));
                assertThat(received.id().value()).isEqualTo(id);
                assertThat(received.keyword()).isEmpty();
                assertThat(received.receivedAt())
                        .hasValueSatisfying(at -> assertThat(
                                        Duration.between(at, clock.instant()).abs())
                                .isLessThanOrEqualTo(Duration.ofSeconds(1)));
            });
            assertThat(sms.webhooks()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "textingline"})
    void a_stop_is_told_and_the_vendor_refuses_the_next_message(String vendor) {
        try (SmsClient sms = client(vendor)) {
            sandbox.reply(vendor, NUMBER, OURS, "STOP");
            pass(Duration.ZERO);

            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            MessageReceived.class,
                            received -> assertThat(received.keyword()).contains(Keyword.STOP));
            // Our own list says no, with no request to the vendor, which would say no as well.
            SendOutcome held = sms.trySend(request(NUMBER));
            assertThat(errorType(held)).isEqualTo(ErrorType.OPTED_OUT);
            assertThat(held.attempts()).isEmpty();
            sms.suppressions().remove(PhoneNumber.of(NUMBER));
            ErrorType stopped = errorType(sms.trySend(request(NUMBER)));
            assertThat(stopped).isEqualTo(errorType(sms.trySend(request("+66812340002"))));
            sms.suppressions().remove(PhoneNumber.of(NUMBER)); // which what the vendor said has put there

            sandbox.reply(vendor, NUMBER, OURS, "START");
            assertThat(sms.trySend(request(NUMBER))).isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    private static ErrorType errorType(SendOutcome outcome) {
        assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
        return ((SendOutcome.Rejected) outcome).errorType();
    }

    @Test
    void wavix_reports_to_the_url_of_the_message() {
        try (SmsClient sms = client("wavix")) {
            sandbox.webhook("wavix", URI.create("http://127.0.0.1:1/nobody"));
            sms.send(SendRequest.to(NUMBER)
                    .from(OURS)
                    .text("Hi")
                    .callbackUrl(callbackUrl(sms, "wavix").toString())
                    .build());

            passAll();

            assertThat(statuses()).containsExactly(Status.SENT, Status.DELIVERED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "textingline", "androidgateway"})
    void what_is_not_taken_comes_again_and_is_taken_then(String vendor) {
        try (SmsClient sms = client(vendor)) {
            answersFirst.addAll(List.of(503, 500));
            sandbox.reply(vendor, NUMBER, OURS, "Hi");

            pass(Duration.ZERO);
            pass(Duration.ofSeconds(10));
            assertThat(events).isEmpty();
            pass(Duration.ofMinutes(1));

            assertThat(events).singleElement().isInstanceOf(MessageReceived.class);
            assertThat(sandbox.webhooks()).extracting(WebhookDelivery::status).containsExactly(503, 500, 204);
            assertThat(sms.webhooks()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "textingline", "androidgateway"})
    void a_webhook_of_another_secret_is_not_believed(String vendor) {
        settings.put("heliograph.providers." + vendor + ".webhook-secrets", "another-secret-of-somebody-else");
        try (SmsClient sms = client(vendor)) {
            if (sandbox.webhookSecret(vendor).isEmpty()) {
                URI withoutToken = URI.create(
                        callbackUrl(sms, vendor).toString().replaceAll("\\?.*", "?token=c29tZXRoaW5nIGVsc2U"));
                sandbox.webhook(vendor, withoutToken);
            }
            sandbox.reply(vendor, NUMBER, OURS, "STOP");

            pass(Duration.ZERO);

            assertThat(events).isEmpty();
            assertThat(sandbox.webhooks()).extracting(WebhookDelivery::status).containsExactly(401);
        }
    }

    @Test
    void the_android_provider_registers_lists_and_removes_a_webhook() {
        AndroidGateway door = AndroidGateway.builder()
                .baseUrl(sandbox.baseUrl("androidgateway").toString())
                .username("sandbox")
                .password("sandbox")
                .build();
        GatewayWebhook made = door.account()
                .putWebhook(
                        GatewayWebhook.on("sms:sent", "http://127.0.0.1:1/hook").withId("h1"));

        assertThat(made.id()).contains("h1");
        assertThat(door.account().webhooks()).containsExactly(made);
        door.account().deleteWebhook("h1");
        assertThat(door.account().webhooks()).isEmpty();
    }

    @Test
    void the_nativehub_provider_subscribes_with_a_secret_of_its_own() {
        settings.put("heliograph.providers.nativehub.webhook-secrets", "of-the-subscription");
        NativeHub door = NativeHub.builder()
                .baseUrl(sandbox.baseUrl("nativehub").toString())
                .apiKey("sandbox")
                .build();
        try (SmsClient sms = client("nativehub")) {
            door.subscribe(callbackUrl(sms, "nativehub"), Secret.of("secret", "of-the-subscription"));
            sandbox.reply("nativehub", NUMBER, OURS, "Hi");

            pass(Duration.ZERO);

            // The console's webhook is signed with another secret, so one of the two isn't believed.
            assertThat(events).singleElement().isInstanceOf(MessageReceived.class);
            assertThat(sandbox.webhooks()).extracting(WebhookDelivery::status).containsExactlyInAnyOrder(401, 204);
        }
    }

    @Test
    void a_ping_is_a_ping() {
        try (SmsClient sms = client("androidgateway")) {
            sandbox.ping("androidgateway");

            pass(Duration.ZERO);

            assertThat(events).singleElement().isInstanceOf(SmsEvent.Ping.class);
            assertThat(sms.webhooks()).isNotNull();
        }
    }

    @Test
    void a_cancelled_message_of_a_phone_is_told() {
        try (SmsClient sms = client("androidgateway")) {
            Message message = sms.send(request(NUMBER));
            sms.cancel(message.id());

            passAll();

            assertThat(statuses()).containsExactly(Status.CANCELLED);
        }
    }
}
