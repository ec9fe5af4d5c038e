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

/** The server over loopback connections. */
@Timeout(60)
class WebhookServerTest {
    private final BlockingQueue<SmsEvent> blockingQueue = new LinkedBlockingQueue<>();
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
        blockingQueue.add(event);
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
        SmsEvent event = blockingQueue.poll(30, TimeUnit.SECONDS);
        assertThat(event).as("an event within 30 seconds").isNotNull();
        return event;
    }

    @Test
    void a_verified_report_is_acknowledged_tracked_and_delivered() throws Exception {
        try (WebhookServer server = server(blockingQueue::add).start()) {
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
    void what_cant_be_read_is_kept() throws Exception {
        try (WebhookServer server = server(blockingQueue::add).start()) {
            assertThat(post(server, "{}")).isEqualTo(204);
            assertThat(next()).isInstanceOf(SmsEvent.Unrecognised.class);
        }
    }

    @Test
    void a_wrong_signature_is_rejected_and_not_delivered() throws Exception {
        try (WebhookServer server = server(blockingQueue::add).start()) {
            Request.Builder wrong =
                    request(server, "/webhooks/sms/fake", "m-1 SENT").header(FakeWebhooks.HEADER, "0".repeat(64));
            assertThat(status(wrong)).isEqualTo(401);
            assertThat(server.counts()).isEqualTo(new WebhookServer.Counts(0, 1, 0, 0, 0, 0));
        }
        assertThat(blockingQueue).isEmpty();
    }

    @Test
    void a_repeat_is_acknowledged_and_delivered_once() throws Exception {
        try (WebhookServer server = server(blockingQueue::add).start()) {
            assertThat(post(server, "m-1 SENT")).isEqualTo(204);
            assertThat(post(server, "m-1 SENT")).isEqualTo(200);
        }
        assertThat(blockingQueue).hasSize(1);
    }

    @Test
    void other_paths_methods_providers_and_sizes_are_rejected() throws Exception {
        try (WebhookServer server = server(blockingQueue::add).start()) {
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
        assertThat(blockingQueue).isEmpty();
    }

    @Test
    void a_slow_handler_delays_no_response_and_a_full_queue_asks_the_vendor_to_repeat() throws Exception {
        try (WebhookServer server = server(this::waitAtTheGate).capacity(1).start()) {
            int accepted = 0;
            while (post(server, "m-" + accepted + " SENT") == 204) { // one is being handled, one waits
                accepted++;
            }
            assertThat(accepted).isBetween(1, 2);
            assertThat(server.counts().postponed()).isOne();

            gate.countDown();
            for (int i = 0; i < accepted; i++) {
                next();
            }
            assertThat(post(server, "m-" + accepted + " SENT")).isEqualTo(204);
            assertThat(((StatusChanged) next()).id().value()).isEqualTo("m-" + accepted);
        }
    }

    @Test
    void a_handler_that_throws_is_counted_and_the_next_is_handled() throws Exception {
        WebhookServer server = server(event -> {
                    blockingQueue.add(event);
                    if (blockingQueue.size() == 1) {
                        throw new AssertionError("of the user's own");
                    }
                })
                .start();
        post(server, "m-1 SENT");
        post(server, "m-2 SENT");
        server.close();

        assertThat(blockingQueue).hasSize(2);
        assertThat(server.counts()).isEqualTo(new WebhookServer.Counts(2, 0, 0, 1, 1, 0));
    }

    @Test
    void of_several_events_the_others_are_delivered_where_one_fails() throws Exception {
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
                    blockingQueue.add(event);
                    if (event.vendorEvent().equals("1")) {
                        throw new IllegalStateException("of the user's own");
                    }
                })
                .start();
        post(server, "1;2;3");
        server.close();

        assertThat(blockingQueue).extracting(SmsEvent::vendorEvent).containsExactly("1", "2", "3");
        assertThat(server.counts()).isEqualTo(new WebhookServer.Counts(1, 0, 0, 0, 1, 0));
    }

    /** The webhook is acknowledged, so the vendor won't repeat it. */
    @Test
    void the_handler_hears_also_what_the_client_couldnt_take_note_of() throws Exception {
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
        WebhookServer server =
                WebhookServer.builder(broken).handler(blockingQueue::add).start();
        assertThat(post(server, "m-1 SENT")).isEqualTo(204);
        server.close();

        assertThat(blockingQueue).hasSize(1);
        assertThat(server.counts()).isEqualTo(new WebhookServer.Counts(1, 0, 0, 0, 1, 0));
    }

    @Test
    void a_handler_that_interrupts_its_thread_or_overflows_its_stack_stops_nothing() throws Exception {
        WebhookServer server = server(event -> {
                    blockingQueue.add(event);
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
    void a_handler_may_close_the_server_and_the_queue_is_still_delivered() throws Exception {
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
    void closing_hands_on_what_waits() throws Exception {
        WebhookServer server = server(this::waitAtTheGate).start();
        for (int i = 0; i < 5; i++) {
            post(server, "m-" + i + " SENT");
        }
        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        gate.countDown();
        closed.get();

        assertThat(blockingQueue).hasSize(5);
        assertThat(server.counts().handled()).isEqualTo(5);
    }

    @Test
    void closing_ends_in_time_where_the_handler_does_not() throws Exception {
        WebhookServer server =
                server(this::waitAtTheGate).closeWithin(Duration.ofMillis(1)).start();
        post(server, "m-1 SENT");
        server.close();

        assertThatThrownBy(() -> post(server, "m-2 SENT")).isInstanceOf(IOException.class);
    }

    @Test
    void nothing_is_lost_between_many_connections() throws Exception {
        WebhookServer server = server(blockingQueue::add).start();
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
        assertThat(blockingQueue.stream()
                        .map(event -> ((StatusChanged) event).id().value()))
                .hasSize(500)
                .doesNotHaveDuplicates();
    }

    @Test
    void no_thread_is_left_after_closing() throws Exception {
        WebhookServer server = server(blockingQueue::add).start();
        post(server, "m-1 SENT");
        server.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("heliograph-webhook"));
    }

    @Test
    void a_port_that_is_in_use_is_named() {
        try (WebhookServer server = server(blockingQueue::add).start()) {
            WebhookServer.Builder second = server(blockingQueue::add).port(server.port());
            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + server.port());
        }
    }

    @Test
    void wrong_settings_are_rejected() {
        WebhookServer.Builder builder = server(blockingQueue::add);
        assertThatThrownBy(() -> builder.port(70_000))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("port");
        assertThatThrownBy(() -> builder.capacity(0))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("capacity");
    }
}
