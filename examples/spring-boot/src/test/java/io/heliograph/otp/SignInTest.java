package io.heliograph.otp;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles({"dev", "sign-in"})
class SignInTest {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    @TestConfiguration(proxyBeanMethods = false)
    static class Listening {
        @Bean
        SentMessages sentMessages() {
            return new SentMessages();
        }
    }

    static class SentMessages implements SmsEventListener {
        final CompletableFuture<SendCompletion> first = new CompletableFuture<>();

        @Override
        public void sendEnded(SendCompletion end) {
            first.complete(end);
        }
    }

    @Autowired
    Sandbox sandbox;

    @Autowired
    SentMessages sent;

    @Autowired
    Environment environment;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private URI uri(String path) {
        return URI.create("http://localhost:" + environment.getProperty("local.server.port") + path);
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    /** Submits a field with the CSRF token of a page; where the browser goes then. */
    private String submit(String page, String action, String field) throws IOException, InterruptedException {
        Matcher csrf = CSRF.matcher(exchange(HttpRequest.newBuilder(uri(page))).body());
        assertThat(csrf.find()).isTrue();
        HttpResponse<String> response = exchange(HttpRequest.newBuilder(uri(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        field + "&_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8))));
        return URI.create(response.headers().firstValue("Location").orElseThrow())
                .getPath();
    }

    @Test
    void a_user_signs_in_with_the_token_of_an_sms() throws IOException, InterruptedException {
        assertThat(exchange(HttpRequest.newBuilder(uri("/"))).headers().allValues("Location"))
                .singleElement()
                .asString()
                .endsWith("/login");
        for (String username : List.of("nobody", "kestrel")) {
            assertThat(submit("/login", "/ott/generate", "username=" + username))
                    .isEqualTo("/login/ott");
        }
        sent.first.orTimeout(60, TimeUnit.SECONDS).join();
        List<InboxMessage> inbox = sandbox.inbox();
        assertThat(inbox).singleElement().extracting(InboxMessage::to).isEqualTo("+66812345678");
        String token = inbox.get(0).text().replaceFirst("Your sign-in code is ", "");

        assertThat(submit("/login/ott", "/login/ott", "token=" + token)).isEqualTo("/");
        assertThat(exchange(HttpRequest.newBuilder(uri("/"))).statusCode()).isEqualTo(200);
    }
}
