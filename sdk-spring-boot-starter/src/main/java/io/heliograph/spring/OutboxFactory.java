package io.heliograph.spring;

import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxListener;
import io.heliograph.outbox.OutboxSettings;
import io.heliograph.store.jdbc.JdbcStore;
import org.springframework.beans.factory.ObjectProvider;

/** Makes the outbox from the properties. */
final class OutboxFactory {
    private OutboxFactory() {}

    static Outbox outbox(JdbcStore store, BoundSettings settings, ObjectProvider<OutboxListener> listeners) {
        HeliographProperties.Outbox properties = settings.properties().outbox();
        OutboxSettings.Builder builder = OutboxSettings.builder()
                .threads(properties.threads())
                .orderPerRecipient(properties.orderPerRecipient())
                .pollInterval(properties.pollInterval())
                .deadline(settings.properties().deadline())
                .maxAge(properties.maxAge())
                .keep(properties.keep())
                .keepDead(properties.keepDead());
        listeners.orderedStream().forEach(builder::listener);
        return store.outbox(builder.build());
    }
}
