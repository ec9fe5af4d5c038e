package io.heliograph.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Receiver;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.SandboxFault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecordsTest {
    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final ApiClient api = new ApiClient(sandbox);

    @AfterEach
    void close() {
        sandbox.close();
    }

    private List<Map<String, Object>> requests(String query) {
        return api.get("/api/requests" + query).objects("requests");
    }

    @Test
    void a_refused_request_is_there_with_its_answer_and_makes_no_message() {
        Browser.postWavix(sandbox, "{\"from\":\"ACME\"}");
        api.wavix("+66812345678", "Hi");

        assertThat(requests("")).extracting(request -> request.get("status")).containsExactly(201.0, 400.0);
        assertThat(requests("?status=400").get(0))
                .containsEntry("id", "1")
                .containsEntry("vendor", "wavix")
                .containsEntry("at", "2026-03-01T12:00:00.250Z")
                .containsEntry("method", "POST")
                .containsEntry("path", "/v3/messages")
                .containsEntry("messages", List.of())
                .containsEntry("fault", null);
        assertThat(api.get("/api/requests/1").text("responseBody")).contains("\"success\":false");
        assertThat(requests("?vendor=thaibulk")).isEmpty();
    }

    @Test
    void secrets_are_masked_in_headers_bodies_and_queries() {
        Browser.send(
                "POST",
                URI.create(sandbox.baseUrl("nativehub") + "/auth/login?access_token=hidden-query&page=2"),
                "{\"username\":\"somebody\",\"password\":\"hidden \\\"password\"}",
                "Content-Type",
                "application/json",
                "X-API-Key",
                "hidden-key",
                "Authorization",
                "Bearer hidden-token",
                "Cookie",
                "session=hidden-cookie");
        Browser.send(
                "POST",
                URI.create(sandbox.baseUrl("nativehub") + "/auth/login"),
                "{\"username\":\"sandbox\",\"password\":\"sandbox\"}",
                "Content-Type",
                "application/json");

        JsonResponse refused = api.get("/api/requests/1");
        assertThat(refused.body()).contains("somebody", "page=2").doesNotContain("hidden");
        assertThat(refused.object("requestHeaders"))
                .containsEntry("Authorization", "***")
                .containsEntry("X-API-Key", "***");
        JsonResponse login = api.get("/api/requests/2");
        assertThat(login.json()).containsEntry("status", 200.0);
        assertThat(login.text("responseBody")).contains("***").doesNotContain("eyJ");
    }

    @Test
    void the_login_of_a_url_is_masked_wherever_the_url_stands() {
        Browser.postWavix(
                sandbox,
                "{\"from\":\"ACME\",\"to\":\"+66812345678\",\"message_body\":{\"text\":\"Hi http://a/b @c\"},"
                        + "\"callback_url\":\"http:\\/\\/u:hidden@localhost:1\\/a?b=c\"}");
        api.ok("PUT", "/api/webhooks/wavix", "{\"url\":\"http://u:hidden@localhost:1/hook\"}");
        api.wavix("+66812345679", "Hi");
        Browser.send(
                "GET", URI.create(sandbox.baseUrl("wavix") + "/v3?u=https%3A%2F%2Fu%3Ahidden%40a%2Fb&c=d%40e"), "");
        clock.advance(Duration.ofSeconds(2));
        assertThat(sandbox.sendDueWebhooks()).isPositive();

        assertThat(api.get("/api/requests/1").text("requestBody"))
                .contains("Hi http://a/b @c", "http:\\/\\/***@localhost:1\\/a?b=c");
        assertThat(requests("").get(0)).containsEntry("path", "/v3?u=https%3A%2F%2F***%40a%2Fb&c=d%40e");
        assertThat(api.get("/api/webhooks").body())
                .contains("\"http://localhost:1/hook\"")
                .doesNotContain("hidden");
    }

    @Test
    void a_request_without_an_answer_has_the_status_0_and_its_fault() throws Exception {
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
        CompletableFuture<JsonResponse> hanging = Browser.sendLater(
                "POST",
                Browser.wavix(sandbox, ""),
                "{\"from\":\"ACME\",\"to\":\"+66812345678\",\"message_body\":{\"text\":\"Hi\"}}",
                "Authorization",
                Browser.BEARER,
                "Content-Type",
                "application/json");
        assertThat(api.get("/api/wait?timeout=30s").status()).isEqualTo(200);
        sandbox.fault("wavix", SandboxFault.NONE);
        assertThat(hanging).failsWithin(30, TimeUnit.SECONDS);

        assertThat(requests("").get(0))
                .containsEntry("status", 0.0)
                .containsEntry("fault", "accept-then-hang")
                .containsEntry("messages", List.of("1"));
    }

    @Test
    void a_request_names_the_documented_fault_that_it_met() {
        String code = sandbox.faults("wavix").get(0).code();
        api.ok("PUT", "/api/faults/wavix", "{\"fault\":\"%s\",\"times\":1}".formatted(code));
        Browser.postWavix(sandbox, "{\"from\":\"ACME\",\"to\":\"+66812345678\",\"message_body\":{\"text\":\"Hi\"}}");
        api.wavix("+66812345678", "Hi");

        assertThat(requests("").get(1)).containsEntry("fault", code);
        assertThat(requests("").get(0)).containsEntry("fault", null);
    }

    @Test
    void webhooks_are_listed_with_the_message_that_they_report() {
        try (Receiver receiver = new Receiver()) {
            api.ok("PUT", "/api/webhooks/wavix", "{\"url\":\"" + receiver.uri("/hook?token=hidden") + "\"}");
            api.wavix("+66812345678", "one");
            api.wavix("+66812345679", "two");
            receiver.answer(500);
            clock.advance(Duration.ofSeconds(2));
            assertThat(sandbox.sendDueWebhooks()).isEqualTo(4);

            JsonResponse ofFirst = api.get("/api/webhooks?message=1");
            assertThat(ofFirst.objects("webhooks"))
                    .hasSize(2)
                    .extracting(attempt -> attempt.get("message"))
                    .containsOnly("1");
            assertThat(ofFirst.objects("webhooks").get(1))
                    .containsEntry("vendor", "wavix")
                    .containsEntry("event", "delivery-report")
                    .containsEntry("attempt", 1.0)
                    .containsEntry("status", 500.0);
            assertThat(ofFirst.body())
                    .contains(receiver.uri("/hook").toString())
                    .doesNotContain("hidden");
            assertThat(api.get("/api/messages/2").objects("webhooks")).hasSize(2);
            assertThat(api.get("/api/webhooks?vendor=thaibulk").objects("webhooks"))
                    .isEmpty();
        }
    }

    @Test
    void replies_are_listed_as_inbound_messages() {
        api.wavix("+66812345679", "Hi");
        String id = api.ok("POST", "/api/replies", """
                {"vendor":"wavix","from":"+66812345678","to":"ACME","text":"STOP"}""").text("id");

        assertThat(api.get("/api/inbound?from=%2B66812345678").objects("inbound"))
                .containsExactly(Map.of(
                        "id",
                        "1",
                        "vendor",
                        "wavix",
                        "vendorId",
                        id,
                        "from",
                        "+66812345678",
                        "to",
                        "ACME",
                        "text",
                        "STOP",
                        "receivedAt",
                        "2026-03-01T12:00:00.250Z",
                        "afterMessage",
                        "1"));
        assertThat(api.get("/api/inbound?after=1").objects("inbound")).isEmpty();
        assertThat(api.get("/api/inbound?from=%2B1*").objects("inbound")).isEmpty();
    }

    @Test
    void a_report_on_a_vendors_own_port_is_joined_to_the_message() {
        String id = api.wavix("+66812345678", "Hi");
        URI own = URI.create(sandbox.baseUrl("wavix") + "/api/sends");

        JsonResponse taken = Browser.send("POST", own, """
                {"send":"s-1","key":"k-1","to":"+66812345678","route":"default","traceId":"0af7651916cd43dd8448eb211c80319c",
                 "outcome":"accepted","provider":"my-wavix","segments":1,"messageId":"%s",
                 "attempts":[{"provider":"other","outcome":"rejected","code":"RATE_LIMITED","at":"2026-03-01T12:00:00Z",
                              "milliseconds":12},
                             {"provider":"my-wavix","outcome":"accepted","messageId":"%s"}]}""".formatted(id, id));

        assertThat(taken.status()).isEqualTo(204);
        assertThat(api.messages("?key=k-1", "attempts")).containsExactly(2.0);
        assertThat(api.get("/api/messages/1").object("send")).containsEntry("route", "default");
        assertThat(api.get("/api/sends?key=k-1").objects("sends")).hasSize(1);
        assertThat(api.get("/api/sends?to=%2B1*").objects("sends")).isEmpty();
        assertThat(Browser.get(own).status()).isEqualTo(405);
    }
}
