package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.spring.metrics.ClientMeters;
import io.heliograph.spring.metrics.MetricsAutoConfiguration;
import io.heliograph.spring.metrics.SendCounters;
import io.heliograph.spring.metrics.SendObservations;
import io.heliograph.wavix.Wavix;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ActuatorAutoConfigurationTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SmsClientAutoConfiguration.class,
                    ActuatorAutoConfiguration.class,
                    ObservationAutoConfiguration.class,
                    MetricsAutoConfiguration.class))
            .withPropertyValues(
                    "heliograph.providers.wavix.api-key=secret-1",
                    "heliograph.providers.wavix.from=ACME",
                    "heliograph.providers.wavix.idempotency=header");

    private final ApplicationContextRunner exposed =
            context.withPropertyValues("management.endpoints.web.exposure.include=sms");

    @Test
    void there_is_a_health_indicator_by_the_name_of_sms() {
        context.run(assertableApplicationContext ->
                assertThat(assertableApplicationContext).hasBean("smsHealthIndicator"));
    }

    @Test
    void the_health_indicator_can_be_switched_off() {
        context.withPropertyValues("management.health.sms.enabled=false")
                .run(assertableApplicationContext ->
                        assertThat(assertableApplicationContext).doesNotHaveBean("smsHealthIndicator"));
    }

    @Test
    void a_health_indicator_of_the_application_takes_its_place() {
        context.withBean("smsHealthIndicator", String.class, () -> "mine")
                .run(assertableApplicationContext -> assertThat(
                                assertableApplicationContext.getBean("smsHealthIndicator"))
                        .isEqualTo("mine"));
    }

    @Test
    void without_health_types_the_rest_is_there() {
        context.withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.health", "org.springframework.boot.actuate.health"))
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .hasNotFailed()
                        .hasSingleBean(InfoContributor.class)
                        .doesNotHaveBean("smsHealthIndicator"));
    }

    @Test
    void without_actuator_there_is_none_of_it() {
        context.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(assertableApplicationContext ->
                        assertThat(assertableApplicationContext).hasNotFailed().doesNotHaveBean(ProvidersHealth.class));
    }

    @Test
    void without_a_client_there_is_none_of_it() {
        exposed.withPropertyValues("heliograph.enabled=false")
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .hasNotFailed()
                        .doesNotHaveBean(SmsEndpoint.class)
                        .doesNotHaveBean("smsHealthIndicator"));
    }

    @Test
    void info_names_the_providers() {
        context.run(assertableApplicationContext -> {
            Info.Builder info = new Info.Builder();
            assertableApplicationContext.getBean(InfoContributor.class).contribute(info);
            assertThat(info.build().getDetails().toString()).isEqualTo("{sms={providers=[wavix], sandbox=false}}");
        });
    }

    @Test
    void info_says_where_the_inbox_of_the_sandbox_is() {
        context.withPropertyValues("heliograph.sandbox.enabled=true", "heliograph.route=wavix")
                .run(assertableApplicationContext -> {
                    Info.Builder info = new Info.Builder();
                    assertableApplicationContext.getBean(InfoContributor.class).contribute(info);
                    assertThat(info.build().getDetails().toString())
                            .endsWith("sandbox=true, inbox="
                                    + assertableApplicationContext
                                            .getBean(Sandbox.class)
                                            .url() + "}}");
                });
    }

    @Test
    void a_client_of_the_application_is_not_said_to_be_in_the_sandbox() {
        context.withPropertyValues("heliograph.sandbox.enabled=true")
                .withBean(
                        "mine",
                        SmsClient.class,
                        () -> SmsClient.builder()
                                .provider(Wavix.builder().apiKey("key-1").build())
                                .build())
                .run(assertableApplicationContext -> {
                    Info.Builder info = new Info.Builder();
                    assertableApplicationContext.getBean(InfoContributor.class).contribute(info);
                    assertThat(info.build().getDetails().toString())
                            .isEqualTo("{sms={providers=[wavix], sandbox=false}}");
                });
    }

    @Test
    void the_endpoint_is_there_only_if_it_is_exposed() {
        context.run(assertableApplicationContext ->
                assertThat(assertableApplicationContext).doesNotHaveBean(SmsEndpoint.class));
        exposed.run(assertableApplicationContext ->
                assertThat(assertableApplicationContext).hasSingleBean(SmsEndpoint.class));
    }

    @Test
    void the_endpoint_shows_the_settings_and_hides_what_may_be_secret() {
        exposed.run(assertableApplicationContext -> {
            Map<String, Object> overview =
                    assertableApplicationContext.getBean(SmsEndpoint.class).overview();
            assertThat(overview.toString())
                    .contains("heliograph.providers.wavix.api-key=******")
                    .contains("heliograph.providers.wavix.from=ACME")
                    .contains("heliograph.deadline=PT30S")
                    .contains("wavix={state=UP}")
                    .doesNotContain("secret-1");
        });
    }

    @Test
    void only_what_is_or_may_be_a_credential_is_masked() {
        exposed.withPropertyValues(
                        "heliograph.providers.thaibulk.api-key=secret-2",
                        "heliograph.providers.thaibulk.chunk-size=500",
                        "heliograph.providers.thaibulk.webhook-secrets[0]=secret-3-of-sixteen-characters",
                        "heliograph.providers.androidgateway.username=secret-4",
                        "heliograph.providers.androidgateway.password=secret-5",
                        "heliograph.providers.androidgateway.device-id=secret-6",
                        "heliograph.providers.androidgateway.region=TH",
                        "heliograph.providers.wavix-eu.type=wavix",
                        "heliograph.providers.wavix-eu.api-key=secret-7",
                        "heliograph.providers.wavix-eu.idempotency=header")
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext
                                .getBean(SmsEndpoint.class)
                                .overview()
                                .toString())
                        .contains(
                                "heliograph.providers.thaibulk.chunk-size=500",
                                "heliograph.providers.androidgateway.region=TH",
                                "heliograph.providers.wavix-eu.type=wavix",
                                "heliograph.providers.wavix-eu.idempotency=header",
                                "heliograph.providers.androidgateway.username=******")
                        .doesNotContain("secret-"));
    }

    @Test
    void the_endpoint_plans_without_sending() {
        exposed.run(assertableApplicationContext -> assertThat(assertableApplicationContext
                        .getBean(SmsEndpoint.class)
                        .plan("+447700900123", null, null, null, null, null)
                        .toString())
                .contains("steps=[{provider=wavix, segments=1, credits=")
                .doesNotContain("7700900123"));
    }

    @Test
    void the_endpoint_names_what_a_provider_ignores() {
        exposed.run(assertableApplicationContext -> {
            SmsEndpoint endpoint = assertableApplicationContext.getBean(SmsEndpoint.class);
            Map<String, Object> options = Map.of("androidgateway.priority", 100, "wavix.smart-encoding", "true");

            assertThat(endpoint.plan("+447700900123", null, null, null, "otp", options)
                            .toString())
                    .contains("ignored=[{")
                    .contains("provider=wavix")
                    .contains("fields=[androidgateway.priority]");
            assertThatThrownBy(() -> endpoint.plan(
                            "+447700900123", null, null, null, null, Map.of("androidgateway.priority", "high")))
                    .isInstanceOf(InvalidEndpointRequestException.class)
                    .hasMessageContaining("androidgateway.priority is 4 letters");
        });
    }

    @Test
    void a_number_that_is_wrong_is_a_bad_request_without_the_number() {
        exposed.run(assertableApplicationContext -> assertThatThrownBy(() -> assertableApplicationContext
                        .getBean(SmsEndpoint.class)
                        .plan("0770090012", null, null, null, null, null))
                .isInstanceOf(InvalidEndpointRequestException.class)
                .hasMessageContaining("to ")
                .hasMessageNotContaining("0770090012"));
    }

    @Test
    void sends_are_observed_where_there_is_a_registry() {
        context.withBean(ObservationRegistry.class, ObservationRegistry::create)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .hasSingleBean(SendObservations.class)
                        .hasSingleBean(ClientMeters.class)
                        .hasSingleBean(SendCounters.class));
    }

    @Test
    void nothing_is_observed_where_there_is_no_registry() {
        context.run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                .hasNotFailed()
                .doesNotHaveBean(SendObservations.class)
                .doesNotHaveBean(SendCounters.class));
    }

    @Test
    void without_micrometer_the_client_is_there() {
        context.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .hasNotFailed()
                        .hasSingleBean(SmsClient.class)
                        .doesNotHaveBean(ClientMeters.class)
                        .doesNotHaveBean(SendObservations.class));
    }
}
