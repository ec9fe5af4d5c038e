package io.heliograph.sandbox.vendor.textingline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Receiver;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.InboxMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextingLineWebhookTest {
    private static final String VENDOR = "textingline";
    private static final String OUTGOING = "messaging.outgoing.message.";

    private final TestClock clock = new TestClock();
    private final Receiver receiver = new Receiver();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @BeforeEach
    void tellEverything() {
        sandbox.webhook(VENDOR, receiver.uri("/"));
    }

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    private JsonResponse send(String to, String more) {
        return Browser.call(
                sandbox,
                VENDOR,
                "POST",
                "/api/v1/messaging/message",
                "{\"to\":\"" + to + "\",\"from\":\"+12025550100\",\"body\":\"Hello\"" + more + "}");
    }

    private JsonResponse broadcast() {
        String recipients = IntStream.range(0, 100)
                .mapToObj(i -> "{\"to\":\"+120255501" + (10 + i) + "\"}")
                .collect(Collectors.joining(","));
        return Browser.call(
                sandbox,
                VENDOR,
                "POST",
                "/api/v1/messaging/broadcast",
                "{\"recipients\":[" + recipients + "],\"from\":\"+12025550100\",\"body\":\"Hello\"}");
    }

    private List<Receiver.Got> after(Duration time) {
        clock.advance(time);
        sandbox.sendDueWebhooks();
        return receiver.taken();
    }

    private List<String> events(Duration time) {
        return after(time).stream()
                .map(got -> String.valueOf(got.json().get("event")))
                .toList();
    }

    @Test
    void a_webhook_has_the_message_in_its_state_of_that_time() {
        String id = send("+12025550123", "").text("id");

        assertThat(events(Duration.ZERO)).containsExactly(OUTGOING + "sent");
        assertThat(after(Duration.ofSeconds(8)))
                .singleElement()
                .satisfies(got -> assertThat(got.json())
                        .isEqualTo(Map.of(
                                "event",
                                OUTGOING + "delivered",
                                "data",
                                Map.of(
                                        "id", id,
                                        "direction", "outbound",
                                        "to", "+12025550123",
                                        "from", "+12025550100",
                                        "body", "Hello",
                                        "status", "delivered",
                                        "sentAt", "2026-03-01T12:00:00.250Z",
                                        "createdAt", "2026-03-01T12:00:00.250Z"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+12025550123|sent delivered",
                "+12025550001|failed",
                "+12025550002|failed",
                "+12025550003|sent undelivered",
                "+12025550004|sent",
                "+12025550005|sent failed"
            })
    void every_state_is_an_event(String to, String states) {
        send(to, "");

        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events(Duration.ofSeconds(1)).forEach(event -> texts.add(event.substring(OUTGOING.length())));
        }
        assertThat(String.join(" ", texts)).isEqualTo(states);
    }

    @Test
    void an_mms_is_queued_first() {
        send("+12025550123", ",\"mediaUrl\":\"https://cdn.example.com/a.png\"");

        assertThat(events(Duration.ofSeconds(8)))
                .containsExactly(OUTGOING + "queued", OUTGOING + "sent", OUTGOING + "delivered");
    }

    @Test
    void a_broadcast_has_webhooks_for_the_whole() {
        String id = broadcast().text("id");

        assertThat(after(Duration.ZERO)).singleElement().satisfies(got -> {
            assertThat(got.json()).containsEntry("event", "messaging.broadcast.initiated");
            assertThat(got.object("data")).containsEntry("id", id).containsEntry("totalRecipients", 100.0);
        });
        assertThat(events(Duration.ofSeconds(8))).containsExactly("messaging.broadcast.completed");
    }

    @Test
    void a_reply_is_an_incoming_message() {
        String id = sandbox.reply(VENDOR, "+12025550123", "+12025550100", "Hi");

        assertThat(after(Duration.ZERO)).singleElement().satisfies(got -> {
            assertThat(got.json()).containsEntry("event", "messaging.incoming.message.received");
            assertThat(got.object("data"))
                    .containsEntry("id", id)
                    .containsEntry("direction", "inbound")
                    .containsEntry("from", "+12025550123")
                    .containsEntry("to", "+12025550100")
                    .containsEntry("body", "Hi");
        });
    }

    @Test
    void a_stop_makes_the_next_message_fail_as_opted_out() {
        sandbox.reply(VENDOR, "+12025550123", "+12025550100", "STOP");

        JsonResponse refused = send("+12025550123", "");
        assertThat(refused.status()).isEqualTo(201);
        assertThat(refused.json()).containsEntry("status", "failed").containsEntry("errorType", "opted_out");
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly("failed");
        JsonResponse broadcast = broadcast();
        assertThat(broadcast.status()).isEqualTo(400);
        assertThat(broadcast.object("details")).containsEntry("notOptedIn", List.of("+12025550123"));

        sandbox.reply(VENDOR, "+12025550123", "+12025550100", "START");
        assertThat(send("+12025550123", "").text("status")).isEqualTo("sent");
        assertThat(broadcast().status()).isEqualTo(201);
    }

    @Test
    void the_wait_between_attempts_grows() {
        receiver.answer(500, 500, 500);
        sandbox.reply(VENDOR, "+12025550123", "+12025550100", "Hi");

        assertThat(after(Duration.ZERO)).hasSize(1);
        assertThat(after(Duration.ofSeconds(10))).hasSize(1);
        assertThat(after(Duration.ofSeconds(59))).isEmpty();
        assertThat(after(Duration.ofSeconds(1))).hasSize(1);
        assertThat(after(Duration.ofMinutes(5))).hasSize(1);
        assertThat(after(Duration.ofDays(1))).isEmpty();
    }
}
