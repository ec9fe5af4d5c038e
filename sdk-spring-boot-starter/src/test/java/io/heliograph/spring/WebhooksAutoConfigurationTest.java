package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.heliograph.SmsClient;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.support.StaticApplicationContext;

class WebhooksAutoConfigurationTest {
    @RegisterExtension
    private final LogLines log = new LogLines();

    private static final AutoConfigurations OURS =
            AutoConfigurations.of(SmsClientAutoConfiguration.class, WebhooksAutoConfiguration.class);
    private static final String KEY = "heliograph.providers.wavix.api-key=key-1";

    private final WebApplicationContextRunner servlet =
            new WebApplicationContextRunner().withConfiguration(OURS).withPropertyValues(KEY);

    @Test
    void there_is_a_route_in_a_servlet_application() {
        servlet.run(assertableWebApplicationContext -> assertThat(assertableWebApplicationContext)
                .hasSingleBean(org.springframework.web.servlet.function.RouterFunction.class)
                .doesNotHaveBean(org.springframework.web.reactive.function.server.RouterFunction.class));
    }

    @Test
    void there_is_a_route_in_a_reactive_application() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues(KEY)
                .run(assertableReactiveWebApplicationContext -> assertThat(assertableReactiveWebApplicationContext)
                        .hasSingleBean(org.springframework.web.reactive.function.server.RouterFunction.class)
                        .doesNotHaveBean(org.springframework.web.servlet.function.RouterFunction.class));
    }

    @Test
    void there_is_none_outside_a_web_application() {
        new ApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues(KEY)
                .run(assertableApplicationContext ->
                        assertThat(assertableApplicationContext).hasNotFailed().doesNotHaveBean(WebhookEndpoint.class));
    }

    @Test
    void a_web_application_without_spring_mvc_goes_on_without() {
        servlet.withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
                .run(assertableWebApplicationContext -> assertThat(assertableWebApplicationContext)
                        .hasNotFailed()
                        .doesNotHaveBean("smsWebhooks"));
    }

    @Test
    void it_can_be_switched_off() {
        servlet.withPropertyValues("heliograph.webhooks.enabled=false")
                .run(assertableWebApplicationContext -> assertThat(assertableWebApplicationContext)
                        .hasSingleBean(SmsClient.class)
                        .doesNotHaveBean(WebhookEndpoint.class));
    }

    @Test
    void without_a_client_there_is_nothing_to_receive_with() {
        servlet.withPropertyValues("heliograph.enabled=false")
                .run(assertableWebApplicationContext -> assertThat(assertableWebApplicationContext)
                        .hasNotFailed()
                        .doesNotHaveBean(WebhookEndpoint.class));
    }

    @Test
    void a_route_of_the_application_takes_its_place() {
        servlet.withBean("smsWebhooks", String.class, () -> "mine")
                .run(assertableWebApplicationContext -> assertThat(assertableWebApplicationContext)
                        .doesNotHaveBean(org.springframework.web.servlet.function.RouterFunction.class));
    }

    @Test
    void a_path_without_the_provider_or_without_its_slash_is_refused_at_the_start() {
        for (String path : List.of("/sms", "sms/{provider}")) {
            servlet.withPropertyValues("heliograph.webhooks.path=" + path)
                    .run(assertableWebApplicationContext -> assertThat(assertableWebApplicationContext)
                            .getFailure()
                            .rootCause()
                            .isInstanceOf(SetupException.class)
                            .hasMessageContaining("heliograph.webhooks.path"));
        }
    }

    @Test
    void nothing_is_registered_unless_it_is_configured() {
        servlet.run(assertableWebApplicationContext ->
                assertThat(assertableWebApplicationContext).doesNotHaveBean(WebhookRegistrations.class));
    }

    @Test
    void a_place_that_is_no_url_is_refused_at_the_start() {
        servlet.withPropertyValues("heliograph.webhooks.register-at=example.com")
                .run(assertableWebApplicationContext -> assertThat(assertableWebApplicationContext)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("heliograph.webhooks.register-at"));
    }

    @Test
    void the_webhooks_are_registered_with_the_vendors_whose_api_can_and_the_others_are_named() {
        try (Sandbox sandbox = Sandbox.builder().start();
                SmsClient client = SmsClient.builder()
                        .settings(Settings.of(Map.of(
                                "heliograph.providers.androidgateway.base-url",
                                        sandbox.baseUrl("androidgateway").toString(),
                                "heliograph.providers.androidgateway.username", "sandbox",
                                "heliograph.providers.androidgateway.password", "sandbox",
                                "heliograph.providers.androidgateway.webhook-secrets", "sixteen-characters-at-least",
                                "heliograph.providers.thaibulk.api-key", "sandbox",
                                "heliograph.providers.thaibulk.webhook-secrets", "sixteen-characters-at-least")))
                        .build()) {
            WebhookRegistrations registrations = new WebhookRegistrations(
                    client, URI.create("http://127.0.0.1:8080/"), "/webhooks/sms/{provider}", false);

            registrations.onApplicationEvent(ready());

            assertThat(client.webhooks()
                            .register("androidgateway", URI.create("http://127.0.0.1:8080/webhooks/sms/androidgateway"))
                            .isUnchanged())
                    .as("it was registered at this URL before")
                    .isTrue();
        }
    }

    @Test
    void with_the_sandbox_nothing_is_registered() {
        servlet.withPropertyValues(
                        "heliograph.sandbox.enabled=true", "heliograph.webhooks.register-at=https://sms.example.com")
                .run(assertableWebApplicationContext -> assertableWebApplicationContext
                        .getBean(WebhookRegistrations.class)
                        .onApplicationEvent(ready()));

        assertThat(log.text())
                .contains("heliograph.webhooks.register-at is ignored: a sandbox simulates the vendors")
                .doesNotContain("weren't registered");
    }

    @Test
    void a_vendor_that_refuses_is_quoted_without_the_token() throws IOException {
        AtomicReference<String> answer = new AtomicReference<>("");
        try (Refusing vendor = Refusing.with(answer);
                SmsClient client = SmsClient.builder()
                        .settings(Settings.of(Map.of(
                                "heliograph.providers.wavix.base-url", vendor.url(),
                                "heliograph.providers.wavix.api-key", "key-1",
                                "heliograph.providers.wavix.webhook-secrets", "sixteen-characters-at-least")))
                        .build()) {
            URI url = URI.create("https://sms.example.com/webhooks/sms/wavix");
            String token =
                    client.webhooks().callbackUrl("wavix", url).getQuery().replace("token=", "");
            answer.set("{\"success\":false,\"message\":\"URL not reachable:\\n" + token + "\"}");
            new WebhookRegistrations(client, URI.create("https://sms.example.com"), "/webhooks/sms/{provider}", false)
                    .onApplicationEvent(ready());

            assertThat(log.text())
                    .contains("the webhooks of wavix weren't registered: INVALID_REQUEST")
                    .contains("; the vendor's text: URL not reachable: …")
                    .doesNotContain(token);
        }
    }

    /** A vendor that answers everything with a 400. */
    private record Refusing(HttpServer server) implements AutoCloseable {
        static Refusing with(AtomicReference<String> body) throws IOException {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                byte[] bytes = Objects.requireNonNull(body.get()).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(400, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
            return new Refusing(server);
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static ApplicationReadyEvent ready() {
        return new ApplicationReadyEvent(
                new SpringApplication(), new String[0], new StaticApplicationContext(), Duration.ZERO);
    }
}
