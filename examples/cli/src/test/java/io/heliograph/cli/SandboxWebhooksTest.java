package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Secret;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.tracking.Charge;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.StatusChanged;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox's webhooks read by the providers, which were written independently: a disagreement is a bug in one of them. */
class SandboxWebhooksTest extends SandboxReceiver {
    @ParameterizedTest
    @ValueSource(strings = {"nativehub", "wavix", "textingline", "androidgateway"})
    void verified_reports_bring_the_timeline_to_delivered(String vendor) {
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

    @Test
    void the_final_price_of_wavix_reports_reaches_the_timeline() {
        try (SmsClient sms = client("wavix")) {
            Message message = sms.send(request(NUMBER));

            passAll();

            Charge charge = sms.tracker().find(message.id()).orElseThrow().charge();
            assertThat(charge.isFinal()).isTrue();
            assertThat(charge.price())
                    .contains(new Money(
                            new BigDecimal("0.0075")
                                    .multiply(
                                            BigDecimal.valueOf(charge.segments().orElseThrow())),
                            "USD"));
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
    void reports_and_queries_end_alike(String vendor, String end) {
        try (SmsClient sms = client(vendor)) {
            Message message = sms.send(request("+6681234" + end));

            passAll();

            assertThat(events).hasOnlyElementsOfType(StatusChanged.class).isNotEmpty();
            Status status = sms.tracker().find(message.id()).orElseThrow().status();
            assertThat(status).isEqualTo(sms.status(message.id()).status());
        }
    }

    @ParameterizedTest
    @CsvSource({"0003, UNDELIVERED", "0005, FAILED"})
    void textingline_reports_what_cannot_be_queried(String end, Status status) {
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
    void a_stop_is_reported_and_the_vendor_refuses_the_next_message(String vendor) {
        try (SmsClient sms = client(vendor)) {
            sandbox.reply(vendor, NUMBER, OURS, "STOP");
            pass(Duration.ZERO);

            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            MessageReceived.class,
                            received -> assertThat(received.keyword()).contains(Keyword.STOP));
            // The client's own list rejects it without a request to the vendor, which would refuse it too.
            SendOutcome held = sms.trySend(request(NUMBER));
            assertThat(errorType(held)).isEqualTo(ErrorType.OPTED_OUT);
            assertThat(held.attempts()).isEmpty();
            sms.suppressions().remove(PhoneNumber.of(NUMBER));
            ErrorType stopped = errorType(sms.trySend(request(NUMBER)));
            assertThat(stopped).isEqualTo(errorType(sms.trySend(request("+66812340002"))));
            sms.suppressions().remove(PhoneNumber.of(NUMBER)); // which the vendor's opt-out has added

            sandbox.reply(vendor, NUMBER, OURS, "START");
            assertThat(sms.trySend(request(NUMBER))).isInstanceOf(SendOutcome.Accepted.class);
        }
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
    void a_webhook_that_is_not_accepted_is_retried_and_accepted_then(String vendor) {
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
    void the_nativehub_provider_subscribes_with_a_secret_of_its_own() {
        settings.put("heliograph.providers.nativehub.webhook-secrets", "of-the-subscription");
        NativeHub nativeHub = NativeHub.builder()
                .baseUrl(sandbox.baseUrl("nativehub").toString())
                .apiKey("sandbox")
                .build();
        try (SmsClient sms = client("nativehub")) {
            nativeHub.account().subscribe(callbackUrl(sms, "nativehub"), Secret.of("secret", "of-the-subscription"));
            sandbox.reply("nativehub", NUMBER, OURS, "Hi");

            pass(Duration.ZERO);

            // The console's webhook is signed with another secret, so one of the two is rejected.
            assertThat(events).singleElement().isInstanceOf(MessageReceived.class);
            assertThat(sandbox.webhooks()).extracting(WebhookDelivery::status).containsExactlyInAnyOrder(401, 204);
        }
    }
}
