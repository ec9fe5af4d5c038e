package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.webhook.SmsEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Webhooks that aren't JSON by POST, with either kind of server, in an application that uses hidden methods. */
@SpringBootTest(
        classes = Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.mvc.hiddenmethod.filter.enabled=true",
            "spring.webflux.hiddenmethod.filter.enabled=true",
            "heliograph.webhooks.max-size=1000",
            "heliograph.providers.wavix.api-key=key-1",
        })
@Import(FormWebhooks.Forms.class)
abstract class FormWebhooks {
    private static final String FORM = "note=a+%26+b&_method=DELETE";

    /** A provider that is a bean. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Forms {
        @Bean
        FormVendor formVendor() {
            return new FormVendor();
        }
    }

    @Autowired
    Application.ReceivedEvents received;

    @Autowired
    Environment environment;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void clearEvents() {
        received.events.clear();
    }

    private HttpRequest.Builder request(String provider, String query) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + environment.getProperty("local.server.port")
                + "/webhooks/sms/" + provider + query));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String sign(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(FormVendor.KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> post(String form) throws Exception {
        return exchange(request("forms", "?id=" + getClass().getSimpleName())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Sign", sign("id=" + getClass().getSimpleName() + form))
                .POST(BodyPublishers.ofString(form)));
    }

    @Test
    void a_form_keeps_its_raw_body_and_its_method() throws Exception {
        HttpResponse<String> response = post(FORM);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
        assertThat(response.body()).isEqualTo("<ok/>");
        assertThat(received.events).extracting(SmsEvent::rawJson).containsExactly("POST a & b");
    }

    @Test
    void a_form_that_is_too_large_is_refused() throws Exception {
        assertThat(post("note=" + "x".repeat(2_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void a_webhook_by_get_is_accepted() throws Exception {
        HttpResponse<String> response =
                exchange(request("forms", "?note=by+get").header("X-Sign", sign("note=by+get")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(received.events).extracting(SmsEvent::rawJson).containsExactly("GET by get");
    }

    @Test
    void a_compressed_body_is_refused_with_its_reason() throws Exception {
        HttpResponse<String> response = exchange(
                request("wavix", "?token=x").header("Content-Encoding", "gzip").POST(BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("compressed");
        assertThat(received.events).isEmpty();
    }

    @Test
    void a_provider_without_get_names_its_methods() throws Exception {
        HttpResponse<String> response = exchange(request("wavix", "?token=x"));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }
}
