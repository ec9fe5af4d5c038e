package io.heliograph.sandbox.vendor.androidgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The phone that is asked directly, where it isn't like a server. */
class AndroidPhoneTest {
    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private JsonResponse call(String method, String path, String body) {
        URI uri = sandbox.baseUrl("androidgateway").resolve(path);
        return Browser.send(method, uri, body, Browser.headers("androidgateway"));
    }

    private JsonResponse send(String number) {
        return call(
                "POST",
                "/messages",
                "{\"id\":\"m-1\",\"textMessage\":{\"text\":\"Hi\"},\"phoneNumbers\":[\"" + number + "\"]}");
    }

    private JsonResponse list(String query) {
        return call("GET", "/inbox" + query, "");
    }

    @Test
    void it_has_the_messages_of_the_server() {
        assertThat(send("+79990001234").status()).isEqualTo(202);

        assertThat(Browser.getAndroid(sandbox, "m-1").status()).isEqualTo(200);
        assertThat(call("GET", "/device", "").body()).contains("SandboxPhone000000001");
    }

    @Test
    void a_bad_number_fails_after_it_was_taken() {
        assertThat(send("+79990000001").status()).isEqualTo(202);
        clock.advance(Duration.ofSeconds(2));

        assertThat(call("GET", "/messages/m-1", "").json()).containsEntry("state", "Failed");
    }

    @Test
    void a_cancellation_is_done_at_once_and_may_be_repeated() {
        send("+79990001234");

        assertThat(call("DELETE", "/messages/m-1", "").json()).containsEntry("state", "Cancelled");
        assertThat(call("DELETE", "/messages/m-1", "").json()).containsEntry("state", "Cancelled");
    }

    @Test
    void a_message_that_no_longer_waits_cannot_be_cancelled() {
        send("+79990001234");
        clock.advance(Duration.ofSeconds(5));

        assertThat(call("DELETE", "/messages/m-1", "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /messages/nothing, 404",
        "GET, /devices, 404",
        "DELETE, /devices/SandboxPhone000000001, 404",
        "POST, /messages/x/y, 404",
        "PUT, /settings, 405"
    })
    void what_is_not_there_has_no_text(String method, String path, int status) {
        JsonResponse response = call(method, path, "");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void wrong_credentials_are_challenged() {
        JsonResponse response = Browser.get(sandbox.baseUrl("androidgateway").resolve("/messages"));

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void a_refreshed_token_is_a_200() {
        JsonResponse issued = call("POST", "/auth/token", "{\"scopes\":[\"all:any\"]}");
        URI refresh = sandbox.baseUrl("androidgateway").resolve("/auth/token/refresh");

        JsonResponse refreshed =
                Browser.send("POST", refresh, "", "Authorization", "Bearer " + issued.text("refresh_token"));

        assertThat(issued.status()).isEqualTo(201);
        assertThat(refreshed.status()).isEqualTo(200);
    }

    @Test
    void the_inbox_has_pages_and_filters() {
        for (int i = 0; i < 3; i++) {
            sandbox.reply("androidgateway", "+66812345678", "+12015550123", "Hi " + i);
            clock.advance(Duration.ofSeconds(1));
        }

        JsonResponse page = list("?limit=2&offset=1&type=SMS");

        assertThat(page.header("X-Total-Count")).isEqualTo("3");
        assertThat((List<?>) page.value())
                .extracting(item -> ((Map<?, ?>) item).get("contentPreview"))
                .isEqualTo(List.of("Hi 1", "Hi 0"));
        assertThat(list("?from=" + TestClock.START.plusSeconds(1)).header("X-Total-Count"))
                .isEqualTo("2");
        assertThat(list("?to=" + TestClock.START).header("X-Total-Count")).isEqualTo("1");
        assertThat(list("?type=MMS").header("X-Total-Count")).isEqualTo("0");
        assertThat(list("?deviceId=other").header("X-Total-Count")).isEqualTo("0");
        assertThat(list("?limit=501").status()).isEqualTo(400);
        assertThat(list("?type=FAX").status()).isEqualTo(400);
    }

    @Test
    void the_log_is_cut_to_its_period() {
        send("+79990000003");
        clock.advance(Duration.ofSeconds(5));

        JsonResponse all = call("GET", "/logs", "");

        assertThat((List<?>) all.value())
                .extracting(entry -> ((Map<?, ?>) entry).get("priority"))
                .isEqualTo(List.of("INFO", "INFO", "WARN"));
        assertThat((List<?>) call("GET", "/logs?to=" + TestClock.START, "").value())
                .hasSize(1);
        assertThat(call("GET", "/logs?from=today", "").status()).isEqualTo(400);
    }
}
