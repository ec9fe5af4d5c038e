package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.event.SmsEventListener;
import io.heliograph.http.HttpOptions;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.money.PriceSource;
import io.heliograph.spi.VendorClient;
import io.heliograph.suppression.SuppressionStore;
import io.heliograph.tracking.TimelineStore;
import io.heliograph.webhook.Keywords;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Makes the {@link SmsClient} of an application from its properties under {@code heliograph.} and from its beans. Every bean
 * gives way to one of the application's.
 */
@AutoConfiguration(afterName = "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration")
@ConditionalOnProperty(prefix = "heliograph", name = "enabled", havingValue = "true", matchIfMissing = true)
@Import(SandboxConfiguration.class)
public final class SmsClientAutoConfiguration {
    SmsClientAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    BoundSettings heliographSettings(Environment environment) {
        return BoundSettings.of(environment);
    }

    @Bean
    @ConditionalOnMissingBean
    SettingNames heliographSettingNames() {
        return new SettingNames();
    }

    @Bean
    @ConditionalOnMissingBean
    ClientSettings heliographClientSettings(
            BoundSettings settings, SettingNames names, ObjectProvider<ProviderOverrides> standIn) {
        ProviderOverrides there = standIn.getIfAvailable();
        // Here too, because a bean that sends while it is made may be made before those that look at all such
        // properties.
        if (settings.faults().isEmpty() && settings.properties().sandbox().enabled() != (there != null)) {
            throw AheadOfTime.differs("heliograph.sandbox.enabled", there != null);
        }
        return new ClientSettings(settings, names, there);
    }

    @Bean
    @ConditionalOnMissingBean
    SendsLifecycle heliographSendsLifecycle(ConfigurableApplicationContext context, BoundSettings settings) {
        return new SendsLifecycle(context, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    HttpOptions heliographHttpOptions(BoundSettings settings, ObjectProvider<SslBundles> bundles) {
        String bundle = settings.properties().ssl().bundle();
        return bundle == null ? HttpOptions.defaults() : BundledTls.of(bundles.getObject(), bundle);
    }

    /** The client; it is closed with the context. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    SmsClient smsClient(
            BoundSettings bound, ClientSettings settings, SettingNames names, HttpOptions http, ClientBeans beans) {
        List<Violation> faults = new ArrayList<>(bound.faults());
        SmsClientBuilder client = SmsClient.builder().http(http);
        boolean hasDoors = beans.addDoors(client, settings.playsAll());
        if (!hasDoors && !settings.hasProviders() && faults.isEmpty()) {
            throw MissingProvider.among(names);
        }
        try {
            client.settings(settings.forCore());
        } catch (InvalidRequestException e) {
            faults.addAll(e.faults());
        }
        if (!faults.isEmpty()) {
            throw new InvalidRequestException(faults);
        }
        beans.addRest(client);
        return client.build();
    }

    @Bean
    @ConditionalOnMissingBean
    ClientBeans heliographClientBeans(
            ObjectProvider<VendorClient> doors,
            ObjectProvider<IdempotencyStore> keys,
            ObjectProvider<TimelineStore> timelines,
            ObjectProvider<SuppressionStore> suppressions,
            ObjectProvider<Keywords> keywords,
            ObjectProvider<PriceSource> prices,
            ObjectProvider<SmsEventListener> listeners,
            ObjectProvider<SmsClientCustomizer> customizers) {
        return new ClientBeans(doors, keys, timelines, suppressions, keywords, prices, listeners, customizers);
    }
}
