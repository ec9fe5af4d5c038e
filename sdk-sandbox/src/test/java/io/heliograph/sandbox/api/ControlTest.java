package io.heliograph.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Receiver;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.SandboxFault;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ControlTest {
    private static final String FIXED = "{\"fixed\":\"2026-11-30T10:00:00Z\"}";

    private final Sandbox sandbox = Sandbox.builder().start();
    private final ApiClient api = new ApiClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void the_clock_is_fixed_and_moved_and_what_is_due_is_sent_before_the_answer() {
        try (Receiver receiver = new Receiver()) {
            api.ok("PUT", "/api/webhooks/wavix", "{\"url\":\"" + receiver.uri("/hook") + "\"}");
            assertThat(api.ok("PUT", "/api/clock", FIXED).body())
                    .isEqualTo("{\"now\":\"2026-11-30T10:00:00Z\",\"mode\":\"fixed\"}");
            api.wavix("+66812345678", "Hi");
            assertThat(api.messages("", "acceptedAt")).containsExactly("2026-11-30T10:00:00Z");

            api.ok("PUT", "/api/clock", "{\"advance\":\"PT1S\"}");
            assertThat(receiver.taken()).hasSize(1);
            assertThat(api.messages("", "state")).containsExactly("sent");
            JsonResponse moved = api.ok("PUT", "/api/clock", "{\"advance\":\"PT1S\"}");
            assertThat(receiver.taken()).hasSize(1);
            assertThat(moved.text("now")).isEqualTo("2026-11-30T10:00:02Z");

            assertThat(api.ok("PUT", "/api/clock", "{\"mode\":\"system\"}").text("mode"))
                    .isEqualTo("system");
            assertThat(api.get("/api/clock").text("now")).isNotEqualTo("2026-11-30T10:00:02Z");
        }
    }

    @Test
    void a_running_clock_is_not_advanced() {
        JsonResponse response = api.send("PUT", "/api/clock", "{\"advance\":\"PT1S\"}");

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.text("error")).contains("fix it at a time first");
    }

    @Test
    void a_clock_of_the_users_own_is_not_moved_by_the_api() {
        try (Sandbox own = Sandbox.builder().clock(new TestClock()).start()) {
            JsonResponse response = new ApiClient(own).send("PUT", "/api/clock", FIXED);

            assertThat(response.status()).isEqualTo(409);
            assertThat(new ApiClient(own).get("/api/clock").body())
                    .isEqualTo("{\"now\":\"2026-03-01T12:00:00.250Z\",\"mode\":\"fixed\"}");
        }
    }

    @Test
    void a_fault_is_set_for_some_requests_and_counts_down() {
        String code = sandbox.faults("wavix").get(0).code();

        assertThat(api.ok("PUT", "/api/faults/wavix", "{\"fault\":\"%s\",\"times\":2}".formatted(code))
                        .body())
                .isEqualTo("{\"fault\":\"" + code + "\",\"timesLeft\":2}");
        Browser.postWavix(sandbox, "{\"from\":\"ACME\",\"to\":\"+66812345678\",\"message_body\":{\"text\":\"Hi\"}}");
        assertThat(api.get("/api/faults/wavix").json()).containsEntry("timesLeft", 1.0);

        assertThat(api.ok("DELETE", "/api/faults/wavix", "").body())
                .isEqualTo("{\"fault\":\"none\",\"timesLeft\":null}");
        assertThat(api.ok("PUT", "/api/faults/wavix", "{\"fault\":\"outage\"}").body())
                .isEqualTo("{\"fault\":\"outage\",\"timesLeft\":null}");
        assertThat(sandbox.fault("wavix")).isEqualTo(SandboxFault.OUTAGE);
    }

    @Test
    void the_vendors_are_listed_with_what_a_client_needs() {
        List<Object> vendors = List.copyOf((List<?>) api.get("/api/vendors").value());

        assertThat(vendors).hasSize(5);
        assertThat(api.get("/api/vendors").body())
                .contains("\"name\":\"wavix\"")
                .contains("\"title\":\"Android SMS Gateway\"")
                .contains("\"baseUrl\":\"" + sandbox.baseUrl("androidgateway") + "\"")
                .contains("\"basePath\":\"/androidgateway/3rdparty/v1\"")
                .contains("\"credentials\":{\"api-key\":\"sandbox\"}", "\"webhookSecret\":\"sandbox\"")
                .contains("\"replies\":false,\"webhooks\":false,\"fault\":{\"fault\":\"none\",\"timesLeft\":null}")
                .contains("\"lastDigits\":\"999016\"");
    }

    @Test
    void a_reset_forgets_everything() {
        api.ok("PUT", "/api/clock", FIXED);
        api.wavix("+66812345678", "Hi");
        api.ok("POST", "/api/replies", """
                {"vendor":"wavix","from":"+66812345678","to":"ACME","text":"STOP"}""");
        api.ok("PUT", "/api/faults/thaibulk", "{\"fault\":\"outage\"}");
        api.ok("POST", "/api/sends", "{\"to\":\"+66812345678\",\"outcome\":\"unknown\"}");

        assertThat(api.ok("POST", "/api/reset", "{}").status()).isEqualTo(204);

        for (String list : List.of("messages", "inbound", "requests", "webhooks", "sends", "recipients")) {
            assertThat(api.get("/api/" + list).objects(list)).as(list).isEmpty();
        }
        assertThat(api.get("/api/faults/thaibulk").text("fault")).isEqualTo("none");
        assertThat(api.get("/api/clock").text("mode")).isEqualTo("system");
        api.wavix("+66812345678", "Hi");
        assertThat(api.get("/api/wait?state=delivered&timeout=30s").status())
                .as("the opt-out is forgotten")
                .isEqualTo(200);
    }

    @Test
    void a_reset_by_prefix_forgets_these_recipients_only() {
        for (String phone : List.of("+66811111111", "+66822222222")) {
            api.wavix(phone, "Hi");
            api.ok("POST", "/api/replies", """
                    {"vendor":"wavix","from":"%s","to":"ACME","text":"STOP"}""".formatted(phone));
            api.ok("POST", "/api/sends", "{\"to\":\"%s\",\"outcome\":\"unknown\"}".formatted(phone));
        }

        api.ok("POST", "/api/reset", "{\"to\":\"+66811*\"}");

        assertThat(api.messages("", "to")).containsExactly("+66822222222");
        assertThat(api.get("/api/inbound").objects("inbound"))
                .extracting(inbound -> inbound.get("from"))
                .containsExactly("+66822222222");
        assertThat(api.get("/api/sends").objects("sends")).hasSize(1);
        api.wavix("+66811111111", "again");
        api.wavix("+66822222222", "again");
        assertThat(api.messages("?to=%2B66822222222&text=again", "status")).containsExactly("failed");
        assertThat(api.messages("?to=%2B66811111111", "status")).doesNotContain("failed");
    }

    @Test
    void two_tests_share_a_sandbox_and_do_not_see_each_other() throws Exception {
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> codesOf("+66811"));
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> codesOf("+66822"));

        one.get(50, TimeUnit.SECONDS);
        other.get(50, TimeUnit.SECONDS);

        assertThat(api.messages("")).isEmpty();
    }

    /** A test that knows its own numbers only. */
    private void codesOf(String prefix) {
        for (int round = 0; round < 20; round++) {
            String phone = prefix + (105_550 + round);
            String code = prefix.substring(3) + (1_000 + round);
            api.ok("POST", "/api/reset", "{\"to\":\"" + prefix + "*\"}");
            assertThat(api.messages("?to=" + prefix.replace("+", "%2B") + "*")).isEmpty();
            api.wavix(phone, "Your code is " + code.substring(0, 6));
            assertThat(api.get("/api/code?timeout=30s&to=" + phone.replace("+", "%2B"))
                            .text("code"))
                    .isEqualTo(code.substring(0, 6));
        }
        api.ok("POST", "/api/reset", "{\"to\":\"" + prefix + "*\"}");
    }

    @Test
    void java_resets_the_same_way() {
        sandbox.clock().fix(Instant.parse("2026-11-30T10:00:00Z"));
        api.wavix("+66811111111", "Hi");
        api.wavix("+66822222222", "Hi");

        sandbox.messages().reset("+66811*");
        assertThat(sandbox.inbox()).hasSize(1);

        sandbox.reset();
        assertThat(sandbox.inbox()).isEmpty();
        assertThat(sandbox.clock().isFixed()).isFalse();
    }
}
