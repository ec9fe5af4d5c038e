package io.heliograph.spring.metrics;

import io.heliograph.message.ErrorType;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import java.util.Locale;

/**
 * Names and tags of the observations of sends. A bean of this type replaces the default for the contexts that it supports, and
 * needs to override only what differs: all observations of a name must have the same tags, with few different values. It must be
 * thread-safe.
 *
 * <pre>{@code
 * @Bean
 * SmsObservationConvention tenants() {
 *     return new SmsObservationConvention() {
 *         public KeyValues getLowCardinalityKeyValues(SmsObservationContext context) {
 *             return SmsObservationConvention.super.getLowCardinalityKeyValues(context).and("tenant", Tenant.current());
 *         }
 *     };
 * }
 * }</pre>
 */
public interface SmsObservationConvention extends ObservationConvention<SmsObservationContext> {
    /** Supports the observations of sends, bulk sends and attempts. */
    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof SmsObservationContext;
    }

    /** {@code provider}, {@code outcome} and {@code error.type}, as OpenTelemetry names it. */
    @Override
    default KeyValues getLowCardinalityKeyValues(SmsObservationContext context) {
        String errorType = context.errorType()
                .map(ErrorType::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .orElse(SmsObservationContext.NONE);
        return KeyValues.of("provider", context.provider(), "outcome", context.outcome(), "error.type", errorType);
    }

    /** The default name in words, such as {@code sms send}, which names the spans. */
    @Override
    default String getContextualName(SmsObservationContext context) {
        return context.kind().observationName().replace('.', ' ');
    }
}
