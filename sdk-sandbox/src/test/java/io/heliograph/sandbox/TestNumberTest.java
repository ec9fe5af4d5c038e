package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.model.InboxMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestNumberTest {
    private static final Duration D = Duration.ofSeconds(8);

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(D).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse wavix(String to) {
        return Browser.postWavix(sandbox, """
                {"from":"Wavix","to":"%s","message_body":{"text":"Hello","media":null}}""".formatted(to));
    }

    private JsonResponse android(String query, String to) {
        return Browser.postAndroid(sandbox, query, """
                {"id":"m-1","textMessage":{"text":"Hello"},"phoneNumbers":["%s"]}""".formatted(to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+66812340001", "66812340001"})
    void wavix_rejects_an_invalid_recipient(String to) {
        JsonResponse response = wavix(to);

        assertThat(response.status()).isEqualTo(422);
        assertThat(response.text("message")).isEqualTo("Destination is invalid or not mobile phone number");
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void wavix_accepts_a_message_for_an_opted_out_recipient_and_rejects_it_at_once() {
        JsonResponse response = wavix("+66812340002");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json())
                .containsEntry("status", "rejected")
                .containsEntry("error_message", "Unsubscribed recipient")
                .containsEntry("sent_at", null);
        clock.advance(D.multipliedBy(9));
        assertThat(Browser.getWavix(sandbox, response.text("message_id")).json())
                .containsEntry("status", "rejected")
                .containsEntry("charge", "0.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +66812340003 | 4  | sent        |
            +66812340003 | 8  | undelivered | Messaging is not supported by the destination carrier or handset
            +66812340004 | 31 | sent        |
            +66812340004 | 32 | dlr_expired |
            +66812340005 | 7  | pending     |
            +66812340005 | 8  | rejected    | Rejected by a far-end carrier
            +66812340006 | 8  | delivered   |
            """)
    void wavix_ends_a_message_by_its_number(String to, int seconds, String status, String error) {
        String id = wavix(to).text("message_id");
        clock.advance(Duration.ofSeconds(seconds));

        JsonResponse response = Browser.getWavix(sandbox, id);

        assertThat(response.json()).containsEntry("status", status).containsEntry("error_message", error);
        assertThat(response.json().get("delivered_at") != null).isEqualTo(status.equals("delivered"));
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).containsExactly(status);
    }

    @Test
    void an_android_server_rejects_an_invalid_recipient() {
        JsonResponse response = android("", "+66812340001");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text("message")).isEqualTo("invalid phone number");
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void an_android_phone_fails_on_an_invalid_recipient_where_validation_is_skipped() {
        assertThat(android("?skipPhoneValidation=true", "+66812340001").status())
                .isEqualTo(202);
        clock.advance(D);

        assertThat(Browser.getAndroid(sandbox, "m-1").objects("recipients").get(0))
                .containsEntry("state", "Failed")
                .containsEntry("error", "sendSMS: Invalid phone number");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +66812340002 | 8   | Delivered |
            +66812340003 | 3   | Processed |
            +66812340003 | 4   | Failed    | Send result: RESULT_ERROR_GENERIC_FAILURE
            +66812340004 | 999 | Sent      |
            +66812340005 | 7   | Sent      |
            +66812340005 | 8   | Failed    | Delivery result from SC sandbox: 70
            +66812340006 | 8   | Delivered |
            """)
    void android_ends_a_message_by_its_number(String to, int seconds, String state, String error) {
        android("", to);
        clock.advance(Duration.ofSeconds(seconds));

        JsonResponse response = Browser.getAndroid(sandbox, "m-1");

        assertThat(response.text("state")).isEqualTo(state);
        assertThat(response.objects("recipients").get(0).get("state")).isEqualTo(state);
        assertThat(response.objects("recipients").get(0).get("error")).isEqualTo(error);
        assertThat(sandbox.inbox()).extracting(InboxMessage::state).isEqualTo(List.of(state));
    }
}
