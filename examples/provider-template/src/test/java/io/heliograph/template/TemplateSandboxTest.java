package io.heliograph.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.testkit.TestClock;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider against the sandbox's simulation of its vendor: if they disagree, one of them is wrong. */
class TemplateSandboxTest {
    // Nothing listens on port 1; the sandbox logs each webhook that it tried to send.
    private static final URI WEBHOOKS = URI.create("http://127.0.0.1:1/webhooks/template");

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).vendor(TemplateVendor::new).start();
    private final SmsClient client = SmsClient.builder()
            .provider(Template.builder()
                    .baseUrl(sandbox.baseUrl("template").toString())
                    .apiKey(sandbox.credentials("template").getOrDefault("api-key", ""))
                    .webhookSecrets("a-secret-of-the-test-of-many-characters")
                    .build())
            .build();

    @AfterEach
    void close() {
        client.close();
        sandbox.close();
    }

    private static SendRequest to(String number) {
        return SendRequest.to(number).from("ACME").text("Your code is 482910").build();
    }

    @Test
    void a_message_arrives_and_is_delivered() {
        Message message = client.send(to("+447537151866"));
        assertThat(message.status()).isEqualTo(Status.QUEUED);

        clock.passes(Duration.ofSeconds(2));

        assertThat(client.status(message.id()).status()).isEqualTo(Status.DELIVERED);
        assertThat(sandbox.inbox())
                .containsExactly(new InboxMessage(
                        "template",
                        message.id().value(),
                        "+447537151866",
                        "ACME",
                        "Your code is 482910",
                        1,
                        "delivered",
                        null,
                        sandbox.inbox().get(0).acceptedAt()));
    }

    @ParameterizedTest
    @CsvSource({"0001, INVALID_RECIPIENT", "0002, OPTED_OUT"})
    void a_rejected_number_is_a_certain_rejection(String end, ErrorType type) {
        SendOutcome outcome = client.trySend(to("+44753715" + end));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Rejected.class,
                        rejected -> assertThat(rejected.failure().type()).isEqualTo(type));
        assertThat(sandbox.inbox()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_CREDIT, 999402, INSUFFICIENT_CREDIT",
        "BAD_NUMBER, 999001, INVALID_RECIPIENT",
        "STOPPED, 999002, OPTED_OUT"
    })
    void each_code_of_the_vendor_is_what_it_means(String code, String lastDigits, ErrorType type) {
        SendOutcome byNumber = client.trySend(to("+447537" + lastDigits));
        sandbox.fault("template", code, 1);
        SendOutcome bySwitch = client.trySend(to("+447537151866"));

        for (SendOutcome outcome : List.of(byNumber, bySwitch)) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            SendOutcome.Rejected.class,
                            rejected -> assertThat(rejected.failure().type()).isEqualTo(type));
        }
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_lost_response_leaves_the_send_unknown_and_the_vendor_has_it_once() {
        sandbox.fault("template", SandboxFault.ACCEPT_THEN_HANG);
        CompletableFuture<SendOutcome> outcome =
                client.sendAsync(to("+447537151866"), work -> new Thread(work).start());
        while (sandbox.inbox().isEmpty()) {
            Thread.onSpinWait();
        }

        sandbox.fault("template", SandboxFault.NONE); // cuts the connection

        assertThat(outcome).succeedsWithin(Duration.ofSeconds(30)).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void a_message_fails_by_hand_and_by_number_in_a_query_and_in_a_report() {
        sandbox.webhook("template", client.webhooks().callbackUrl("template", WEBHOOKS));
        Message byHand = client.send(to("+447537151866"));
        Message byNumber = client.send(to("+447537999101"));

        sandbox.change(sandbox.inbox().get(0)).fail("BAD_NUMBER-later");
        clock.passes(Duration.ofSeconds(2));
        sandbox.sendDueWebhooks();

        for (Message message : List.of(byHand, byNumber)) {
            assertThat(client.status(message.id()).status()).isEqualTo(Status.FAILED);
            assertThat(sandbox.webhooks().stream()
                            .filter(sent -> message.id().value().equals(sent.messageId()))
                            .flatMap(sent -> events(sent).stream()))
                    .extracting(event -> ((StatusChanged) event).status())
                    .containsExactly(Status.QUEUED, Status.SENT, Status.FAILED);
        }
    }

    @Test
    void its_reports_are_read() {
        sandbox.webhook("template", client.webhooks().callbackUrl("template", WEBHOOKS));
        client.send(to("+447537150003"));

        clock.passes(Duration.ofSeconds(2));
        sandbox.sendDueWebhooks();

        assertThat(sandbox.webhooks().stream().flatMap(sent -> events(sent).stream()))
                .extracting(event -> ((StatusChanged) event).status())
                .containsExactly(Status.QUEUED, Status.SENT, Status.FAILED);
    }

    private List<SmsEvent> events(WebhookDelivery sent) {
        byte[] body = sent.body().getBytes(StandardCharsets.UTF_8);
        return client.webhooks().receive("template", new WebhookRequest(Map.of(), body, sent.target()));
    }
}
