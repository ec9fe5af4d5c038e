package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class WebhooksAutoConfigurationTest {
    private static final AutoConfigurations OURS =
            AutoConfigurations.of(SmsClientAutoConfiguration.class, WebhooksAutoConfiguration.class);
    private static final String KEY = "heliograph.providers.wavix.api-key=key-1";

    private final WebApplicationContextRunner servlet =
            new WebApplicationContextRunner().withConfiguration(OURS).withPropertyValues(KEY);

    @Test
    void there_is_a_route_in_a_servlet_application() {
        servlet.run(its -> assertThat(its)
                .hasSingleBean(org.springframework.web.servlet.function.RouterFunction.class)
                .doesNotHaveBean(org.springframework.web.reactive.function.server.RouterFunction.class));
    }

    @Test
    void there_is_a_route_in_a_reactive_application() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues(KEY)
                .run(its -> assertThat(its)
                        .hasSingleBean(org.springframework.web.reactive.function.server.RouterFunction.class)
                        .doesNotHaveBean(org.springframework.web.servlet.function.RouterFunction.class));
    }

    @Test
    void there_is_none_outside_a_web_application() {
        new ApplicationContextRunner()
                .withConfiguration(OURS)
                .withPropertyValues(KEY)
                .run(its -> assertThat(its).hasNotFailed().doesNotHaveBean(WebhookDoor.class));
    }

    @Test
    void a_web_application_without_spring_mvc_goes_on_without() {
        servlet.withClassLoader(new FilteredClassLoader("org.springframework.web.servlet"))
                .run(its -> assertThat(its).hasNotFailed().doesNotHaveBean("smsWebhooks"));
    }

    @Test
    void it_can_be_switched_off() {
        servlet.withPropertyValues("heliograph.webhooks.enabled=false")
                .run(its -> assertThat(its).hasSingleBean(SmsClient.class).doesNotHaveBean(WebhookDoor.class));
    }

    @Test
    void without_a_client_there_is_nothing_to_receive_with() {
        servlet.withPropertyValues("heliograph.enabled=false")
                .run(its -> assertThat(its).hasNotFailed().doesNotHaveBean(WebhookDoor.class));
    }

    @Test
    void a_route_of_the_application_takes_its_place() {
        servlet.withBean("smsWebhooks", String.class, () -> "mine")
                .run(its ->
                        assertThat(its).doesNotHaveBean(org.springframework.web.servlet.function.RouterFunction.class));
    }

    @Test
    void a_path_without_the_provider_is_refused_at_the_start() {
        servlet.withPropertyValues("heliograph.webhooks.path=/sms")
                .run(its -> assertThat(its)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(SetupException.class)
                        .hasMessageContaining("heliograph.webhooks.path"));
    }
}
