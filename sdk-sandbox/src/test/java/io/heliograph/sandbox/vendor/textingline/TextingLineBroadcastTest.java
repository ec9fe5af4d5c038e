package io.heliograph.sandbox.vendor.textingline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.InboxMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextingLineBroadcastTest {
    private final TestClock clock = new TestClock();
    private final Sandbox sandbox =
            Sandbox.builder().clock(clock).deliverAfter(Duration.ofSeconds(8)).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse post(List<String> recipients, String more) {
        String list = recipients.stream().map(to -> "{\"to\":\"" + to + "\"}").collect(Collectors.joining(","));
        return postRecipients("[" + list + "]", more);
    }

    private JsonResponse postRecipients(String recipients, String more) {
        return Browser.call(
                sandbox,
                "textingline",
                "POST",
                "/api/v1/messaging/broadcast",
                "{\"recipients\":" + recipients + ",\"from\":\"+12025550100\"" + more + "}");
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "+1202" + (5_010_000 + i))
                .collect(Collectors.toList());
    }

    private static List<String> with(String... more) {
        List<String> numbers = new ArrayList<>(ordinary(100));
        numbers.addAll(List.of(more));
        return numbers;
    }

    /** Numbers that aren't test numbers. */
    private static List<String> ordinary(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "+1202" + (5_010_100 + i))
                .toList();
    }

    private static final String TEXT = ",\"body\":\"Hello\"";

    private void assertRefused(JsonResponse response, int code) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json()).containsEntry("code", (double) code).containsEntry("status", 400.0);
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_broadcast_is_queued_without_ids_of_its_messages() {
        JsonResponse response = post(ordinary(100), TEXT);

        assertThat(response.status()).isEqualTo(201);
        String id = response.text("id");
        assertThat(id).matches("brc_[0-9a-f]{32}");
        assertThat(response.body())
                .isEqualTo("{\"id\":\"" + id + "\",\"from\":\"+12025550100\",\"body\":\"Hello\","
                        + "\"totalRecipients\":100,\"status\":\"queued\","
                        + "\"createdAt\":\"2026-03-01T12:00:00.250Z\"}");
        assertThat(sandbox.inbox())
                .hasSize(100)
                .contains(new InboxMessage(
                        "textingline",
                        id,
                        "+12025010100",
                        "+12025550100",
                        "Hello",
                        1,
                        "queued",
                        null,
                        TestClock.START));
    }

    @Test
    void every_recipient_has_an_end_of_its_own() {
        post(with("+12025550001", "+12025550003", "+12025550004", "+12025550005"), TEXT);
        assertThat(states()).containsExactly("queued", "failed", "queued", "queued", "queued");
        clock.advance(Duration.ofSeconds(4));
        assertThat(states()).containsExactly("sent", "failed", "sent", "sent", "sent");
        clock.advance(Duration.ofSeconds(4));

        assertThat(states()).containsExactly("delivered", "failed", "undelivered", "sent", "failed");
    }

    /** The statuses of the last ordinary recipient and of all after it. */
    private List<String> states() {
        List<InboxMessage> inbox = sandbox.inbox();
        return inbox.subList(99, inbox.size()).stream().map(InboxMessage::state).toList();
    }

    @Test
    void who_isnt_opted_in_stops_the_whole_broadcast() {
        JsonResponse response = post(with("+12025550002", "+12025560002"), TEXT);

        assertRefused(response, 33028);
        assertThat(response.object("details"))
                .isEqualTo(Map.of("notOptedIn", List.of("+12025550002", "+12025560002"), "totalNotOptedIn", 2.0));
    }

    @Test
    void equal_recipients_stop_the_whole_broadcast() {
        assertRefused(post(with("+12025010100"), TEXT), 33024);
    }

    @Test
    void a_recipient_that_is_no_number_stops_the_whole_broadcast() {
        assertRefused(post(with("2025550123"), TEXT), 33003);
    }

    @Test
    void a_broadcast_has_a_hundred_recipients_at_least() {
        assertRefused(post(List.of(), TEXT), 33005);
        assertRefused(post(ordinary(3), TEXT), 33005);
        assertRefused(post(ordinary(99), TEXT), 33005);
    }

    @Test
    void fifty_thousand_recipients_are_the_most() {
        List<String> most = numbers(50_000);
        most.replaceAll(number -> number.replaceAll("0002$", "9992"));
        List<String> unique = most.stream().distinct().collect(Collectors.toList());
        IntStream.range(0, 50_000 - unique.size()).forEach(i -> unique.add("+4420" + (5_010_100 + i)));
        List<String> tooMany = new ArrayList<>(unique);
        tooMany.add("+12029990100");
        assertRefused(post(tooMany, TEXT), 33005);

        JsonResponse response = post(unique, TEXT);

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json()).containsEntry("totalRecipients", 50_000.0);
        assertThat(sandbox.inbox()).hasSize(50_000);
        String page = Browser.get(sandbox.url()).body();
        assertThat(page).contains("Inbox: 50000 messages", "The newest 200 are shown.");
        assertThat(page.split("class=\"text\"", -1)).hasSize(201);
    }

    @Test
    void the_text_follows_the_rules_of_a_single_message() {
        assertRefused(post(ordinary(100), ""), 33005);
        assertRefused(post(ordinary(100), ",\"body\":\"" + "x".repeat(641) + "\""), 33005);
        assertRefused(post(ordinary(100), TEXT + ",\"mediaUrl\":\"http://10.0.0.1/a.png\""), 33018);
        assertRefused(post(ordinary(100), TEXT + ",\"idempotencyKey\":\"a.b\""), 33005);
    }

    @Test
    void a_broadcast_may_be_media_alone() {
        JsonResponse response = post(ordinary(100), ",\"mediaUrl\":\"https://cdn.example.com/a.png\"");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.json()).doesNotContainKey("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"+12025550123\"", "[\"+12025550123\"]", "[{\"to\":1}]", "[{}]", "[null]"})
    void recipients_are_a_list_of_objects(String recipients) {
        assertRefused(postRecipients(recipients, TEXT), 33005);
    }

    @Test
    void a_recipient_has_a_number_and_nothing_else() {
        String list = ordinary(99).stream().map(to -> "{\"to\":\"" + to + "\"}").collect(Collectors.joining(","));

        assertRefused(postRecipients("[" + list + ",{}]", TEXT), 33005);
        assertRefused(postRecipients("[" + list + ",{\"to\":\"+12025550123\",\"name\":\"Ann\"}]", TEXT), 33005);
        assertRefused(postRecipients("[" + list + ",\"+12025550123\"]", TEXT), 33005);
    }

    @Test
    void the_recipients_are_required() {
        JsonResponse response = Browser.call(sandbox, "textingline", "POST", "/api/v1/messaging/broadcast", """
                {"from":"+12025550100","body":"Hello"}""");

        assertRefused(response, 33005);
        assertThat(response.text("message")).isEqualTo("Missing required field: recipients");
    }

    @Test
    void the_same_key_brings_the_first_answer_and_sends_nothing() {
        String key = TEXT + ",\"idempotencyKey\":\"march-1\"";
        JsonResponse first = post(ordinary(100), key);

        assertThat(post(ordinary(120), key).body()).isEqualTo(first.body());
        assertThat(sandbox.inbox()).hasSize(100);
    }

    @Test
    void a_key_of_a_message_says_nothing_about_broadcasts() {
        JsonResponse message = Browser.call(sandbox, "textingline", "POST", "/api/v1/messaging/message", """
                {"to":"+12025550123","from":"+12025550100","body":"Hello","idempotencyKey":"march-1"}""");
        JsonResponse broadcast = post(ordinary(100), TEXT + ",\"idempotencyKey\":\"march-1\"");

        assertThat(message.text("id")).startsWith("msg_");
        assertThat(broadcast.text("id")).startsWith("brc_");
        assertThat(sandbox.inbox()).hasSize(101);
    }
}
