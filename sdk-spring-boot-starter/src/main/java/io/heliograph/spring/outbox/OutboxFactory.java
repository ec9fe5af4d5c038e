package io.heliograph.spring.outbox;

import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxListener;
import io.heliograph.outbox.OutboxSettings;
import io.heliograph.store.jdbc.JdbcStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

/** Makes the outbox from the properties. */
final class OutboxFactory {
    private OutboxFactory() {}

    static Outbox outbox(JdbcStore store, Environment environment, ObjectProvider<OutboxListener> listeners) {
        OutboxProperties properties = OutboxProperties.of(environment);
        OutboxSettings.Builder builder = OutboxSettings.builder()
                .threads(properties.threads())
                .orderPerRecipient(properties.orderPerRecipient())
                .pollInterval(properties.pollInterval())
                .deadline(OutboxProperties.deadline(environment))
                .maxAge(properties.maxAge())
                .keep(properties.keep())
                .keepDead(properties.keepDead());
        listeners.orderedStream().forEach(builder::listener);
        return store.outbox(builder.build());
    }
}
