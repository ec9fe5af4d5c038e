package io.heliograph.spring.metrics;

import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.SendOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts the usage of sends: {@code sms.segments} by provider, {@code sms.credits} by provider and unit, {@code sms.cost} by
 * provider and currency, and {@code sms.unknown} by provider. Thread-safe.
 */
public final class SendCounters implements SmsEventListener {
    private final MeterRegistry meters;

    /** Counts in a registry. */
    public SendCounters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void sendEnded(SendCompletion completion) {
        count(completion);
    }

    @Override
    public void bulkPartEnded(SendCompletion completion) {
        count(completion);
    }

    private void count(SendCompletion completion) {
        completion.usage().ifPresent(usage -> completion.outcome().ifPresent(outcome -> count(usage, outcome)));
    }

    private void count(SendCompletion.Usage usage, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted accepted) {
            String provider = accepted.message().provider();
            Counter.builder("sms.segments")
                    .description("Segments of accepted messages")
                    .baseUnit("parts")
                    .tag("provider", provider)
                    .register(meters)
                    .increment(usage.parts());
            usage.credits()
                    .amounts()
                    .forEach((unit, amount) -> Counter.builder("sms.credits")
                            .description("Credits of accepted messages by the vendor's rule, at most")
                            .tag("provider", provider)
                            .tag("unit", unit)
                            .register(meters)
                            .increment(amount));
            usage.price()
                    .ifPresent(price -> Counter.builder("sms.cost")
                            .description("Cost of accepted messages by the client's prices")
                            .tag("provider", provider)
                            .tag("currency", price.currency())
                            .register(meters)
                            .increment(price.amount().doubleValue()));
        }
    }

    @Override
    public void unknown(SendOutcome.Unknown outcome) {
        unknown(meters, outcome.provider()).increment();
    }

    /** The counter of a provider's unknown outcomes; registered early, it begins at 0. */
    static Counter unknown(MeterRegistry meters, String provider) {
        return Counter.builder("sms.unknown")
                .description("Sends whose outcome is unknown")
                .tag("provider", provider.isEmpty() ? SmsObservationContext.NONE : provider)
                .register(meters);
    }
}
