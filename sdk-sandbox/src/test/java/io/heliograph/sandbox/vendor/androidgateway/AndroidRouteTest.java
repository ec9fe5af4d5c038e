package io.heliograph.sandbox.vendor.androidgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Browser;
import io.heliograph.sandbox.JsonResponse;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.TestClock;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AndroidRouteTest {
    private final Sandbox sandbox = Sandbox.builder().clock(new TestClock()).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /messages",
        "POST, /messages/m-1",
        "POST, /devices",
        "GET, /devices/x",
        "PUT, /device",
        "PUT, /webhooks",
        "POST, /inbox/export",
        "POST, /settings",
        "DELETE, /inbox"
    })
    void another_method_is_not_found_as_text_like_another_path(String method, String path) {
        URI uri = URI.create(sandbox.baseUrl("androidgateway") + path);

        JsonResponse response = Browser.send(method, uri, "", "Authorization", Browser.BASIC);

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.header("Content-Type")).startsWith("text/plain");
        assertThat(response.body()).isEqualTo("Not Found");
    }

    @ParameterizedTest
    @CsvSource({"GET, /inbox", "GET, /logs"})
    void a_server_documents_what_only_a_phone_has(String method, String path) {
        URI uri = URI.create(sandbox.baseUrl("androidgateway") + path);

        JsonResponse response = Browser.send(method, uri, "", "Authorization", Browser.BASIC);

        assertThat(response.status()).isEqualTo(501);
        assertThat(response.json()).isEqualTo(Map.of("message", "Not Implemented"));
    }
}
