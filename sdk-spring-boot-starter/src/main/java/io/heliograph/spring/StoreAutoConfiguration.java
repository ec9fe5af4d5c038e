package io.heliograph.spring;

import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.money.SpendStore;
import io.heliograph.policy.RateLimits;
import io.heliograph.settings.Settings;
import io.heliograph.spring.metrics.StoreCounts;
import io.heliograph.spring.metrics.StoreHealth;
import io.heliograph.store.IsolationLevelException;
import io.heliograph.store.OldDriverException;
import io.heliograph.store.StoreException;
import io.heliograph.store.StoreKeyException;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.SqliteStore;
import io.heliograph.suppression.SuppressionStore;
import io.heliograph.tracking.EarlyReports;
import io.heliograph.tracking.TimelineStore;
import java.time.Clock;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.util.ClassUtils;

/**
 * Auto-configures the stores of {@code heliograph.store}: in the application's database, or in an SQLite file. A bean of the
 * application replaces each bean of this class.
 */
@AutoConfiguration(
        before = SmsClientAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration" // Spring Boot 3.5
        })
@ConditionalOnClass(name = StoreSettings.CLASS)
@ConditionalOnProperty(prefix = "heliograph", name = "enabled", havingValue = "true", matchIfMissing = true)
@Conditional(StoreAutoConfiguration.IsSet.class)
public final class StoreAutoConfiguration {
    private static final String TRANSACTION_AWARE =
            "org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy";

    StoreAutoConfiguration() {}

    /** Whether a store beside the memory is wanted. */
    static final class IsSet implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            String place = context.getEnvironment().getProperty(StoreSettings.SETTING, "");
            return !place.isBlank() && !place.strip().equals(StoreSettings.MEMORY);
        }
    }

    /** The store; it is closed after the client, which is made with it. */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    JdbcStore heliographJdbcStore(BoundSettings bound, ObjectProvider<DataSource> sources) {
        if (!bound.faults().isEmpty()) {
            throw new InvalidRequestException(bound.faults());
        }
        String place = place(bound);
        try {
            JdbcStore.Builder store = place.equals(StoreSettings.JDBC) ? ofApplication(sources) : ofFile(place);
            HeliographProperties.Jdbc settings = bound.properties().jdbcStore();
            StoreSettings.key(settings).ifPresent(store::key);
            return store.createTables(settings.createTables())
                    .keep(settings.keep())
                    .keepUnresolved(settings.keepUnresolved())
                    .keepTimelines(settings.keepTimelines())
                    .open();
        } catch (StoreException e) {
            throw new SetupException(
                    "The store of " + StoreSettings.SETTING + " can't be used: " + e.getMessage() + ".", action(e), e);
        }
    }

    private static String action(StoreException e) {
        if (e instanceof OldDriverException) {
            return "Set the version of org.xerial:sqlite-jdbc to 3.51.3.0 or newer: Spring Boot 4.0 and 3.5 manage older ones, by the"
                    + " property sqlite-jdbc.version of your pom.xml or ext['sqlite-jdbc.version'] in Gradle.";
        }
        if (e instanceof StoreKeyException) {
            return "Set heliograph.jdbc-store.key to the key that the store was made with, or leave it out if the store made"
                    + " its own.";
        }
        if (e instanceof IsolationLevelException) {
            return "Set spring.datasource.hikari.transaction-isolation to TRANSACTION_READ_COMMITTED, or define a JdbcStore bean"
                    + " with a pool of its own.";
        }
        return "Give it PostgreSQL, or an SQLite file on a local disk; without it, with " + StoreSettings.SETTING + "="
                + StoreSettings.MEMORY + ", a restart forgets the keys.";
    }

    private static String place(BoundSettings bound) {
        String place = bound.properties().store();
        if (place == null || place.isBlank() || place.strip().equals(StoreSettings.MEMORY)) {
            throw AheadOfTime.set(StoreSettings.SETTING, true);
        }
        return place.strip();
    }

    private static JdbcStore.Builder ofApplication(ObjectProvider<DataSource> sources) {
        DataSource source = sources.getIfUnique();
        if (source != null) {
            return JdbcStore.builder(
                    ClassUtils.isPresent(TRANSACTION_AWARE, null) ? withoutTransactions(source) : source);
        }
        boolean hasNone = sources.stream().findFirst().isEmpty();
        throw new SetupException(
                StoreSettings.SETTING + " is " + StoreSettings.JDBC + ", and "
                        + (hasNone ? "there is no DataSource." : "there are several DataSources."),
                hasNone
                        ? "Set spring.datasource.url, or set " + StoreSettings.SETTING
                                + " to the path of an SQLite file."
                        : "Mark one with @Primary, or define a JdbcStore bean.");
    }

    /** The pool below a proxy that would give the caller's transaction to the store, which commits. */
    private static DataSource withoutTransactions(DataSource source) {
        return source instanceof TransactionAwareDataSourceProxy proxy
                ? Objects.requireNonNull(proxy.getTargetDataSource(), "targetDataSource")
                : source;
    }

    private static JdbcStore.Builder ofFile(String place) {
        return SqliteStore.builder(Settings.parsePath(StoreSettings.SETTING, place));
    }

    @Bean
    @ConditionalOnMissingBean
    IdempotencyStore heliographIdempotencyStore(JdbcStore store) {
        return store.idempotency();
    }

    @Bean
    @ConditionalOnMissingBean
    SuppressionStore heliographSuppressionStore(JdbcStore store) {
        return store.suppressions();
    }

    @Bean
    @ConditionalOnMissingBean
    TimelineStore heliographTimelineStore(JdbcStore store) {
        return store.timelines();
    }

    @Bean
    @ConditionalOnMissingBean
    SpendStore heliographSpendStore(JdbcStore store) {
        return store.spend();
    }

    /** The store's own, unless the keys are elsewhere: a report is found by its key. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(name = "heliographIdempotencyStore")
    EarlyReports heliographEarlyReports(JdbcStore store) {
        return store.earlyReports();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty(prefix = "heliograph.jdbc-store", name = "share-rate-limits", havingValue = "true")
    RateLimits heliographRateLimits(JdbcStore store) {
        return store.rateLimits();
    }

    @Bean
    @ConditionalOnMissingBean
    StoreCounts heliographStoreCounts(JdbcStore store) {
        return new StoreCounts(store, Clock.systemUTC());
    }

    @Bean
    @ConditionalOnMissingBean
    StoreHealth heliographStoreHealth(JdbcStore store, StoreCounts counts) {
        return StoreHealth.of(store, counts);
    }
}
