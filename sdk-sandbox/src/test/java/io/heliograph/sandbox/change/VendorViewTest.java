package io.heliograph.sandbox.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Receiver;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.VendorCalls;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.MessageChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What each vendor's own answers say after a change by hand. */
class VendorViewTest {
    private final TestClock clock = new TestClock();
    private final Receiver receiver = new Receiver();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    private JsonResponse call(String vendor, String method, String path, String body) {
        return Browser.call(sandbox, vendor, method, path, body);
    }

    @Test
    void wavix_has_the_price_and_both_times_of_a_delivered_message_and_lists_it_so() {
        InboxMessage message = VendorCalls.WAVIX.send(sandbox, "5678");
        sandbox.change(message).deliver();

        assertThat(call("wavix", "GET", "/v3/messages/" + message.id(), "").json())
                .containsEntry("status", "delivered")
                .containsEntry("charge", "0.0075")
                .containsEntry("mcc", "001")
                .containsEntry("sent_at", "2026-03-01T12:00:00.250Z")
                .containsEntry("delivered_at", "2026-03-01T12:00:00.250Z");
        assertThat(call("wavix", "GET", "/v3/messages?type=outbound&status=delivered", "")
                        .objects("items"))
                .hasSize(1);
    }

    @Test
    void wavix_has_the_title_of_the_error_page_of_a_failure() {
        InboxMessage message = VendorCalls.WAVIX.send(sandbox, "5678");
        sandbox.change(message).fail("22-later");

        assertThat(call("wavix", "GET", "/v3/messages/" + message.id(), "").json())
                .containsEntry("status", "rejected")
                .containsEntry("error_message", "Sender ID not found")
                .containsEntry("charge", "0.0")
                .containsEntry("sent_at", null);
        assertThat(VendorCalls.now(sandbox, message).error()).isEqualTo("Sender ID not found");
    }

    @Test
    void android_has_all_states_of_a_delivered_message_and_does_not_cancel_it() {
        InboxMessage message = VendorCalls.ANDROID.send(sandbox, "5678");
        sandbox.change(message).deliver();

        JsonResponse read = call("androidgateway", "GET", "/messages/" + message.id(), "");
        assertThat(read.text("state")).isEqualTo("Delivered");
        assertThat(read.object("states")).containsOnlyKeys("Pending", "Processed", "Sent", "Delivered");
        JsonResponse cancelled = call("androidgateway", "DELETE", "/messages/" + message.id(), "");
        assertThat(cancelled.status()).isEqualTo(409);
        assertThat(cancelled.text("message")).isEqualTo("failed to cancel message: message is not pending");
    }

    @Test
    void android_computes_the_state_of_the_whole_from_its_phones() {
        Browser.postAndroid(sandbox, "", """
                {"id":"m-1","textMessage":{"text":"Hello"},"phoneNumbers":["+66811111111","+66822222222"]}""");
        List<InboxMessage> phones = sandbox.inbox();

        sandbox.change(phones.get(0)).deliver();
        assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Pending");
        sandbox.change(phones.get(1)).fail("no-sims");

        JsonResponse read = Browser.getAndroid(sandbox, "m-1");
        assertThat(read.text("state")).isEqualTo("Sent");
        assertThat(read.objects("recipients"))
                .containsExactly(
                        Map.of("phoneNumber", "+66811111111", "state", "Delivered"),
                        Map.of(
                                "phoneNumber", "+66822222222",
                                "state", "Failed",
                                "error", "Can't send message: No SIMs found"));
    }

    @Test
    void a_phone_may_be_faster_than_a_cancellation() {
        InboxMessage message = VendorCalls.ANDROID.send(sandbox, "5678");
        call("androidgateway", "DELETE", "/messages/" + message.id(), "");
        assertThat(VendorCalls.now(sandbox, message).state()).isEqualTo("Cancelling");

        sandbox.change(message).deliver();

        clock.advance(Duration.ofMinutes(1));
        assertThat(VendorCalls.now(sandbox, message).state()).isEqualTo("Delivered");
    }

    @Test
    void a_message_that_asked_for_no_report_is_never_delivered() {
        Browser.postAndroid(sandbox, "", """
                {"textMessage":{"text":"Hello"},"phoneNumbers":["+66811111111"],"withDeliveryReport":false}""");
        MessageChanges changes = sandbox.change(sandbox.inbox().get(0));

        assertThat(changes.possible()).contains(MessageChange.FAIL).doesNotContain(MessageChange.DELIVER);
        assertThatIllegalStateException().isThrownBy(changes::deliver).withMessageContaining("withDeliveryReport");
        assertThatIllegalStateException().isThrownBy(() -> changes.fail("tp-status-70"));
    }

    @Test
    void nativehub_has_code_and_text_of_a_failure_in_reads_and_a_number_in_reports() {
        sandbox.webhook("nativehub", receiver.uri("/"));
        InboxMessage message = VendorCalls.NATIVEHUB.send(sandbox, "5678");
        sandbox.change(message).fail("2-later");
        sandbox.sendDueWebhooks();

        assertThat(call("nativehub", "GET", "/messages/" + message.id(), "").json())
                .containsEntry("status", "failed")
                .containsEntry("error_code", 2.0)
                .containsEntry("error_message", "unreachable")
                .containsEntry("sell_price", 0.0123);
        assertThat(receiver.taken())
                .extracting(got -> got.json().get("status"), got -> got.json().get("error_code"))
                .containsExactly(tuple("submitted", null), tuple("failed", 2.0));
        assertThat((List<?>) call("nativehub", "GET", "/messages/" + message.id() + "/logs", "")
                        .value())
                .hasSize(3);
    }

    @Test
    void a_scheduled_message_of_nativehub_starts_when_it_is_delivered_or_its_delay_is_over() {
        for (String digit : List.of("1", "2")) {
            assertThat(call("nativehub", "POST", "/scheduled-messages", """
                    {"to":"+6681234567%s","from":"BRAND","body":"Hi","scheduled_at":"2026-03-01T13:00:00Z"}""".formatted(digit))
                            .status())
                    .isEqualTo(201);
        }
        sandbox.change(sandbox.inbox().get(0)).deliver();
        sandbox.change(sandbox.inbox().get(1)).delay(Duration.ofHours(1));

        assertThat(call("nativehub", "GET", "/messages", "").objects("data"))
                .extracting(message -> message.get("to"), message -> message.get("status"))
                .containsExactly(tuple("+66812345671", "delivered"));
        clock.advance(Duration.ofMinutes(90));
        assertThat(call("nativehub", "GET", "/messages", "").json()).containsEntry("total", 1.0);
        clock.advance(Duration.ofMinutes(30));
        assertThat(call("nativehub", "GET", "/messages", "").json()).containsEntry("total", 2.0);
    }

    @Test
    void a_code_of_the_answer_to_a_send_fails_a_message_only_before_it_starts() {
        InboxMessage sent = VendorCalls.NATIVEHUB.send(sandbox, "5678");

        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.change(sent).fail("INVALID_NUMBER"))
                .withMessageContaining("answer to a send");
    }

    @Test
    void textingline_reports_a_broadcast_as_a_whole_while_each_phone_has_its_end() {
        String recipients = IntStream.range(0, 100)
                .mapToObj("{\"to\":\"+1202555%04d\"}"::formatted)
                .collect(Collectors.joining(","));
        sandbox.webhook("textingline", receiver.uri("/"));
        call("textingline", "POST", "/api/v1/messaging/broadcast", """
                {"recipients":[%s],"from":"+12025550100","body":"Hello"}""".formatted(recipients.replace("5550", "5559")));
        InboxMessage first = sandbox.inbox().get(0);

        assertThat(sandbox.change(first).possible())
                .containsExactlyInAnyOrder(MessageChange.DELIVER, MessageChange.FAIL, MessageChange.DELAY);
        sandbox.change(first).fail("routing_error");
        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.change(sandbox.inbox().get(1)).fail("broadcast_failed"))
                .withMessageContaining("as a whole");
        clock.advance(Duration.ofMinutes(1));
        sandbox.sendDueWebhooks();

        assertThat(sandbox.inbox().subList(0, 2))
                .extracting(InboxMessage::state, InboxMessage::error)
                .containsExactly(tuple("failed", "routing_error"), tuple("delivered", null));
        assertThat(receiver.taken())
                .extracting(got -> got.json().get("event"))
                .containsExactly("messaging.broadcast.initiated", "messaging.broadcast.completed");
    }

    @Test
    void me_sms_does_not_cancel_what_was_delivered_by_hand() {
        String uuid = call("thaibulk", "POST", "/sms/send", """
                {"sender":"HELIOGRAPH","content":"Hi","msisdns":["66812345678","66812345679"],
                "scheduledTime":"2026-03-01T20:00:00+07:00"}""").text("uuid");
        String whole = "/sms/" + uuid;
        sandbox.change(sandbox.inbox().get(0)).deliver();

        assertThat(call("thaibulk", "GET", whole, "").json()).containsEntry("status", "scheduled");
        JsonResponse cancelled = call("thaibulk", "POST", whole + "/cancel", "");
        assertThat(cancelled.status()).isEqualTo(409);
        assertThat(cancelled.json()).containsEntry("code", "ALREADY_PROCESSING");
        sandbox.change(sandbox.inbox().get(1)).fail("expired");

        assertThat(call("thaibulk", "GET", whole, "").object("drSummary"))
                .isEqualTo(Map.of("success", 1.0, "expired", 1.0));
        assertThat(call("thaibulk", "GET", whole, "").json()).containsEntry("status", "sent");
        assertThat(call("thaibulk", "GET", whole + "/recipients?status=expired", "")
                        .objects("data"))
                .containsExactly(Map.of("msisdn", "66812345679", "status", "expired"));
    }

    @Test
    void a_cancelled_message_is_not_delivered_any_more() {
        String uuid = call("thaibulk", "POST", "/sms/send", """
                {"sender":"HELIOGRAPH","content":"Hi","msisdns":["66812345678"],
                "scheduledTime":"2026-03-01T20:00:00+07:00"}""").text("uuid");
        assertThat(call("thaibulk", "POST", "/sms/" + uuid + "/cancel", "").status())
                .isEqualTo(200);

        assertThatIllegalStateException()
                .isThrownBy(() -> sandbox.change(sandbox.inbox().get(0)).deliver())
                .withMessage("The message is cancelled already, and thaibulk doesn't change that any more.");
    }
}
