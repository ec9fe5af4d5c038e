package io.heliograph.architecture.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.androidgateway.GatewayDevice;
import io.heliograph.androidgateway.GatewayLogEntry;
import io.heliograph.androidgateway.GatewayMessage;
import io.heliograph.androidgateway.GatewaySetting;
import io.heliograph.androidgateway.GatewaySettings;
import io.heliograph.androidgateway.GatewayWebhook;
import io.heliograph.androidgateway.InboxFilter;
import io.heliograph.androidgateway.InboxRefresh;
import io.heliograph.androidgateway.MessageFilter;
import io.heliograph.androidgateway.ReceivedMessage;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of a server, and of the phone that is asked directly, at the same port without a path. */
class AndroidGatewayOperationsTest extends SandboxOperations {
    private static final PhoneNumber NUMBER = PhoneNumber.of("+79990001234");
    private static final URI HOOK = URI.create("http://127.0.0.1:1/hook");

    private final URI server = sandbox.baseUrl("androidgateway");
    private final AndroidGateway gateway = gateway(server.toString(), false);
    private final AndroidGateway phone = gateway("http://127.0.0.1:" + server.getPort(), false);

    private static AndroidGateway gateway(String baseUrl, boolean tokenAuth) {
        return AndroidGateway.builder()
                .baseUrl(baseUrl)
                .username("sandbox")
                .password("sandbox")
                .webhookSecrets("sandbox")
                .tokenAuth(tokenAuth)
                .build();
    }

    @Override
    VendorClient vendorClient() {
        return gateway;
    }

    /** Decrypting needs no gateway. */
    @Override
    Set<String> others() {
        return Set.of("AndroidGateway.decrypt(String)");
    }

    @AfterEach
    void closePhone() {
        phone.provider().close();
    }

    private AndroidGateway of(String mode) {
        return mode.equals("phone") ? phone : gateway;
    }

    private static SendRequest.Builder request(String key) {
        return SendRequest.to(NUMBER).text("Hi").idempotencyKey(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "phone"})
    void messages_are_sent_found_and_cancelled(String mode) {
        AndroidGateway asked = of(mode);
        SmsProvider provider = asked.provider();
        Message sent = accepted(provider.send(request("one").build(), attempt()));
        List<PhoneNumber> two = List.of(NUMBER, PhoneNumber.of("+79990001235"));
        accepted(provider.sendBulk(request("two").build(), two, attempt()));
        accepted(asked.send(GatewayMessage.data(new byte[] {1, 2, 3}, 53_739)
                .to(NUMBER.e164())
                .key("three")
                .build()));
        pass(Duration.ofSeconds(2));
        Message last = accepted(provider.send(request("four").build(), attempt()));

        assertThat(provider.cancel(last.id(), soon()).status())
                .isEqualTo(mode.equals("phone") ? Status.CANCELLED : Status.CANCELLING);
        assertThat(provider.status(sent.id(), soon()).status()).isEqualTo(Status.DELIVERED);
        assertThat(provider.lookup(request("one").build(), soon())).isPresent();
        assertThat(asked.messages(MessageFilter.all())).hasSize(4);
        assertThat(asked.countMessages(MessageFilter.all())).hasValue(4);
    }

    @Test
    void received_messages_are_listed_by_the_phone_and_sent_again() {
        Instant start = clock.instant();
        sandbox.webhook("androidgateway", HOOK);
        sandbox.reply("androidgateway", "+66812345678", "+12015550123", "Hi");
        sandbox.sendDueWebhooks();

        assertThat(phone.inbox(InboxFilter.all()))
                .extracting(ReceivedMessage::preview)
                .containsExactly("Hi");
        assertThatThrownBy(() -> gateway.inbox(InboxFilter.all()).toList()).isInstanceOf(UnsupportedException.class);
        InboxRefresh refresh = InboxRefresh.between(start, start.plusSeconds(1))
                .webhooks(InboxRefresh.WebhookDelivery.INDIVIDUAL)
                .build();
        gateway.account().refreshInbox(refresh);
        phone.account().refreshInbox(refresh);
        sandbox.sendDueWebhooks();

        assertThat(sandbox.webhooks())
                .extracting(WebhookDelivery::event)
                .containsExactly("sms:received", "sms:received", "sms:received");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "phone"})
    void settings_are_changed_and_read(String mode) {
        GatewaySettings change = GatewaySettings.change()
                .set(GatewaySetting.LIMIT_PERIOD, "PerHour")
                .set(GatewaySetting.SEND_INTERVAL_MIN, 5)
                .set(GatewaySetting.INTERNET_REQUIRED, true)
                .build();

        GatewaySettings changed = of(mode).account().changeSettings(change);
        GatewaySettings read = of(mode).account().settings();

        for (Function<GatewaySetting, ?> get : List.<Function<GatewaySetting, ?>>of(changed::get, read::get)) {
            assertThat(get.apply(GatewaySetting.LIMIT_PERIOD)).hasToString("Optional[PerHour]");
            assertThat(get.apply(GatewaySetting.SEND_INTERVAL_MIN)).hasToString("Optional[5]");
            assertThat(get.apply(GatewaySetting.INTERNET_REQUIRED)).hasToString("Optional[true]");
        }
    }

    @Test
    void a_deleted_phone_comes_back_as_another_without_messages() {
        accepted(gateway.provider().send(request("one").build(), attempt()));
        String old = gateway.account().devices().get(0).id();

        gateway.account().deleteDevice(old);

        assertThat(gateway.account().devices())
                .singleElement()
                .extracting(GatewayDevice::id)
                .isNotEqualTo(old);
        assertThat(gateway.messages(MessageFilter.all())).isEmpty();
        assertThat(phone.account().devices()).hasSize(1);
        assertThatThrownBy(() -> phone.account().deleteDevice(old)).isInstanceOf(UnsupportedException.class);
    }

    @Test
    void the_phone_has_a_log() {
        accepted(gateway.provider().send(request("one").build(), attempt()));
        Instant start = clock.instant();
        pass(Duration.ofSeconds(2));

        assertThat(phone.account().logs(start.minusSeconds(1), clock.instant()))
                .extracting(GatewayLogEntry::message)
                .containsExactly(
                        "Message is Pending", "Message is Processed", "Message is Sent", "Message is Delivered");
        assertThatThrownBy(() -> gateway.account().logs(start, start)).isInstanceOf(UnsupportedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "phone"})
    void webhooks_are_registered_and_deleted(String mode) {
        AndroidGateway asked = of(mode);
        GatewayWebhook own = asked.account().putWebhook(GatewayWebhook.on("sms:sent", HOOK.toString()));
        assertThat(asked.account().webhooks()).hasSize(1);
        asked.account().deleteWebhook(own.id().orElseThrow());
        assertThat(asked.account().webhooks()).isEmpty();

        assertThat(asked.registerWebhooks(HOOK, List.of("sms:sent")).entries()).hasSize(1);
        assertThat(asked.registerWebhooks(HOOK).entries()).hasSizeGreaterThan(1);
        assertThat(asked.account().health().status()).isEqualTo("pass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "phone"})
    void tokens_take_the_place_of_the_password(String mode) {
        String url = mode.equals("phone") ? "http://127.0.0.1:" + server.getPort() : server.toString();
        AndroidGateway asked = gateway(url, true);
        try (SmsProvider provider = asked.provider()) {
            accepted(provider.send(request("one").build(), attempt()));

            assertThat(asked.account().devices()).hasSize(1);
        }
    }
}
