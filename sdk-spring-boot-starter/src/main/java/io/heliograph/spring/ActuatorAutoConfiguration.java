package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.spring.metrics.StoreHealth;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Auto-configures Actuator: health and info of the providers, and the endpoint {@code sms}. */
@AutoConfiguration(after = {SmsClientAutoConfiguration.class, StoreAutoConfiguration.class})
@ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
@ConditionalOnSingleCandidate(SmsClient.class)
@ConditionalOnBean(BoundSettings.class)
public final class ActuatorAutoConfiguration {
    ActuatorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    LastAttempts smsLastAttempts() {
        return new LastAttempts();
    }

    @Bean
    @ConditionalOnMissingBean
    ProvidersHealth smsProvidersHealth(
            SmsClient client, LastAttempts last, BoundSettings settings, ObjectProvider<StoreHealth> store) {
        HeliographProperties.Health health = settings.properties().health();
        return new ProvidersHealth(
                client,
                last,
                health.balance() ? new Balances(client, health.balanceInterval(), Clock.systemUTC()) : null,
                store.getIfAvailable());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static final class Boot4Health {
        Boot4Health() {}

        @Bean(ProvidersHealth.INDICATOR)
        @ConditionalOnEnabledHealthIndicator("sms")
        @ConditionalOnMissingBean(name = ProvidersHealth.INDICATOR)
        HealthIndicator smsHealthIndicator(ProvidersHealth health) {
            return () -> (health.isUp() ? Health.up() : Health.down())
                    .withDetails(health.details())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = Boot3Health.INDICATOR)
    @ConditionalOnProperty(
            prefix = "management.health.sms",
            name = "enabled",
            havingValue = "true",
            matchIfMissing = true)
    @Import(Boot3Health.class)
    static final class Boot3 {
        Boot3() {}
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.info.InfoContributor")
    static final class Info {
        Info() {}

        @Bean
        @ConditionalOnEnabledInfoContributor("sms")
        @ConditionalOnMissingBean(name = "smsInfoContributor")
        InfoContributor smsInfoContributor(
                SmsClient client,
                ObjectProvider<ProviderOverrides> sandbox,
                ObjectProvider<SandboxConfiguration.OwnClient> ownClient) {
            return info -> {
                Map<String, Object> sms = new LinkedHashMap<>();
                sms.put("providers", List.copyOf(client.states().keySet()));
                // A client of the application's own isn't pointed at the sandbox.
                ProviderOverrides overrides = ownClient.getIfAvailable() == null ? sandbox.getIfAvailable() : null;
                sms.put("sandbox", overrides != null);
                if (overrides != null) {
                    overrides.inbox().ifPresent(url -> sms.put("inbox", url.toString()));
                }
                info.withDetail("sms", sms);
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnAvailableEndpoint(endpoint = SmsEndpoint.class)
    static final class Endpoints {
        Endpoints() {}

        @Bean
        @ConditionalOnMissingBean
        SmsEndpoint smsEndpoint(SmsClient client, ClientSettings settings, SettingNames names, ProvidersHealth health) {
            return new SmsEndpoint(client, settings, names, health);
        }
    }
}
