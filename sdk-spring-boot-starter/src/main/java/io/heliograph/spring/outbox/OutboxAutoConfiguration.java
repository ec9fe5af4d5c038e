package io.heliograph.spring.outbox;

import io.heliograph.SmsClient;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxListener;
import io.heliograph.store.jdbc.JdbcStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Auto-configures the transactional outbox in the database of a {@link JdbcStore}, where it is switched on. */
@AutoConfiguration(
        afterName = {
            "io.heliograph.spring.SmsClientAutoConfiguration",
            "io.heliograph.spring.StoreAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnProperty(prefix = "heliograph.outbox", name = "enabled", havingValue = "true")
@ConditionalOnClass(name = "io.heliograph.store.jdbc.JdbcStore")
@ConditionalOnBean({JdbcStore.class, SmsClient.class})
@Import(OutboxInTransactions.class)
public final class OutboxAutoConfiguration {
    OutboxAutoConfiguration() {}

    /** Where there are no transactions of Spring. */
    @Bean
    @ConditionalOnMissingBean(Outbox.class)
    Outbox heliographOutbox(JdbcStore store, Environment environment, ObjectProvider<OutboxListener> listeners) {
        return OutboxFactory.outbox(store, environment, listeners);
    }

    @Bean
    @ConditionalOnMissingBean
    OutboxLifecycle heliographOutboxLifecycle(
            ConfigurableApplicationContext context,
            Environment environment,
            Outbox outbox,
            ObjectProvider<SmsClient> client) {
        return new OutboxLifecycle(context, OutboxProperties.of(environment).workers(), outbox, client);
    }
}
