package io.heliograph.sandbox.vendor;

import static io.heliograph.sandbox.TestContext.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.TestContext;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedMessage.Price;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.vendor.androidgateway.AndroidGatewayVendor;
import io.heliograph.sandbox.vendor.nativehub.NativeHubVendor;
import io.heliograph.sandbox.vendor.textingline.TextingLineVendor;
import io.heliograph.sandbox.vendor.thaibulk.ThaiBulkVendor;
import io.heliograph.sandbox.vendor.wavix.WavixVendor;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a message is made of, as the vendor's own answers have it. */
class MessageDetailsTest {
    private static final String LONG = "a".repeat(161);

    private final TestContext context = new TestContext();

    private SimulatedMessage send(SimulatedVendor vendor, String path, String body) {
        SandboxResponse response = call(vendor, "POST", path, body);
        assertThat(response.status()).as(response.body()).isBetween(200, 202);
        return context.accepted().get(context.accepted().size() - 1);
    }

    @Test
    void wavix_charges_each_segment_once_it_is_sent() {
        SimulatedVendor wavix = new WavixVendor(context);
        SimulatedMessage message = send(wavix, "/v3/messages", """
                {"from":"ACME","to":"+66812345678","message_body":{"text":"%s"},"tag":"sale"}""".formatted(LONG));

        assertThat(message.segments()).isEqualTo(2);
        assertThat(message.tag()).isEqualTo("sale");
        assertThat(message.from()).isEqualTo("ACME");
        assertThat(message.acceptedAt()).isEqualTo(TestClock.START);
        assertThat(message.price()).contains(new Price("0.0", "USD"));
        context.clock().advance(Duration.ofSeconds(4));
        assertThat(message.price()).contains(new Price("0.015", "USD"));
        assertThat(call(wavix, "GET", "/v3/messages/" + message.id(), "").body())
                .contains("\"charge\":\"0.015\"", "\"segments\":2");
    }

    @Test
    void the_files_of_an_mms_are_its_media() {
        SimulatedMessage wavix = send(new WavixVendor(context), "/v3/messages", """
                {"from":"+12015550123","to":"+12015550124","message_body":{"text":"%s",\
                "media":["https://cdn.example.com/a.png","https://cdn.example.com/b.png"]}}""".formatted(LONG));
        SimulatedMessage textingLine = send(new TextingLineVendor(context), "/api/v1/messaging/message", """
                {"to":"+12015550124","from":"+12025550100","mediaUrl":"https://cdn.example.com/c.png"}""");

        assertThat(wavix.media()).containsExactly("https://cdn.example.com/a.png", "https://cdn.example.com/b.png");
        assertThat(wavix.segments()).isEqualTo(1);
        assertThat(textingLine.media()).containsExactly("https://cdn.example.com/c.png");
        assertThat(textingLine.segments()).isEqualTo(1);
    }

    @Test
    void an_encrypted_message_of_android_has_one_segment_and_no_price() {
        SimulatedVendor android = new AndroidGatewayVendor(context);
        SimulatedMessage message = send(android, "/messages", """
                {"textMessage":{"text":"%s"},"phoneNumbers":["+66812345678"],"isEncrypted":true,\
                "scheduleAt":"2026-03-01T13:00:00Z"}""".formatted(LONG));
        SimulatedMessage plain = send(android, "/messages", """
                {"textMessage":{"text":"%s"},"phoneNumbers":["+66812345678"]}""".formatted(LONG));

        assertThat(message.isEncrypted()).isTrue();
        assertThat(message.segments()).isEqualTo(1);
        assertThat(message.scheduledAt()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
        assertThat(message.price()).isEmpty();
        assertThat(plain.isEncrypted()).isFalse();
        assertThat(plain.segments()).isEqualTo(2);
        assertThat(plain.scheduledAt()).isNull();
    }

    @Test
    void nativehub_has_a_price_once_a_message_is_submitted() {
        SimulatedVendor nativeHub = new NativeHubVendor(context);
        SimulatedMessage message = send(nativeHub, "/messages", """
                {"to":"+66812345678","from":"BRAND","body":"%s"}""".formatted(LONG));

        assertThat(message.segments()).isEqualTo(2);
        assertThat(message.price()).contains(new Price("0", "USD"));
        context.clock().advance(Duration.ofSeconds(4));
        assertThat(message.price()).contains(new Price("0.0246", "USD"));
        assertThat(call(nativeHub, "GET", "/messages/" + message.id(), "").body())
                .contains("\"sell_price\":0.0246", "\"part_count\":2");
    }

    @Test
    void a_scheduled_message_of_nativehub_has_the_id_that_was_answered() {
        SimulatedVendor nativeHub = new NativeHubVendor(context);
        SimulatedMessage message = send(nativeHub, "/scheduled-messages", """
                {"to":"+66812345678","from":"BRAND","body":"Hi","scheduled_at":"2026-03-01T13:00:00Z"}""");

        assertThat(message.scheduledAt()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
        assertThat(message.snapshot(TestClock.START, null).state()).isEqualTo("scheduled");
        assertThat(message.snapshot(TestClock.START.plusSeconds(9_999), null).state())
                .isEqualTo("delivered");
    }

    @Test
    void me_sms_takes_credits_for_each_part_and_phone() {
        SimulatedVendor meSms = new ThaiBulkVendor(context);
        SimulatedMessage message = send(meSms, "/sms/send", """
                {"sender":"HELIOGRAPH","content":"%s","msisdns":["0812345678","66812345679"],\
                "scheduledTime":"2026-03-01T20:00:00+07:00"}""".formatted(LONG));

        assertThat(context.accepted()).extracting(SimulatedMessage::to).containsExactly("0812345678", "66812345679");
        assertThat(message.segments()).isEqualTo(2);
        assertThat(message.price()).contains(new Price("2", "credits"));
        assertThat(message.scheduledAt()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
        assertThat(call(meSms, "GET", "/sms/" + message.id(), "").body()).contains("\"credits\":4");
    }

    @Test
    void textingline_answers_without_a_price() {
        SimulatedMessage message =
                send(new TextingLineVendor(context), "/api/v1/messaging/message", """
                {"to":"+12015550124","from":"+12025550100","body":"%s"}""".formatted(LONG));

        assertThat(message.segments()).isEqualTo(2);
        assertThat(message.price()).isEmpty();
        assertThat(message).hasToString("SimulatedMessage[vendor=textingline, id=" + message.id() + "]");
    }
}
