package io.heliograph.spring;

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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A user signs in with the token that came by SMS. */
class OneTimeTokenSignInTest {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final CompletableFuture<SendCompletion> sent = new CompletableFuture<>();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    /** Fills in the form of a page, and submits it; where the browser goes then. */
    private String submit(String base, String page, String action, String field, String value)
            throws IOException, InterruptedException {
        Matcher csrf = CSRF.matcher(
                exchange(HttpRequest.newBuilder(URI.create(base + page))).body());
        assertThat(csrf.find()).isTrue();
        HttpResponse<String> response = exchange(HttpRequest.newBuilder(URI.create(base + action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        field + "=" + value + "&_csrf=" + URLEncoder.encode(csrf.group(1), StandardCharsets.UTF_8))));
        assertThat(response.statusCode()).isEqualTo(302);
        return URI.create(response.headers().firstValue("Location").orElseThrow())
                .getPath();
    }

    @Test
    void the_token_that_came_by_sms_signs_in() throws IOException, InterruptedException {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(
                        Application.class, SecuredApplication.WithWebhooks.class)
                .initializers(each -> each.getBeanFactory().registerSingleton("listener", new SmsEventListener() {
                    @Override
                    public void sendEnded(SendCompletion end) {
                        sent.complete(end);
                    }
                }))
                .properties(
                        "server.port=0",
                        "spring.main.web-application-type=servlet",
                        "spring.main.banner-mode=off",
                        "heliograph.sandbox.enabled=true",
                        "heliograph.sandbox.webhooks=false",
                        "heliograph.route=wavix",
                        "heliograph.providers.wavix.from=ACME",
                        "heliograph.one-time-token.text={token} is your code")
                .run()) {
            String base = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");

            assertThat(submit(base, "/login", "/ott/generate", "username", "nobody"))
                    .isEqualTo("/login/ott");
            assertThat(submit(base, "/login", "/ott/generate", "username", "kestrel"))
                    .isEqualTo("/login/ott");
            assertThat(sent.orTimeout(60, TimeUnit.SECONDS).join().outcome()).isPresent();
            InboxMessage message = context.getBean(Sandbox.class).inbox().get(0);
            assertThat(message.to()).isEqualTo("+447700900123");
            String token = message.text().replace(" is your code", "");

            assertThat(submit(base, "/login/ott", "/login/ott", "token", token)).isEqualTo("/");
        }
    }
}
