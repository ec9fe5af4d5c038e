package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.webhook.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a client does with the webhooks that it receives. */
class HearTest {
    private static final MessageId ID = new MessageId("fake", "m-1");

    private final FakeProvider fake = FakeProvider.accepting("fake").webhooks(new FakeWebhooks("fake"));

    private static WebhookRequest report(String body) {
        return new WebhookRequest(
                Map.of(FakeWebhooks.HEADER, List.of(FakeWebhooks.signature(body))),
                body.getBytes(StandardCharsets.UTF_8),
                URI.create("/webhooks/sms/fake"));
    }

    @Test
    void theTrackerHasHeardOfAReportBeforeTheHandlerDoes() {
        try (SmsClient client = Sends.client(new TestWorld(), fake).build()) {
            client.webhooks()
                    .receive(
                            "fake",
                            report("m-1 DELIVERED"),
                            event -> assertThat(client.tracker()
                                            .find(ID)
                                            .orElseThrow()
                                            .status())
                                    .isEqualTo(Status.DELIVERED));
            assertThat(client.tracker().find(ID)).isPresent();
        }
    }

    @Test
    void theReceiptAndTheReportMakeOneTimeline() {
        try (SmsClient client = Sends.client(new TestWorld(), fake).build()) {
            client.send(Sends.request().build());
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.QUEUED);

            client.webhooks().receive("fake", report("m-1 DELIVERED"));
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void aSignedReportIsBelievedWithoutAQuestion() {
        try (SmsClient client =
                Sends.client(new TestWorld(), fake).confirmUnsignedReports(true).build()) {
            client.webhooks().receive("fake", report("m-1 DELIVERED"));

            assertThat(fake.questions()).isZero();
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void anUnsignedLastWordIsBelievedAsTheVendorConfirmsItWhereThatIsAskedFor() {
        FakeProvider unsigned = FakeProvider.accepting("fake")
                .webhooks(FakeWebhooks.unsigned("fake"))
                .answeringStatus(id -> Message.builder(id, Status.SENT).build());
        try (SmsClient client = Sends.client(new TestWorld(), unsigned)
                .confirmUnsignedReports(true)
                .build()) {
            client.webhooks().receive("fake", report("m-1 DELIVERED"));

            assertThat(unsigned.questions()).isOne();
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.SENT);
        }
    }

    @Test
    void anUnsignedLastWordIsBelievedAsItIsByDefault() {
        FakeProvider unsigned = FakeProvider.accepting("fake").webhooks(FakeWebhooks.unsigned("fake"));
        try (SmsClient client = Sends.client(new TestWorld(), unsigned).build()) {
            client.webhooks().receive("fake", report("m-1 DELIVERED"));

            assertThat(unsigned.questions()).isZero();
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.DELIVERED);
        }
    }
}
