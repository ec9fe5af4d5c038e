package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.body.FormBody;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.RecordedRequest;
import io.heliograph.testkit.socket.SocketHarness;
import io.heliograph.tracking.Timeline;
import io.heliograph.webhook.WebhookRejectedException;
import io.heliograph.webhook.WebhookRejectedException.Reason;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.server.WebhookServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A vendor without JSON, from the request on the wire to the status that its delivery reports make. */
@Timeout(60)
class FormVendorTest {
    private static final String SECRET = "secret-of-the-form";
    private static final String TWO_PARTS =
            "{\"parts\":[{\"code\":\"0\",\"id\":\"P1\"},{\"code\":\"0\",\"id\":\"P2\"}]}";

    private final SocketHarness vendor = SocketHarness.start();
    private final SmsClient client = SmsClient.builder()
            .retry(RetryPolicy.none())
            .provider(new FormVendor(vendor.url().toString(), SECRET, HttpOptions.defaults()))
            .build();

    @AfterEach
    void close() {
        client.close();
        vendor.close();
    }

    private SendOutcome send(String answer) {
        vendor.script(Behaviour.answer(200, "application/json", answer));
        return client.trySend(SendRequest.to("+447537151866")
                .from("ACME")
                .text("50% & more = ฿1+1")
                .build());
    }

    private static String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, List<String>> headers(String signature) {
        return Map.of(
                "X-Form-Signature",
                List.of(signature),
                "Content-Type",
                List.of("application/x-www-form-urlencoded; charset=UTF-8"));
    }

    private static WebhookRequest report(String id, String status) {
        String body = FormBody.builder()
                .add("status", status)
                .add("id", id)
                .add("note", "a + b")
                .build()
                .encoded();
        String signed = FormVendor.PUBLIC_URL + "id" + id + "notea + bstatus" + status;
        return new WebhookRequest(headers(sign(signed)), body.getBytes(StandardCharsets.UTF_8), URI.create("/hook"));
    }

    private void reported(String id, String status) {
        client.webhooks().receive("formvendor", report(id, status));
    }

    private Optional<Status> known(String id) {
        return client.tracker().find(new MessageId("formvendor", id)).map(Timeline::status);
    }

    @Test
    void a_send_is_a_form_below_the_account() {
        assertThat(send(TWO_PARTS)).isInstanceOf(SendOutcome.Accepted.class);

        RecordedRequest sent = vendor.recorded().get(0);
        assertThat(sent.method()).isEqualTo("POST");
        assertThat(sent.target()).isEqualTo("/accounts/AC1/sms");
        assertThat(sent.header("Content-Type")).contains("application/x-www-form-urlencoded");
        assertThat(sent.bodyUtf8())
                .isEqualTo("api_secret=secret-of-the-form&from=ACME&to=447537151866"
                        + "&text=50%25+%26+more+%3D+%E0%B8%BF1%2B1");
    }

    @Test
    void a_documented_code_in_a_200_is_a_rejection() {
        assertThat(send("{\"parts\":[{\"code\":\"9\"}]}"))
                .isInstanceOfSatisfying(SendOutcome.Rejected.class, rejected -> {
                    assertThat(rejected.errorType()).isEqualTo(ErrorType.INSUFFICIENT_CREDIT);
                    assertThat(rejected.failure().code()).contains("9");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "20", "unheard-of"})
    void an_undocumented_code_in_a_200_and_one_of_a_duplicate_leave_it_unknown(String code) {
        assertThat(send("{\"parts\":[{\"code\":\"" + code + "\"}]}")).isInstanceOf(SendOutcome.Unknown.class);
    }

    @Test
    void a_credential_among_the_fields_is_hidden_where_the_vendor_repeats_it() {
        vendor.script(Behaviour.answer(400, "text/plain", "bad api_secret " + SECRET + " given"));

        SendOutcome outcome = client.trySend(
                SendRequest.to("+447537151866").from("ACME").text("Hello").build());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Rejected.class,
                        rejected -> assertThat(rejected.failure().reason())
                                .contains("bad", "given")
                                .doesNotContain(SECRET));
    }

    @ParameterizedTest
    @CsvSource({
        "delivered, failed, UNDELIVERED",
        "failed, delivered, UNDELIVERED",
        "delivered, delivered, DELIVERED",
        "delivered, buffered, SENT"
    })
    void the_parts_make_the_message_together(String first, String second, Status whole) {
        Message message = ((SendOutcome.Accepted) send(TWO_PARTS)).message();
        assertThat(message.id()).isEqualTo(new MessageId("formvendor", "P1+1"));
        assertThat(message.segments()).hasValue(2);

        reported("P1", first);
        assertThat(known("P1+1")).isNotEqualTo(Optional.of(Status.DELIVERED));
        reported("P2", second);

        assertThat(known("P1+1")).contains(whole);
        assertThat(known("P1")).contains(whole);
        assertThat(known("P2")).contains(whole);
    }

    @Test
    void a_report_that_comes_before_the_answer_counts_as_one_of_its_part() {
        reported("P1", "delivered");
        send(TWO_PARTS);
        assertThat(known("P1+1")).contains(Status.SENT);

        reported("P2", "delivered");

        assertThat(known("P1+1")).contains(Status.DELIVERED);
    }

    @Test
    void a_text_of_one_part_has_the_vendors_id() {
        Message message = ((SendOutcome.Accepted) send("{\"parts\":[{\"code\":\"0\",\"id\":\"P7\"}]}")).message();
        assertThat(message.id()).isEqualTo(new MessageId("formvendor", "P7"));

        reported("P7", "delivered");

        assertThat(known("P7")).contains(Status.DELIVERED);
    }

    @Test
    void a_rejected_segment_beside_an_accepted_one_is_a_send_that_failed_later() {
        SendOutcome outcome = send("{\"parts\":[{\"code\":\"0\",\"id\":\"P1\"},{\"code\":\"9\"}]}");
        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);

        reported("P1", "delivered");

        assertThat(known("P1+1")).contains(Status.FAILED);
    }

    @Test
    void a_changed_field_is_no_webhook_of_the_vendors() {
        WebhookRequest report = report("P1", "failed");
        byte[] changed = report.text().replace("failed", "delivered").getBytes(StandardCharsets.UTF_8);
        WebhookRequest forged = new WebhookRequest(
                headers(report.header("X-Form-Signature").orElseThrow()), changed, URI.create("/hook"));

        WebhookRejectedException rejected = catchThrowableOfType(
                WebhookRejectedException.class, () -> client.webhooks().receive("formvendor", forged));

        assertThat(rejected.reason()).isEqualTo(Reason.INVALID);
    }

    @Test
    void a_webhook_by_get_is_accepted_and_answered_with_the_vendors_document() throws IOException {
        try (WebhookServer server = WebhookServer.builder(client).start()) {
            Request get = new Request.Builder()
                    .url("http://127.0.0.1:" + server.port() + "/webhooks/sms/formvendor?id=P9&status=delivered")
                    .header("X-Form-Signature", sign(FormVendor.PUBLIC_URL + "idP9statusdelivered"))
                    .build();

            try (Response answer = new OkHttpClient().newCall(get).execute()) {
                assertThat(answer.code()).isEqualTo(200);
                assertThat(answer.header("Content-Type")).isEqualTo("text/xml;charset=utf-8");
                assertThat(answer.body().string()).isEqualTo("<ok/>");
            }
        }
        assertThat(known("P9")).contains(Status.DELIVERED); // close() has published the pending events
    }
}
