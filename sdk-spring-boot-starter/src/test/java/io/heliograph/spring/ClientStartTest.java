package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.event.SmsEventListener;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.spi.VendorClient;
import io.heliograph.wavix.Wavix;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.PropertySource;

/** What an application finds at its start: the route, listeners, several clients, and clear faults. */
class ClientStartTest {
    @RegisterExtension
    private final LogLines log = new LogLines();

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SmsClientAutoConfiguration.class));

    private final ApplicationContextRunner wavix = context.withPropertyValues(
            "heliograph.providers.wavix.api-key=key-1", "heliograph.providers.wavix.base-url=http://127.0.0.1:1");

    @Test
    void the_order_without_a_route_is_that_of_the_names_and_is_logged() {
        String thaibulk = "heliograph.providers.thaibulk.api-key=key-2";
        wavix.withPropertyValues(thaibulk)
                .run(started ->
                        assertThat(started.getBean(SmsClient.class)).hasToString("SmsClient[thaibulk || wavix]"));
        assertThat(log.text())
                .contains("the route is thaibulk || wavix (heliograph.route isn't set: beans first, then by name);"
                        + " the providers are thaibulk, wavix");
        context.withPropertyValues(thaibulk)
                .withSystemProperties("heliograph.providers.wavix.api-key=key-1")
                .run(started ->
                        assertThat(started.getBean(SmsClient.class)).hasToString("SmsClient[thaibulk || wavix]"));
    }

    @Test
    void a_route_is_logged_as_it_is() {
        wavix.withPropertyValues("heliograph.route=TH: wavix")
                .run(started -> assertThat(started).hasNotFailed());
        assertThat(log.text()).contains("the route is TH: wavix; the providers are wavix");
    }

    @Configuration(proxyBeanMethods = false)
    static class InjectingListener {
        private final List<String> events = new ArrayList<>();

        @Bean
        SmsEventListener listener(SmsClient client) {
            return new SmsEventListener() {
                @Override
                public void sendStarted(IdempotencyKey key) {
                    events.add("started with " + client.states().keySet());
                }
            };
        }

        @Bean
        SmsEventListener failing() {
            return new SmsEventListener() {
                @Override
                public void sendStarted(IdempotencyKey key) {
                    throw new IllegalStateException("a bug");
                }
            };
        }
    }

    @Test
    void a_listener_may_inject_the_client_and_gets_its_events() {
        for (String lazy : List.of("false", "true")) {
            wavix.withUserConfiguration(InjectingListener.class)
                    .withPropertyValues("spring.main.lazy-initialization=" + lazy)
                    .run(started -> {
                        started.getBean(SmsClient.class).trySend(request().build());
                        assertThat(started.getBean(InjectingListener.class).events)
                                .containsExactly("started with [wavix]");
                    });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SendingListener {
        @Bean
        SmsEventListener eager(SmsClient client) {
            client.trySend(request().build());
            return new SmsEventListener() {};
        }
    }

    @Test
    void a_listener_that_sends_while_it_is_created_is_warned_about() {
        wavix.withUserConfiguration(SendingListener.class)
                .run(started -> assertThat(started).hasNotFailed());
        assertThat(log.text()).contains("an event is lost: the listener eager sends while it is created");
    }

    /** Else a new event of the interface would reach no bean. */
    @Test
    void every_event_is_passed_on() {
        Class<?> passing = new ListenerBeans(new DefaultListableBeanFactory().getBeanProvider(SmsEventListener.class))
                .listener()
                .getClass();
        assertThat(SmsEventListener.class.getDeclaredMethods())
                .allSatisfy(event -> assertThat(passing.getMethod(event.getName(), event.getParameterTypes())
                                .getDeclaringClass())
                        .isEqualTo(passing));
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoClients {
        @Bean
        SmsClient first() {
            return SmsClient.builder()
                    .provider(Wavix.builder().apiKey("key-1").build())
                    .build();
        }

        @Bean
        SmsClient second() {
            return SmsClient.builder()
                    .provider(Wavix.builder().apiKey("key-2").build())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OneOfThemPrimary {
        @Bean
        @Primary
        SmsClient first() {
            return new TwoClients().first();
        }

        @Bean
        SmsClient second() {
            return new TwoClients().second();
        }
    }

    @Test
    void several_clients_stop_no_start() {
        AutoConfigurations all = AutoConfigurations.of(
                AheadOfTimeAutoConfiguration.class,
                SmsClientAutoConfiguration.class,
                WebhooksAutoConfiguration.class,
                ActuatorAutoConfiguration.class);
        WebApplicationContextRunner web = new WebApplicationContextRunner()
                .withConfiguration(all)
                .withPropertyValues("management.endpoints.web.exposure.include=sms");
        web.withUserConfiguration(TwoClients.class)
                .run(started -> assertThat(started)
                        .hasNotFailed()
                        .doesNotHaveBean(WebhookEndpoint.class)
                        .doesNotHaveBean(ProvidersHealth.class)
                        .doesNotHaveBean(SmsEndpoint.class));
        assertThat(log.text()).contains("there are several SmsClient beans and none is @Primary");
        new ApplicationContextRunner()
                .withConfiguration(all)
                .withUserConfiguration(TwoClients.class)
                .run(started -> assertThat(started).hasNotFailed());
        web.withUserConfiguration(OneOfThemPrimary.class)
                .run(started -> assertThat(started)
                        .hasNotFailed()
                        .hasSingleBean(WebhookEndpoint.class)
                        .hasSingleBean(ProvidersHealth.class)
                        .hasSingleBean(SmsEndpoint.class)
                        .doesNotHaveBean(SeveralClients.class));
    }

    @Test
    void settings_and_a_bean_for_one_provider_are_one_fault_that_names_the_bean() {
        wavix.withBean(
                        "mine",
                        VendorClient.class,
                        () -> Wavix.builder().apiKey("key-1").build())
                .run(
                        started -> assertThat(started)
                                .getFailure()
                                .rootCause()
                                .isInstanceOfSatisfying(
                                        InvalidRequestException.class,
                                        e -> assertThat(e.violations())
                                                .extracting(Violation::toString)
                                                .containsExactly(
                                                        "heliograph.providers.wavix has settings, which have no effect: wavix is set"
                                                                + " up in code already, in Spring as a bean; keep one of the two")));
    }

    @Test
    void the_sandbox_is_reached_without_the_proxy() {
        Proxy proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.invalid", 3128));
        context.withPropertyValues("heliograph.sandbox.enabled=true")
                .withBean(
                        HttpOptions.class,
                        () -> HttpOptions.defaults()
                                .using(new OkHttpClient.Builder().proxy(proxy).build()))
                .run(started -> assertThat(started.getBean(SmsClient.class)
                                .trySend(request().route("wavix").build()))
                        .isInstanceOf(SendOutcome.Accepted.class));
    }

    @Test
    void two_accounts_of_one_provider_are_two_providers_also_in_the_sandbox() {
        String[] accounts = {
            "heliograph.providers.wavix-eu.type=wavix",
            "heliograph.providers.wavix-eu.api-key=key-2",
            "heliograph.route=+44: wavix-eu || wavix; *: wavix"
        };
        wavix.withPropertyValues(accounts)
                .run(started ->
                        assertThat(started.getBean(SmsClient.class).states()).containsOnlyKeys("wavix", "wavix-eu"));
        context.withPropertyValues(accounts)
                .withPropertyValues("heliograph.sandbox.enabled=true")
                .run(started -> assertThat(started.getBean(SmsClient.class)
                                .trySend(request().route("wavix-eu").build()))
                        .isInstanceOfSatisfying(
                                SendOutcome.Accepted.class,
                                accepted -> assertThat(accepted.message().provider())
                                        .isEqualTo("wavix-eu")));
    }

    @Test
    void prices_may_be_on_the_class_path() {
        wavix.withPropertyValues("heliograph.prices=classpath:start/prices.csv")
                .run(started -> assertThat(started.getBean(SmsClient.class)
                                .estimate(request().build())
                                .get(0)
                                .price())
                        .isPresent());
    }

    @Test
    void the_settings_of_a_vault_that_has_no_list_are_enough() {
        Map<String, String> secrets = Map.of("heliograph.providers.wavix.api-key", "key-1");
        context.withInitializer(application -> application
                        .getEnvironment()
                        .getPropertySources()
                        .addFirst(new PropertySource<>("vault", secrets) {
                            @Override
                            public @Nullable Object getProperty(String name) {
                                return source.get(name);
                            }
                        }))
                .run(started ->
                        assertThat(started.getBean(SmsClient.class).states()).containsOnlyKeys("wavix"));
    }

    private static SendRequest.Builder request() {
        return SendRequest.to("+447700900123").from("ACME").text("hello");
    }
}
