package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.event.SmsEventListener;
import io.heliograph.http.HttpOptions;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.money.PriceSource;
import io.heliograph.money.SpendStore;
import io.heliograph.policy.RateLimits;
import io.heliograph.spi.VendorClient;
import io.heliograph.suppression.SuppressionStore;
import io.heliograph.tracking.EarlyReports;
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
 * Auto-configures the {@link SmsClient} of an application from its properties under {@code heliograph.} and its beans. A bean of
 * the application replaces each bean of this class.
 */
@AutoConfiguration(afterName = "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration")
@ConditionalOnProperty(prefix = "heliograph", name = "enabled", havingValue = "true", matchIfMissing = true)
@Import({SandboxConfiguration.class, SeveralClients.class})
public final class SmsClientAutoConfiguration {
    SmsClientAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    BoundSettings heliographSettings(Environment environment, SettingNames names) {
        checkLibraries();
        return BoundSettings.of(environment, names);
    }

    /** An older library, such as OkHttp 4, would fail every send. */
    private static void checkLibraries() {
        try {
            SmsClient.builder();
        } catch (IllegalStateException e) {
            throw new SetupException(
                    String.valueOf(e.getMessage()),
                    "Import Heliograph's BOM before others, or manage the version of what is too old.");
        }
    }

    @Bean
    @ConditionalOnMissingBean
    SettingNames heliographSettingNames() {
        return new SettingNames();
    }

    @Bean
    @ConditionalOnMissingBean
    ClientSettings heliographClientSettings(
            BoundSettings settings, SettingNames names, ObjectProvider<ProviderOverrides> overrides) {
        ProviderOverrides sandbox = overrides.getIfAvailable();
        // Checked here too, because a bean that sends in its constructor may be created before
        // AheadOfTimeAutoConfiguration.
        if (settings.faults().isEmpty() && settings.properties().sandbox().enabled() != (sandbox != null)) {
            throw AheadOfTime.differs("heliograph.sandbox.enabled", sandbox != null);
        }
        return new ClientSettings(settings, names, sandbox);
    }

    @Bean
    @ConditionalOnMissingBean
    SendsLifecycle heliographSendsLifecycle(ConfigurableApplicationContext context, BoundSettings settings) {
        return new SendsLifecycle(context, settings);
    }

    @Bean
    @ConditionalOnMissingBean
    ReconcileLifecycle heliographReconcileLifecycle(ConfigurableApplicationContext context, BoundSettings settings) {
        return new ReconcileLifecycle(context, settings);
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
        List<Violation> violations = new ArrayList<>(bound.faults());
        // A proxy doesn't reach a sandbox on this machine.
        SmsClientBuilder client = SmsClient.builder().http(settings.isSandboxed() ? http.withoutProxy() : http);
        boolean hasProviderBeans = beans.addProviders(client, settings.isSandboxed());
        if (!hasProviderBeans && !settings.hasProviders() && violations.isEmpty()) {
            throw MissingProvider.among(names);
        }
        try {
            client.settings(settings.forCore());
        } catch (InvalidRequestException e) {
            e.violations().stream()
                    .filter(violation -> bound.faults().stream() // which name a placeholder already
                            .noneMatch(fault -> fault.field().equals(violation.field())))
                    .forEach(violations::add);
        }
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        beans.addRest(client);
        SmsClient built = StoreSettings.build(client);
        ClientLog.started(built, settings);
        return built;
    }

    @Bean
    @ConditionalOnMissingBean
    ListenerBeans heliographListenerBeans(ObjectProvider<SmsEventListener> listeners) {
        return new ListenerBeans(listeners);
    }

    @Bean
    @ConditionalOnMissingBean
    ClientBeans.Stores heliographStores(
            ObjectProvider<IdempotencyStore> keys,
            ObjectProvider<TimelineStore> timelines,
            ObjectProvider<SuppressionStore> suppressions,
            ObjectProvider<SpendStore> spend,
            ObjectProvider<RateLimits> rateLimits,
            ObjectProvider<EarlyReports> earlyReports) {
        return new ClientBeans.Stores(keys, timelines, suppressions, spend, rateLimits, earlyReports);
    }

    @Bean
    @ConditionalOnMissingBean
    ClientBeans heliographClientBeans(
            ObjectProvider<VendorClient> providers,
            ClientBeans.Stores stores,
            ObjectProvider<Keywords> keywords,
            ObjectProvider<PriceSource> prices,
            ListenerBeans listeners,
            ObjectProvider<SmsClientCustomizer> customizers) {
        return new ClientBeans(providers, stores, keywords, prices, listeners, customizers);
    }
}
