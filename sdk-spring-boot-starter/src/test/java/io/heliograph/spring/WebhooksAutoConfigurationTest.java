package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.support.StaticApplicationContext;

class WebhooksAutoConfigurationTest {
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

    private static ApplicationReadyEvent ready() {
        return new ApplicationReadyEvent(
                new SpringApplication(), new String[0], new StaticApplicationContext(), Duration.ZERO);
    }
}
