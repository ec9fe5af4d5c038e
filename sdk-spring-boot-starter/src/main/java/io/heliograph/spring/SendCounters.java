package io.heliograph.spring;

import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.SendOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what sends take: {@code sms.segments} by provider, {@code sms.credits} by provider and unit, {@code sms.cost} by
 * provider and currency, and {@code sms.unknown} by provider. Thread-safe.
 */
final class SendCounters implements SmsEventListener {
    private final MeterRegistry meters;

    SendCounters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void sendEnded(SendCompletion end) {
        count(end);
    }

    @Override
    public void bulkPartEnded(SendCompletion end) {
        count(end);
    }

    private void count(SendCompletion end) {
        end.usage().ifPresent(used -> end.outcome().ifPresent(outcome -> count(used, outcome)));
    }

    private void count(SendCompletion.Usage used, SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Accepted accepted) {
            String provider = accepted.message().provider();
            Counter.builder("sms.segments")
                    .description("Parts of messages that were taken")
                    .baseUnit("parts")
                    .tag("provider", provider)
                    .register(meters)
                    .increment(used.parts());
            used.credits()
                    .amounts()
                    .forEach((unit, amount) -> Counter.builder("sms.credits")
                            .description("What messages that were taken cost by the vendor's rule, at most")
                            .tag("provider", provider)
                            .tag("unit", unit)
                            .register(meters)
                            .increment(amount));
            used.price()
                    .ifPresent(price -> Counter.builder("sms.cost")
                            .description("What messages that were taken cost by the client's prices")
                            .tag("provider", provider)
                            .tag("currency", price.currency())
                            .register(meters)
                            .increment(price.amount().doubleValue()));
        }
    }

    @Override
    public void unknown(SendOutcome.Unknown outcome) {
        Counter.builder("sms.unknown")
                .description("Sends of which nobody knows whether a message went out")
                .tag("provider", outcome.provider().isEmpty() ? "none" : outcome.provider())
                .register(meters)
                .increment();
    }
}
