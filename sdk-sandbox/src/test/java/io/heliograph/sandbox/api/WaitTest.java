package io.heliograph.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.model.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WaitTest {
    private static final String PHONE = "+66812345678";

    private final Sandbox sandbox = Sandbox.builder().start();
    private final ApiClient api = new ApiClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private CompletableFuture<JsonResponse> later(String path) {
        return Browser.sendLater("GET", sandbox.url().resolve(path), "");
    }

    private static JsonResponse join(CompletableFuture<JsonResponse> response) throws Exception {
        return response.get(30, TimeUnit.SECONDS);
    }

    @Test
    void a_wait_ends_with_the_message() throws Exception {
        CompletableFuture<JsonResponse> wait = later("/api/wait?to=%2B66812345678&text=code&timeout=30s");
        api.wavix("+66812345679", "Your code is 1111");
        api.wavix(PHONE, "Hello");
        api.wavix(PHONE, "Your code is 2222");

        assertThat(join(wait).text("text")).isEqualTo("Your code is 2222");
    }

    @Test
    void a_message_that_is_there_already_is_found_the_oldest_first() {
        api.wavix(PHONE, "one");
        api.wavix(PHONE, "two");

        assertThat(api.get("/api/wait?to=%2B66812345678&timeout=0s").text("text"))
                .isEqualTo("one");
        assertThat(api.get("/api/wait?to=%2B66812345678&after=1&timeout=0s").text("text"))
                .isEqualTo("two");
    }

    @Test
    void a_wait_for_a_state_ends_when_the_clock_gets_there() throws Exception {
        sandbox.clock().fix(Instant.parse("2026-03-01T12:00:00Z"));
        api.wavix(PHONE, "Hi");
        CompletableFuture<JsonResponse> wait = later("/api/wait?state=delivered&timeout=30s");

        sandbox.clock().advance(Duration.ofSeconds(1));
        assertThat(api.get("/api/wait?state=delivered&timeout=0ms").status()).isEqualTo(404);
        sandbox.clock().advance(Duration.ofSeconds(1));

        assertThat(join(wait).text("state")).isEqualTo("delivered");
    }

    @Test
    void a_wait_for_a_state_ends_by_itself_with_the_clock_of_the_system() {
        api.wavix(PHONE, "Hi");

        assertThat(api.get("/api/wait?state=delivered&timeout=30s").text("state"))
                .isEqualTo("delivered");
    }

    @Test
    void a_wait_for_a_key_ends_with_the_report_of_the_sdk() throws Exception {
        CompletableFuture<JsonResponse> wait = later("/api/wait?key=order-1&timeout=30s");
        String id = api.wavix(PHONE, "Hi");
        assertThat(api.ok("POST", "/api/sends", """
                {"key":"order-1","to":"+66812345678","outcome":"accepted","provider":"wavix","messageId":"%s",
                 "attempts":[{"provider":"wavix","outcome":"accepted","messageId":"%s"}]}""".formatted(id, id)).status()).isEqualTo(204);

        JsonResponse found = join(wait);
        assertThat(found.text("vendorId")).isEqualTo(id);
        assertThat(found.json()).containsEntry("key", "order-1").containsEntry("attempts", 1.0);
        assertThat(sandbox.inbox()).extracting(InboxMessage::key).containsExactly("order-1");
        assertThat(sandbox.messages().find(InboxQuery.any()).get(0).key()).isEqualTo("order-1");
    }

    @Test
    void a_wait_in_vain_says_what_was_there_without_numbers_and_texts() {
        api.wavix(PHONE, "Hello");
        api.wavix("+66812345679", "Your code is 1111");

        JsonResponse response = api.get("/api/wait?to=%2B66812345678&text=code&timeout=1ms");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text("error"))
                .isEqualTo("No such message within 1 ms: of 2 messages, 1 fit to, 1 fit text.");
    }

    @Test
    void the_newest_code_is_returned() throws Exception {
        CompletableFuture<JsonResponse> wait = later("/api/code?to=%2B66812345678&timeout=30s");
        api.wavix(PHONE, "Your code is 482913");
        assertThat(join(wait).text("code")).isEqualTo("482913");

        api.wavix(PHONE, "Your code is 123-456. It ends in 5 minutes");
        api.wavix(PHONE, "Welcome!");

        JsonResponse code = api.get("/api/code?to=%2B66812345678");
        assertThat(code.text("code")).isEqualTo("123456");
        assertThat(code.object("message")).containsEntry("id", "2");
        assertThat(api.get("/api/code?to=%2B66812345678&after=2&timeout=1ms").status())
                .isEqualTo(404);
    }

    @Test
    void java_waits_the_same_way() {
        api.wavix(PHONE, "Your code is 482913");

        assertThat(sandbox.messages()
                        .await(InboxQuery.toNumber(PHONE).status(MessageStatus.DELIVERED), Duration.ofSeconds(30))
                        .state())
                .isEqualTo("delivered");
        assertThat(sandbox.messages().awaitCode(PHONE, Duration.ZERO)).isEqualTo("482913");
        assertThatThrownBy(() -> sandbox.messages().await(InboxQuery.any().text("absent"), Duration.ofMillis(1)))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("No such message within 1 ms: of 1 message, 0 fit text.");
        assertThat(sandbox.messages().delete(InboxQuery.toNumber("+6681*"))).isEqualTo(1);
        assertThat(sandbox.messages().find(InboxQuery.any())).isEmpty();
    }
}
