package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.event.SmsEventListener;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.policy.ProviderState;
import io.heliograph.spi.VendorClient;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.SuppressionStore;
import io.heliograph.wavix.Wavix;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

class SmsClientAutoConfigurationTest {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SmsClientAutoConfiguration.class));

    private final ApplicationContextRunner wavix =
            context.withPropertyValues("heliograph.providers.wavix.api-key=key-1");

    @Test
    void a_key_is_enough_for_a_client() {
        wavix.run(assertableApplicationContext -> assertThat(
                        assertableApplicationContext.getBean(SmsClient.class).states())
                .containsEntry("wavix", ProviderState.up())
                .hasSize(1));
    }

    @Test
    void every_provider_with_settings_is_found_in_their_order() {
        wavix.withPropertyValues(
                        "heliograph.providers.thaibulk.api-key=key-2", "heliograph.providers.thaibulk.from=ACME")
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext
                                .getBean(SmsClient.class)
                                .states())
                        .containsOnlyKeys("wavix", "thaibulk"));
    }

    @Test
    void without_any_key_the_failure_names_what_each_provider_lacks() {
        context.run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                .getFailure()
                .rootCause()
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("Found provider wavix but no heliograph.providers.wavix.api-key")
                .hasMessageContaining("Found provider textingline but no heliograph.providers.textingline.key-id"));
    }

    @Test
    void without_any_provider_the_failure_says_what_to_add() {
        context.withClassLoader(new FilteredClassLoader(
                        new ClassPathResource("META-INF/services/io.heliograph.spi.ProviderFactory")))
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(SetupException.class)
                        .hasMessage("No SMS provider is on the class path."));
    }

    @Test
    void every_fault_is_listed_at_once_and_no_value_is_shown() {
        wavix.withPropertyValues(
                        "heliograph.deadline=soon",
                        "heliograph.retry.max-attempts=500",
                        "heliograph.retry.trees=4",
                        "heliograph.provider.wavix.api-key=secret-1",
                        "heliograph.providers.wavix.api-kee=secret-2",
                        "heliograph.providers.nobody.api-key=secret-3")
                .run(assertableApplicationContext -> {
                    assertThat(assertableApplicationContext).hasFailed();
                    assertThat(assertableApplicationContext.getStartupFailure())
                            .rootCause()
                            .isInstanceOfSatisfying(
                                    InvalidRequestException.class,
                                    e -> assertThat(e.violations())
                                            .extracting(Violation::field)
                                            .containsExactlyInAnyOrder(
                                                    "heliograph.deadline",
                                                    "heliograph.retry.max-attempts",
                                                    "heliograph.retry.trees",
                                                    "heliograph.provider.wavix.api-key",
                                                    "heliograph.providers.wavix.api-kee",
                                                    "heliograph.providers.nobody"))
                            .hasMessageNotContaining("secret-")
                            .hasMessageNotContaining("soon");
                });
    }

    @Test
    void a_variable_of_the_environment_means_the_same_setting() {
        context.withInitializer(configurableApplicationContext -> configurableApplicationContext
                        .getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of(
                                        "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "key-1",
                                        "HELIOGRAPH_PROVIDERS_WAVIX_MAX_CONCURRENT", "7",
                                        "SOMEBODY_ELSES", "1"))))
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext
                                .getBean(ClientSettings.class)
                                .all())
                        .containsEntry("heliograph.providers.wavix.api-key", "key-1")
                        .containsEntry("heliograph.providers.wavix.max-concurrent", "7"));
    }

    @Test
    void the_environment_wins_over_a_file_also_in_another_spelling() {
        wavix.withInitializer(configurableApplicationContext -> configurableApplicationContext
                        .getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment", Map.of("HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "key-2"))))
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext
                                .getBean(ClientSettings.class)
                                .all())
                        .containsEntry("heliograph.providers.wavix.api-key", "key-2"));
    }

    @Test
    void it_can_be_switched_off() {
        context.withPropertyValues("heliograph.enabled=false")
                .run(assertableApplicationContext ->
                        assertThat(assertableApplicationContext).hasNotFailed().doesNotHaveBean(SmsClient.class));
    }

    @Test
    void a_client_of_the_application_is_left_alone() {
        context.withUserConfiguration(OwnClient.class)
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .hasSingleBean(SmsClient.class)
                        .hasBean("myClient"));
    }

    @Test
    void a_provider_that_is_a_bean_needs_no_settings() {
        context.withBean(
                        "vendorClient",
                        VendorClient.class,
                        () -> Wavix.builder().apiKey("key-1").build())
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext
                                .getBean(SmsClient.class)
                                .states())
                        .containsOnlyKeys("wavix"));
    }

    @Test
    void customizers_come_in_order_and_after_the_settings() {
        wavix.withUserConfiguration(Customizers.class)
                .withPropertyValues("heliograph.route=wavix", "heliograph.providers.thaibulk.api-key=key-2")
                .run(assertableApplicationContext -> {
                    assertThat(assertableApplicationContext.getBean(Customizers.class).called)
                            .containsExactly("first", "second");
                    assertThat(assertableApplicationContext.getBean(SmsClient.class))
                            .hasToString("SmsClient[thaibulk]");
                });
    }

    @Test
    void a_suppression_store_that_is_a_bean_is_checked_before_each_send() {
        MemorySuppressionStore store = new MemorySuppressionStore();
        wavix.withBean(SuppressionStore.class, () -> store).run(assertableApplicationContext -> {
            assertableApplicationContext.getBean(SmsClient.class).suppressions().add(PhoneNumber.of("+66812345678"));
            assertThat(store.find(PhoneNumber.of("+66812345678"))).hasSize(1);
        });
    }

    @Test
    void listeners_that_are_beans_hear_of_sends() {
        List<String> texts = new ArrayList<>();
        SmsEventListener listener = new SmsEventListener() {
            @Override
            public void attemptStarted(io.heliograph.message.IdempotencyKey key, String provider, int number) {
                texts.add(provider);
            }
        };
        wavix.withPropertyValues("heliograph.providers.wavix.base-url=http://127.0.0.1:1")
                .withBean(SmsEventListener.class, () -> listener)
                .run(assertableApplicationContext -> assertableApplicationContext
                        .getBean(SmsClient.class)
                        .trySend(SendRequest.to("+447700900123")
                                .from("ACME")
                                .text("hello")
                                .build()));
        assertThat(texts).isNotEmpty().containsOnly("wavix");
    }

    @Test
    void an_ssl_bundle_that_does_not_exist_is_named_by_the_failure() {
        wavix.withConfiguration(
                        AutoConfigurations.of(org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration.class))
                .withPropertyValues("heliograph.ssl.bundle=vendors")
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                        .getFailure()
                        .rootCause()
                        .hasMessage("heliograph.ssl.bundle names an SSL bundle that doesn't exist."));
    }

    @Test
    void providers_of_the_settings_connect_by_the_http_options_that_are_a_bean() {
        List<String> hosts = new ArrayList<>();
        OkHttpClient own = new OkHttpClient.Builder()
                .dns(host -> {
                    hosts.add(host);
                    throw new UnknownHostException("nowhere");
                })
                .build();
        wavix.withBean("own", HttpOptions.class, () -> HttpOptions.defaults().using(own))
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext
                                .getBean(SmsClient.class)
                                .trySend(SendRequest.to("+447700900123")
                                        .from("ACME")
                                        .text("hello")
                                        .build()))
                        .isInstanceOf(SendOutcome.Rejected.class));
        assertThat(hosts).isNotEmpty().containsOnly("api.wavix.com");
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClient {
        @Bean
        SmsClient myClient() {
            return SmsClient.builder()
                    .provider(Wavix.builder().apiKey("key-1").build())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {
        private final List<String> called = new ArrayList<>();

        @Bean
        @Order(2)
        SmsClientCustomizer second() {
            return client -> {
                called.add("second");
                client.route("thaibulk");
            };
        }

        @Bean
        @Order(1)
        SmsClientCustomizer first() {
            return client -> called.add("first");
        }
    }
}
