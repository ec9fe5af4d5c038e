package io.heliograph.spring;

import io.heliograph.SmsClientBuilder;
import io.heliograph.event.SmsEventListener;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.money.PriceSource;
import io.heliograph.spi.VendorClient;
import io.heliograph.suppression.SuppressionStore;
import io.heliograph.tracking.TimelineStore;
import io.heliograph.webhook.Keywords;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/** The beans of the application that the client is made with, if they are there; stores for example. */
record ClientBeans(
        ObjectProvider<VendorClient> doors,
        ObjectProvider<IdempotencyStore> keys,
        ObjectProvider<TimelineStore> timelines,
        ObjectProvider<SuppressionStore> suppressions,
        ObjectProvider<Keywords> keywords,
        ObjectProvider<PriceSource> prices,
        ObjectProvider<SmsEventListener> listeners,
        ObjectProvider<SmsClientCustomizer> customizers) {
    private static final Logger LOG = LoggerFactory.getLogger(ClientBeans.class);

    /**
     * Adds the providers.
     *
     * @param played whether a sandbox stands in for the vendors: a provider that is built talks to its vendor, so it is left
     *     out
     * @return whether there is any
     */
    boolean addDoors(SmsClientBuilder client, boolean played) {
        List<VendorClient> all = doors.orderedStream().toList();
        if (played && !all.isEmpty()) {
            LOG.warn("{} providers that are beans are left out: the sandbox can't stand in for them", all.size());
            return false;
        }
        all.forEach(client::provider);
        return !all.isEmpty();
    }

    /** Adds everything else; after the settings, so that a bean counts for more. */
    void addRest(SmsClientBuilder client) {
        keys.ifAvailable(client::idempotencyStore);
        timelines.ifAvailable(client::timelineStore);
        suppressions.ifAvailable(client::suppressionStore);
        keywords.ifAvailable(client::keywords);
        prices.ifAvailable(client::prices);
        listeners.orderedStream().forEach(client::listener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(client));
    }
}
