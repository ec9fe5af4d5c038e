package io.heliograph.sandbox.vendor;

import static io.heliograph.sandbox.TestContext.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.TestContext;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.vendor.androidgateway.AndroidGatewayVendor;
import io.heliograph.sandbox.vendor.nativehub.NativeHubVendor;
import io.heliograph.sandbox.vendor.textingline.TextingLineVendor;
import io.heliograph.sandbox.vendor.thaibulk.ThaiBulkVendor;
import io.heliograph.sandbox.vendor.wavix.WavixVendor;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a reset of some recipients leaves at the vendors: everything of the others. */
class ForgetTest {
    private static final String MINE = "+66812345678";
    private static final String OTHERS = "+66899999999";
    private static final Predicate<String> IS_MINE = MINE::equals;

    private final TestContext context = new TestContext();

    private static SandboxResponse post(SimulatedVendor vendor, String path, String body) {
        return call(vendor, "POST", path, body);
    }

    private String lastId() {
        return context.accepted().get(context.accepted().size() - 1).id();
    }

    private static void stop(SimulatedVendor vendor) {
        for (String phone : new String[] {MINE, OTHERS}) {
            vendor.receive(new InboundMessage(phone, "ACME", "STOP"));
        }
    }

    @Test
    void wavix_forgets_messages_replies_opt_outs_and_keys() {
        SimulatedVendor wavix = new WavixVendor(context);
        stop(wavix);
        sendWavix(wavix, MINE);
        String mine = lastId();
        sendWavix(wavix, OTHERS);
        String others = lastId();

        wavix.forget(IS_MINE);

        assertThat(call(wavix, "GET", "/v3/messages/" + mine, "").status()).isEqualTo(404);
        assertThat(call(wavix, "GET", "/v3/messages/" + others, "").status()).isEqualTo(200);
        assertThat(call(wavix, "GET", "/v3/messages/opt-outs", "").body())
                .contains(OTHERS.substring(1))
                .doesNotContain(MINE.substring(1));
        assertThat(sendWavix(wavix, MINE).body()).contains("\"status\":\"accepted\"");
        assertThat(sendWavix(wavix, OTHERS).body()).contains("\"status\":\"rejected\"");
    }

    private static SandboxResponse sendWavix(SimulatedVendor wavix, String to) {
        // As the vendor's examples do, without a plus sign.
        return post(wavix, "/v3/messages", """
                {"from":"ACME","to":"%s","message_body":{"text":"Hi"}}""".formatted(to.substring(1)));
    }

    @Test
    void android_forgets_messages_and_their_ids() {
        SimulatedVendor android = new AndroidGatewayVendor(context);
        sendAndroid(android, "m-1", MINE);
        sendAndroid(android, "m-2", OTHERS);

        android.forget(IS_MINE);

        assertThat(sendAndroid(android, "m-1", MINE).status()).isEqualTo(202);
        assertThat(sendAndroid(android, "m-2", OTHERS).status()).isEqualTo(409);
    }

    private static SandboxResponse sendAndroid(SimulatedVendor android, String id, String to) {
        return post(android, "/messages", """
                {"id":"%s","textMessage":{"text":"Hi"},"phoneNumbers":["%s"]}""".formatted(id, to));
    }

    @Test
    void nativehub_forgets_messages_batches_and_the_do_not_contact_list() {
        SimulatedVendor nativeHub = new NativeHubVendor(context);
        post(nativeHub, "/messages/bulk", """
                {"recipients":["%s","%s"],"from":"BRAND","body":"Hi"}""".formatted(MINE, OTHERS));
        stop(nativeHub);

        nativeHub.forget(IS_MINE);

        assertThat(call(nativeHub, "GET", "/messages", "").body())
                .contains("\"total\":1", OTHERS)
                .doesNotContain(MINE);
        assertThat(sendNativeHub(nativeHub, MINE).body()).contains("\"status\":\"pending\"");
        assertThat(sendNativeHub(nativeHub, OTHERS).body()).contains("\"status\":\"rejected\"");
    }

    private static SandboxResponse sendNativeHub(SimulatedVendor nativeHub, String to) {
        return post(nativeHub, "/messages", """
                {"to":"%s","from":"BRAND","body":"Hi"}""".formatted(to));
    }

    @Test
    void textingline_forgets_opt_outs_and_keys() {
        SimulatedVendor textingLine = new TextingLineVendor(context);
        stop(textingLine);
        SandboxResponse mine = sendTextingLine(textingLine, MINE, "key-1");
        SandboxResponse others = sendTextingLine(textingLine, OTHERS, "key-2");
        assertThat(sendTextingLine(textingLine, MINE, "key-1").body()).isEqualTo(mine.body());

        textingLine.forget(IS_MINE);

        assertThat(sendTextingLine(textingLine, MINE, "key-1").body())
                .contains("\"status\":\"sent\"")
                .isNotEqualTo(mine.body());
        assertThat(sendTextingLine(textingLine, OTHERS, "key-2").body()).isEqualTo(others.body());
    }

    private static SandboxResponse sendTextingLine(SimulatedVendor textingLine, String to, String key) {
        return post(textingLine, "/api/v1/messaging/message", """
                {"to":"%s","from":"+12025550100","body":"Hi","idempotencyKey":"%s"}""".formatted(to, key));
    }

    @Test
    void me_sms_forgets_what_went_to_these_numbers_only() {
        SimulatedVendor meSms = new ThaiBulkVendor(context);
        sendMeSms(meSms, "\"0812345678\"");
        String mine = lastId();
        sendMeSms(meSms, "\"66812345678\",\"66899999999\"");
        String both = lastId();

        meSms.forget(IS_MINE);

        assertThat(call(meSms, "GET", "/sms/" + mine, "").status()).isEqualTo(404);
        assertThat(call(meSms, "GET", "/sms/" + both, "").status()).isEqualTo(200);
        assertThat(call(meSms, "GET", "/credits", "").body()).isEqualTo("{\"balance\":999997}");

        meSms.forget(number -> true);

        assertThat(call(meSms, "GET", "/credits", "").body()).isEqualTo("{\"balance\":1000000}");
    }

    private static void sendMeSms(SimulatedVendor meSms, String msisdns) {
        post(meSms, "/sms/send", """
                {"sender":"HELIOGRAPH","content":"Hi","msisdns":[%s]}""".formatted(msisdns));
    }
}
