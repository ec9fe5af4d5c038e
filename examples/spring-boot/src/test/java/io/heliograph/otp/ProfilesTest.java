package io.heliograph.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.sandbox.Sandbox;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The profiles as the application is started with them. */
class ProfilesTest {
    private static final List<String> ENVIRONMENT = List.of(
            "WAVIX_KEY=key-1",
            "SMSGATE_USERNAME=me",
            "SMSGATE_PASSWORD=mine",
            "WAVIX_WEBHOOK_SECRET=0123456789abcdef",
            "SMSGATE_SIGNING_KEY=key-of-a-phone",
            "SMS_COUNTRIES=TH,GB");

    @Test
    void without_a_profile_the_sandbox_plays_the_vendors() {
        try (ConfigurableApplicationContext context = start(List.of())) {
            assertThat(context.getBeansOfType(Sandbox.class)).hasSize(1);
            assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void in_production_both_providers_are_the_vendors_and_there_is_no_sandbox() {
        try (ConfigurableApplicationContext context = start(ENVIRONMENT, "prod")) {
            assertThat(context.getBeansOfType(Sandbox.class)).isEmpty();
            assertThat(context.getBeansOfType(Inbox.class)).isEmpty();
            assertThat(context.getBean(SmsClient.class).states()).containsOnlyKeys("wavix", "androidgateway");
            assertThat(context.getBean(SmsClient.class)).hasToString("SmsClient[wavix || androidgateway]");
        }
    }

    @Test
    void in_production_the_sandbox_is_refused() {
        List<String> sandbox = Stream.concat(ENVIRONMENT.stream(), Stream.of("heliograph.sandbox.enabled=true"))
                .toList();
        assertThatThrownBy(() -> start(sandbox, "prod"))
                .rootCause()
                .hasMessageContaining("heliograph.sandbox.enabled is true while the profile prod is active");
    }

    @Test
    void in_production_a_credential_that_is_not_set_is_named() {
        assertThatThrownBy(() -> start(ENVIRONMENT.subList(1, ENVIRONMENT.size()), "prod"))
                .rootCause()
                .hasMessageContaining("wavix.api-key");
    }

    @Test
    void in_production_countries_that_are_not_set_are_named() {
        assertThatThrownBy(() -> start(ENVIRONMENT.subList(0, ENVIRONMENT.size() - 1), "prod"))
                .rootCause()
                .hasMessageContaining("heliograph.spend.countries is set to nothing");
    }

    private static ConfigurableApplicationContext start(List<String> settings, String... profiles) {
        String[] arguments = Stream.concat(
                        Stream.of("--server.port=0"), settings.stream().map(setting -> "--" + setting))
                .toArray(String[]::new);
        return new SpringApplicationBuilder(OtpApplication.class)
                .profiles(profiles)
                .logStartupInfo(false)
                .run(arguments);
    }
}
