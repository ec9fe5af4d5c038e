package io.heliograph.spring.metrics;

import io.heliograph.SmsClient;
import io.heliograph.outbox.Outbox;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configures the meters of the client, which Spring Boot binds to its registries. */
@AutoConfiguration(
        afterName = {
            "io.heliograph.spring.SmsClientAutoConfiguration",
            "io.heliograph.spring.StoreAutoConfiguration",
            "io.heliograph.spring.outbox.OutboxAutoConfiguration"
        })
@ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
@ConditionalOnSingleCandidate(SmsClient.class)
public final class MetricsAutoConfiguration {
    MetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ClientMeters smsClientMeters(SmsClient client) {
        return new ClientMeters(client);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.heliograph.store.jdbc.JdbcStore")
    @ConditionalOnBean(StoreCounts.class)
    static final class Store {
        Store() {}

        @Bean
        @ConditionalOnMissingBean
        StoreMeters smsStoreMeters(StoreCounts counts) {
            return new StoreMeters(counts);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "io.heliograph.outbox.Outbox")
    @ConditionalOnBean(type = "io.heliograph.outbox.Outbox")
    static final class Messages {
        Messages() {}

        @Bean
        @ConditionalOnMissingBean
        OutboxMeters smsOutboxMeters(ObjectProvider<Outbox> outbox) {
            return new OutboxMeters(outbox::getObject, Clock.systemUTC());
        }
    }
}
