package io.heliograph.spring;

import io.heliograph.SmsClientBuilder;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.money.PriceSource;
import io.heliograph.money.SpendStore;
import io.heliograph.policy.RateLimits;
import io.heliograph.spi.VendorClient;
import io.heliograph.suppression.SuppressionStore;
import io.heliograph.tracking.EarlyReports;
import io.heliograph.tracking.TimelineStore;
import io.heliograph.webhook.Keywords;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/** The application's beans that the client is built with, if there are any, for example stores. */
record ClientBeans(
        ObjectProvider<VendorClient> providers,
        Stores stores,
        ObjectProvider<Keywords> keywords,
        ObjectProvider<PriceSource> prices,
        ListenerBeans listeners,
        ObjectProvider<SmsClientCustomizer> customizers) {
    private static final Logger LOG = LoggerFactory.getLogger(ClientBeans.class);

    /** The beans that keep what the client has to remember, or share with other processes. */
    record Stores(
            ObjectProvider<IdempotencyStore> keys,
            ObjectProvider<TimelineStore> timelines,
            ObjectProvider<SuppressionStore> suppressions,
            ObjectProvider<SpendStore> spend,
            ObjectProvider<RateLimits> rateLimits,
            ObjectProvider<EarlyReports> earlyReports) {
        void addTo(SmsClientBuilder client) {
            keys.ifAvailable(client::idempotencyStore);
            timelines.ifAvailable(client::timelineStore);
            suppressions.ifAvailable(client::suppressionStore);
            spend.ifAvailable(client::spendStore);
            rateLimits.ifAvailable(client::rateLimits);
            earlyReports.ifAvailable(client::earlyReports);
        }
    }

    /**
     * Adds the providers.
     *
     * @param sandboxed whether a sandbox simulates the vendors: a provider bean calls its real vendor, so it is left out
     * @return whether there is any
     */
    boolean addProviders(SmsClientBuilder client, boolean sandboxed) {
        List<VendorClient> all = providers.orderedStream().toList();
        if (sandboxed && !all.isEmpty()) {
            LOG.warn("{} providers that are beans are left out: the sandbox can't replace them", all.size());
            return false;
        }
        all.forEach(client::provider);
        return !all.isEmpty();
    }

    /** Adds everything else; after the settings, so that a bean overrides them. */
    void addRest(SmsClientBuilder client) {
        stores.addTo(client);
        keywords.ifAvailable(client::keywords);
        prices.ifAvailable(client::prices);
        client.listener(listeners.listener());
        customizers.orderedStream().forEach(customizer -> customizer.customize(client));
    }
}
