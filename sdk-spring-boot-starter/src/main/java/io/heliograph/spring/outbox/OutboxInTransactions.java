package io.heliograph.spring.outbox;

import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxListener;
import io.heliograph.store.jdbc.JdbcStore;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The outbox where there are transactions of Spring on a data source; it comes before the one without. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.jdbc.datasource.DataSourceUtils")
@ConditionalOnSingleCandidate(DataSource.class)
final class OutboxInTransactions {
    OutboxInTransactions() {}

    @Bean
    @ConditionalOnMissingBean(Outbox.class)
    TransactionalOutbox heliographOutbox(
            JdbcStore store, Environment environment, ObjectProvider<OutboxListener> listeners, DataSource source) {
        return new TransactionalOutbox(OutboxFactory.outbox(store, environment, listeners), source);
    }
}
