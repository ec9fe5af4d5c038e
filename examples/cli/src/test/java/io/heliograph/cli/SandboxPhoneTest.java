package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.androidgateway.GatewayWebhook;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The webhooks of the sandbox's phone, read by the provider of the Android gateway. */
class SandboxPhoneTest extends SandboxReceiver {
    /** The phone reports each segment, in events that differ by their ids only. */
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

    @Test
    void the_android_provider_registers_lists_and_removes_a_webhook() {
        AndroidGateway gateway = AndroidGateway.builder()
                .baseUrl(sandbox.baseUrl("androidgateway").toString())
                .username("sandbox")
                .password("sandbox")
                .build();
        GatewayWebhook made = gateway.account()
                .putWebhook(
                        GatewayWebhook.on("sms:sent", "http://127.0.0.1:1/hook").withId("h1"));

        assertThat(made.id()).contains("h1");
        assertThat(gateway.account().webhooks()).containsExactly(made);
        gateway.account().deleteWebhook("h1");
        assertThat(gateway.account().webhooks()).isEmpty();
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
    void a_cancelled_message_of_a_phone_is_reported() {
        try (SmsClient sms = client("androidgateway")) {
            Message message = sms.send(request(NUMBER));
            sms.cancel(message.id());

            passAll();

            assertThat(statuses()).containsExactly(Status.CANCELLED);
        }
    }
}
