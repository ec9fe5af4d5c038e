package io.heliograph.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookRequestTest {
    private static final URI PLACE = URI.create("/hook?a=1&b=2&b=3&c=&d&e=x%20y%2B+z&=f");

    private static WebhookRequest request(Map<String, List<String>> headers) {
        return new WebhookRequest(headers, "body".getBytes(StandardCharsets.UTF_8), PLACE);
    }

    @Test
    void a_header_is_found_whatever_its_case() {
        WebhookRequest request = request(Map.of("X-Signature", List.of("abc")));
        assertThat(request.header("x-signature")).contains("abc");
        assertThat(request.header("X-SIGNATURE")).contains("abc");
        assertThat(request.header("X-Other")).isEmpty();
    }

    @Test
    void a_header_that_is_there_twice_isnt_there() {
        Map<String, List<String>> twice = new LinkedHashMap<>();
        twice.put("X-Signature", List.of("abc"));
        twice.put("x-signature", List.of("abc"));

        assertThat(request(twice).header("X-Signature")).isEmpty();
        assertThat(request(Map.of("X-Signature", List.of("a", "b"))).header("X-Signature"))
                .isEmpty();
        assertThat(request(Map.of("X-Signature", List.of())).header("X-Signature"))
                .isEmpty();
    }

    @Test
    void a_parameter_that_is_there_twice_isnt_there() {
        WebhookRequest request = request(Map.of());
        assertThat(request.query("a")).contains("1");
        assertThat(request.query("b")).isEmpty();
        assertThat(request.query("c")).contains("");
        assertThat(request.query("d")).isEmpty();
        assertThat(request.query("e")).contains("x y+ z");
        assertThat(request.query("")).isEmpty();
        assertThat(request.query("A")).isEmpty();
    }

    @Test
    void the_body_is_the_one_that_came_whoever_changes_the_array() {
        byte[] body = {1, 2, 3};
        WebhookRequest request = new WebhookRequest(Map.of(), body, PLACE);
        body[0] = 9;
        request.body()[1] = 9;

        assertThat(request.body()).containsExactly(1, 2, 3);
    }

    @Test
    void headers_that_change_later_change_nothing() {
        Map<String, List<String>> headers = new LinkedHashMap<>(Map.of("X-A", List.of("1")));
        WebhookRequest request = request(headers);
        headers.clear();

        assertThat(request.header("X-A")).contains("1");
    }

    @Test
    void it_prints_its_size_alone() {
        WebhookRequest request = new WebhookRequest(
                Map.of("X-Key", List.of("canary")),
                "canary".getBytes(StandardCharsets.UTF_8),
                URI.create("/canary?token=canary"),
                "203.0.113.7");
        assertThat(request).hasToString("WebhookRequest[6 bytes]");
        assertThat(request.remoteAddress()).isEqualTo("203.0.113.7");
    }
}
