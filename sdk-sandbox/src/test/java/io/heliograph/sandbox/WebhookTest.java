package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.sandbox.model.WebhookDelivery;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The common behaviour of all vendors' webhooks. */
class WebhookTest {
    private static final String VENDOR = "androidgateway";
    private static final String PHONE = "+66812345678";

    private final TestClock clock = new TestClock();
    private final Receiver receiver = new Receiver();
    private final Sandbox sandbox = Sandbox.builder()
            .clock(clock)
            .webhook(VENDOR, receiver.uri("/hook?token=secret"))
            .webhookTimeout(Duration.ofMillis(200))
            .start();

    @AfterEach
    void close() {
        sandbox.close();
        receiver.close();
    }

    private void reply(String text) {
        sandbox.reply(VENDOR, PHONE, "+66899999999", text);
    }

    private int after(Duration time) {
        clock.advance(time);
        return sandbox.sendDueWebhooks();
    }

    private static List<String> texts(List<Receiver.Got> got) {
        return got.stream()
                .map(one -> String.valueOf(one.object("payload").get("message")))
                .toList();
    }

    @Test
    void a_listener_gets_each_attempt_and_its_failure_stops_nothing() {
        List<WebhookDelivery> attempts = new ArrayList<>();
        sandbox.listen(attempt -> {
            throw new IllegalStateException("of the listener");
        });
        sandbox.listen(attempts::add);
        reply("one");
        reply("two");

        assertThat(sandbox.sendDueWebhooks()).isEqualTo(2);
        assertThat(attempts).isEqualTo(sandbox.webhooks());
    }

    @Test
    void with_a_clock_of_the_callers_nothing_is_sent_until_it_is_asked_for() {
        reply("one");

        assertThat(receiver.taken()).isEmpty();
        assertThat(sandbox.webhooks()).isEmpty();
        assertThat(sandbox.sendDueWebhooks()).isEqualTo(1);
        assertThat(texts(receiver.taken())).containsExactly("one");
        assertThat(sandbox.sendDueWebhooks()).isZero();
    }

    @Test
    void the_thread_sends_with_the_systems_clock() {
        try (Sandbox live = Sandbox.builder().webhook(VENDOR, receiver.uri("/")).start()) {
            live.reply(VENDOR, PHONE, "+66899999999", "at once");

            assertThat(receiver.next().object("payload")).containsEntry("message", "at once");
        }
    }

    @Test
    void closing_ends_the_thread_also_while_a_receiver_is_silent() {
        receiver.answer(Receiver.SILENCE);
        try (Sandbox live = Sandbox.builder()
                .webhook(VENDOR, receiver.uri("/"))
                .webhookTimeout(Duration.ofMinutes(1))
                .start()) {
            live.reply(VENDOR, PHONE, "+66899999999", "Hi");
            receiver.next();
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("heliograph-sandbox-webhooks") && thread.isAlive());
    }

    @Test
    void webhooks_come_in_the_order_of_their_times() {
        reply("first");
        clock.advance(Duration.ofSeconds(1));
        reply("second");
        reply("third");
        sandbox.sendDueWebhooks();

        assertThat(texts(receiver.taken())).containsExactly("first", "second", "third");
    }

    @Test
    void a_later_event_overtakes_one_that_is_repeated() {
        receiver.answer(500);
        reply("first");
        after(Duration.ZERO);
        reply("second");
        after(Duration.ofSeconds(5));

        assertThat(texts(receiver.taken())).containsExactly("first", "second", "first");
    }

    @ParameterizedTest
    @CsvSource({"-1, no response in time", "-2, no response: EOFException"})
    void no_answer_is_repeated(int answer, String problem) {
        receiver.answer(answer);
        reply("Hi");

        assertThat(after(Duration.ZERO)).isEqualTo(1);
        assertThat(after(Duration.ofSeconds(5))).isEqualTo(1);

        assertThat(sandbox.webhooks()).hasSize(2);
        WebhookDelivery failed = sandbox.webhooks().get(0);
        assertThat(failed.status()).isZero();
        assertThat(failed.taken()).isFalse();
        assertThat(failed.problem()).isEqualTo(problem);
        assertThat(failed.nextAt()).isEqualTo(TestClock.START.plusSeconds(5));
        assertThat(sandbox.webhooks().get(1).taken()).isTrue();
        assertThat(receiver.taken()).hasSize(2);
    }

    @Test
    void a_webhook_without_a_receiver_is_repeated() {
        receiver.close();
        reply("Hi");

        assertThat(after(Duration.ZERO)).isEqualTo(1);
        assertThat(sandbox.webhooks().get(0).problem()).isEqualTo("no response: ConnectException");
        assertThat(after(Duration.ofSeconds(5))).isEqualTo(1);
    }

    @Test
    void the_log_has_body_target_time_and_status_of_each_attempt() {
        receiver.answer(503);
        reply("Hi");
        sandbox.sendDueWebhooks();

        WebhookDelivery delivery = sandbox.webhooks().get(0);
        assertThat(delivery)
                .isEqualTo(new WebhookDelivery(
                        VENDOR,
                        "sms:received",
                        receiver.uri("/hook?token=secret"),
                        receiver.taken().get(0).body(),
                        1,
                        TestClock.START,
                        503,
                        "",
                        TestClock.START.plusSeconds(5),
                        null,
                        null));
        assertThat(delivery.toString()).doesNotContain("secret", "6681234").contains("503", "sms:received");
    }

    @Test
    void the_log_is_bounded_and_keeps_the_newest() {
        Sandbox one = Sandbox.builder()
                .clock(clock)
                .webhook("wavix", URI.create("http://127.0.0.1:1/"))
                .start();
        try (one) {
            for (int i = 0; i < 10_003; i++) {
                one.reply("wavix", PHONE, "+12015550123", "text " + i + ".");
            }
            one.sendDueWebhooks();

            assertThat(one.webhooks()).hasSize(10_000);
            assertThat(one.webhooks().get(0).body()).contains("text 3.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/hook",
                "http://192.168.0.1/",
                "http://localhost.evil.test/",
                "http://user@evil.test/",
                "http://2130706433/",
                "ftp://127.0.0.1/",
                "http://127.0.0.1:65536/",
                "http://127.0.0.1:0/",
                "/hook"
            })
    void a_target_on_another_machine_is_rejected(String url) {
        assertThatThrownBy(() -> sandbox.webhook("wavix", URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("localhost, 127.0.0.1 and [::1]")
                .hasMessageContaining("anyWebhookTarget()")
                .hasMessageNotContaining(url);
        assertThatThrownBy(() ->
                        Sandbox.builder().webhook("wavix", URI.create(url)).start())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/", "https://LOCALHOST:8443/x", "http://127.0.0.1:1/", "http://[::1]:80/"})
    void a_target_on_this_machine_is_accepted(String url) {
        sandbox.webhook("wavix", URI.create(url));

        assertThat(Browser.call(sandbox, "wavix", "GET", "/v1/profile", "").body())
                .contains(url);
    }

    @Test
    void another_machine_is_allowed_to_those_who_say_so() {
        try (Sandbox wide = Sandbox.builder().clock(clock).anyWebhookTarget().start()) {
            wide.webhook("wavix", URI.create("https://example.com/hook"));

            assertThat(Browser.call(wide, "wavix", "GET", "/v1/profile", "").body())
                    .contains("https://example.com/hook");
        }
    }

    @Test
    void a_vendor_without_documented_webhooks_has_none() {
        URI target = receiver.uri("/");

        assertThatThrownBy(() -> sandbox.webhook("thaibulk", target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thaibulk documents no webhooks");
        assertThatThrownBy(() -> sandbox.reply("thaibulk", PHONE, "X", "Hi"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sandbox.ping("wavix")).isInstanceOf(IllegalArgumentException.class);
        assertThat(sandbox.webhookSecret("wavix")).isEmpty();
        assertThatThrownBy(() -> sandbox.webhook("pigeon", target)).hasMessageContaining("pigeon");
    }

    @ParameterizedTest
    @CsvSource({"66812345678, +66899999999, Hi", "+66812345678, ' ', Hi", "+66812345678, +66899999999, ''"})
    void a_reply_of_another_shape_is_rejected_without_its_content(String from, String to, String text) {
        assertThatThrownBy(() -> sandbox.reply(VENDOR, from, to, text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("668");
    }

    private JsonResponse postReply(String vendor, String body, String... headers) {
        return Browser.send("POST", sandbox.url().resolve("replies/" + vendor), body, headers);
    }

    @Test
    void a_reply_is_sent_over_http() {
        String body = "{\"from\":\"" + PHONE + "\",\"to\":\"+66899999999\",\"text\":\"by curl\"}";

        JsonResponse response = postReply(VENDOR, body, "Content-Type", "application/json");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.text("id")).matches("[0-9a-f]{8}");
        sandbox.sendDueWebhooks();
        assertThat(texts(receiver.taken())).containsExactly("by curl");
    }

    @Test
    void other_sites_send_no_replies() {
        String body = "{\"from\":\"" + PHONE + "\",\"to\":\"+66899999999\",\"text\":\"STOP\"}";

        for (String origin : List.of("http://evil.test", "null", "http://127.0.0.1:1")) {
            assertThat(postReply("wavix", body, "Content-Type", "application/json", "Origin", origin)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(postReply("wavix", body, "Content-Type", "text/plain").status())
                .isEqualTo(400);
        assertThat(Browser.call(sandbox, "wavix", "GET", "/v3/messages/opt-outs", "")
                        .objects("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wavix|{}|400",
                "wavix|{\"from\":\"x\",\"to\":\"y\",\"text\":\"z\"}|400",
                "wavix|{\"from\":\"+66812345678\",\"to\":\"y\",\"text\":\"z\",\"more\":1}|400",
                "wavix|nothing|400",
                "thaibulk|{\"from\":\"+66812345678\",\"to\":\"y\",\"text\":\"z\"}|400",
                "pigeon|{}|404"
            })
    void a_bad_reply_is_rejected_over_http(String vendor, String body, int status) {
        assertThat(postReply(vendor, body, "Content-Type", "application/json").status())
                .isEqualTo(status);
    }

    @Test
    void a_reply_of_five_megabytes_is_too_large() {
        assertThat(postReply("wavix", "x".repeat(5_000_000), "Content-Type", "application/json")
                        .status())
                .isEqualTo(413);
    }

    @Test
    void the_log_is_there_as_json_without_the_token() {
        reply("Hi");
        sandbox.sendDueWebhooks();

        JsonResponse response = Browser.get(sandbox.url().resolve("webhooks.json"));

        assertThat(response.body()).doesNotContain("token", "secret");
        assertThat(response.value())
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsAllEntriesOf(Map.of(
                        "vendor", VENDOR, "event", "sms:received", "attempt", 1.0, "status", 200.0, "problem", ""))
                .containsEntry("target", receiver.uri("/hook").toString().substring("http://".length()))
                .containsEntry("nextAt", null);
    }

    @Test
    void an_impossible_timeout_or_secret_is_rejected() {
        Sandbox.Builder builder = Sandbox.builder();

        assertThatThrownBy(() -> builder.webhookTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.webhookTimeout(Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.webhookSecret(VENDOR, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
