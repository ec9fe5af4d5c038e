package io.heliograph.webhook.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import io.heliograph.tracking.TimelineStore;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Webhooks over real connections on this machine. */
@Timeout(60)
class WebhookServerTest {
    private final BlockingQueue<SmsEvent> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final SmsClient client = SmsClient.builder()
            .provider(new FakeVendor("fake", new FakeWebhooks()))
            .provider(new FakeVendor("deaf", null))
            .build();

    private static SmsClient clientOf(FakeWebhooks webhooks) {
        return SmsClient.builder().provider(new FakeVendor("fake", webhooks)).build();
    }

    private final OkHttpClient vendor = new OkHttpClient();

    @AfterEach
    void close() {
        gate.countDown();
        client.close();
    }

    private WebhookServer.Builder server(Consumer<SmsEvent> handler) {
        return WebhookServer.builder(client).handler(handler);
    }

    private void waitAtTheGate(SmsEvent event) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heard.add(event);
    }

    private static Request.Builder request(WebhookServer server, String path, String body) {
        return new Request.Builder()
                .url("http://127.0.0.1:" + server.port() + path)
                .header(FakeWebhooks.HEADER, FakeWebhooks.signature(body))
                .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8)));
    }

    private int status(Request.Builder request) throws IOException {
        try (Response response = vendor.newCall(request.build()).execute()) {
            return response.code();
        }
    }

    private int post(WebhookServer server, String body) throws IOException {
        return status(request(server, "/webhooks/sms/fake", body));
    }

    private SmsEvent next() throws InterruptedException {
        SmsEvent event = heard.poll(30, TimeUnit.SECONDS);
        assertThat(event).as("an event within 30 seconds").isNotNull();
        return event;
    }

    @Test
    void aVerifiedReportIsAnsweredTrackedAndHandedOn() throws Exception {
        try (WebhookServer server = server(heard::add).start()) {
            assertThat(post(server, "m-1 DELIVERED")).isEqualTo(204);

            assertThat(next()).isInstanceOfSatisfying(StatusChanged.class, changed -> {
                assertThat(changed.id()).isEqualTo(new MessageId("fake", "m-1"));
                assertThat(changed.status()).isEqualTo(Status.DELIVERED);
            });
            assertThat(client.tracker()
                            .find(new MessageId("fake", "m-1"))
                            .orElseThrow()
                            .status())
                    .isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void whatCantBeReadIsKept() throws Exception {
        try (WebhookServer server = server(heard::add).start()) {
            assertThat(post(server, "{}")).isEqualTo(204);
            assertThat(next()).isInstanceOf(SmsEvent.Unrecognised.class);
        }
    }

    @Test
    void aWrongSignatureIsRefusedAndHandedToNobody() throws Exception {
        try (WebhookServer server = server(heard::add).start()) {
            Request.Builder wrong =
                    request(server, "/webhooks/sms/fake", "m-1 SENT").header(FakeWebhooks.HEADER, "0".repeat(64));
            assertThat(status(wrong)).isEqualTo(401);
            assertThat(server.counts()).isEqualTo(new WebhookServer.Counts(0, 1, 0, 0, 0, 0));
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void aRepetitionIsAnsweredAsTakenAndHandedOnOnce() throws Exception {
        try (WebhookServer server = server(heard::add).start()) {
            assertThat(post(server, "m-1 SENT")).isEqualTo(204);
            assertThat(post(server, "m-1 SENT")).isEqualTo(200);
        }
        assertThat(heard).hasSize(1);
    }

    @Test
    void otherPathsMethodsProvidersAndSizesAreRefused() throws Exception {
        try (WebhookServer server = server(heard::add).start()) {
            assertThat(status(request(server, "/", "m-1 SENT"))).isEqualTo(404);
            assertThat(status(request(server, "/webhooks/sms/nobody", "m-1 SENT")))
                    .isEqualTo(404);
            assertThat(status(request(server, "/webhooks/sms/deaf", "m-1 SENT")))
                    .isEqualTo(404);
            assertThat(status(request(server, "/webhooks/sms/fake", "m-1 SENT").get()))
                    .isEqualTo(405);
            try (Response refused = vendor.newCall(
                            request(server, "/webhooks/sms/fake", "").get().build())
                    .execute()) {
                assertThat(refused.header("Allow")).isEqualTo("POST");
            }
            assertThat(post(server, "x".repeat((1 << 20) + 1))).isEqualTo(413);
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void aSlowHandlerDelaysNoAnswerAndAFullQueueAsksTheVendorToRepeat() throws Exception {
        try (WebhookServer server = server(this::waitAtTheGate).capacity(1).start()) {
            int taken = 0;
            while (post(server, "m-" + taken + " SENT") == 204) { // one is being handled, one waits
                taken++;
            }
            assertThat(taken).isBetween(1, 2);
            assertThat(server.counts().postponed()).isOne();

            gate.countDown();
            for (int i = 0; i < taken; i++) {
                next();
            }
            assertThat(post(server, "m-" + taken + " SENT")).isEqualTo(204);
            assertThat(((StatusChanged) next()).id().value()).isEqualTo("m-" + taken);
        }
    }

    @Test
    void aHandlerThatThrowsIsCountedAndTheNextIsHandled() throws Exception {
        WebhookServer server = server(event -> {
                    heard.add(event);
                    if (heard.size() == 1) {
                        throw new AssertionError("of the user's own");
                    }
                })
                .start();
        post(server, "m-1 SENT");
        post(server, "m-2 SENT");
        server.close();

        assertThat(heard).hasSize(2);
        assertThat(server.counts()).isEqualTo(new WebhookServer.Counts(2, 0, 0, 1, 1, 0));
    }

    @Test
    void ofSeveralEventsInOneTheOthersAreHandedOnWhereOneCantBeTaken() throws Exception {
        SmsClient batching = clientOf(new FakeWebhooks() {
            @Override
            public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
                return Stream.of(request.text().split(";"))
                        .map(id -> (SmsEvent) new SmsEvent.Ping("fake", id, Optional.of(id), request.text()))
                        .toList();
            }
        });
        WebhookServer server = WebhookServer.builder(batching)
                .handler(event -> {
                    heard.add(event);
                    if (event.vendorEvent().equals("1")) {
                        throw new IllegalStateException("of the user's own");
                    }
                })
                .start();
        post(server, "1;2;3");
        server.close();

        assertThat(heard).extracting(SmsEvent::vendorEvent).containsExactly("1", "2", "3");
        assertThat(server.counts()).isEqualTo(new WebhookServer.Counts(1, 0, 0, 0, 1, 0));
    }

    /** The vendor has its answer and won't repeat it. */
    @Test
    void theHandlerHearsAlsoWhatTheClientCouldntTakeNoteOf() throws Exception {
        SmsClient broken = SmsClient.builder()
                .provider(new FakeVendor("fake", new FakeWebhooks()))
                .timelineStore(new TimelineStore() {
                    @Override
                    public Update add(StatusReport report) {
                        throw new IllegalStateException("the database is away");
                    }

                    @Override
                    public Optional<Timeline> find(MessageId id) {
                        return Optional.empty();
                    }
                })
                .build();
        WebhookServer server = WebhookServer.builder(broken).handler(heard::add).start();
        assertThat(post(server, "m-1 SENT")).isEqualTo(204);
        server.close();

        assertThat(heard).hasSize(1);
        assertThat(server.counts()).isEqualTo(new WebhookServer.Counts(1, 0, 0, 0, 1, 0));
    }

    @Test
    void aHandlerThatInterruptsItsThreadOrOverflowsItsStackEndsNothing() throws Exception {
        WebhookServer server = server(event -> {
                    heard.add(event);
                    Thread.currentThread().interrupt();
                    if (((StatusChanged) event).id().value().equals("m-0")) {
                        throw new StackOverflowError();
                    }
                })
                .start();
        for (int i = 0; i < 3; i++) {
            post(server, "m-" + i + " SENT");
            next();
        }
        server.close();

        assertThat(server.counts()).isEqualTo(new WebhookServer.Counts(3, 0, 0, 2, 1, 0));
    }

    @Test
    void aHandlerMayCloseTheServerAndWhatWaitsIsHandedOn() throws Exception {
        AtomicReference<WebhookServer> itself = new AtomicReference<>();
        WebhookServer server = server(event -> {
                    waitAtTheGate(event);
                    Objects.requireNonNull(itself.get()).close();
                })
                .start();
        itself.set(server);
        for (int i = 0; i < 3; i++) {
            post(server, "m-" + i + " SENT");
        }
        gate.countDown();
        for (int i = 0; i < 3; i++) {
            next();
        }
        server.close();

        assertThat(server.counts()).isEqualTo(new WebhookServer.Counts(3, 0, 0, 3, 0, 0));
    }

    @Test
    void closingHandsOnWhatWaits() throws Exception {
        WebhookServer server = server(this::waitAtTheGate).start();
        for (int i = 0; i < 5; i++) {
            post(server, "m-" + i + " SENT");
        }
        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        gate.countDown();
        closed.get();

        assertThat(heard).hasSize(5);
        assertThat(server.counts().handled()).isEqualTo(5);
    }

    @Test
    void closingEndsInTimeWhereTheHandlerDoesNot() throws Exception {
        WebhookServer server =
                server(this::waitAtTheGate).closeWithin(Duration.ofMillis(1)).start();
        post(server, "m-1 SENT");
        server.close();

        assertThatThrownBy(() -> post(server, "m-2 SENT")).isInstanceOf(IOException.class);
    }

    @Test
    void nothingIsLostBetweenManyConnections() throws Exception {
        WebhookServer server = server(heard::add).start();
        ExecutorService connections = Executors.newFixedThreadPool(16);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String body = "m-" + i + " SENT";
            answers.add(connections.submit(() -> post(server, body)));
        }
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isEqualTo(204);
        }
        connections.shutdown();
        server.close();

        assertThat(server.counts()).isEqualTo(new WebhookServer.Counts(500, 0, 0, 500, 0, 0));
        assertThat(heard.stream().map(event -> ((StatusChanged) event).id().value()))
                .hasSize(500)
                .doesNotHaveDuplicates();
    }

    @Test
    void noThreadIsLeftAfterClosing() throws Exception {
        WebhookServer server = server(heard::add).start();
        post(server, "m-1 SENT");
        server.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("heliograph-webhook"));
    }

    @Test
    void aPortThatIsInUseIsNamed() {
        try (WebhookServer server = server(heard::add).start()) {
            WebhookServer.Builder second = server(heard::add).port(server.port());
            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + server.port());
        }
    }

    @Test
    void wrongSettingsAreRefused() {
        WebhookServer.Builder builder = server(heard::add);
        assertThatThrownBy(() -> builder.port(70_000))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("port");
        assertThatThrownBy(() -> builder.capacity(0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("capacity");
    }
}
