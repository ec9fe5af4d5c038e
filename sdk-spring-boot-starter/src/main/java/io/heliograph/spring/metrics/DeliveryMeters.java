package io.heliograph.spring.metrics;

import io.heliograph.message.Status;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import io.heliograph.tracking.TimelineListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Counts what becomes of accepted messages: {@code sms.status} by provider and status, for each status that a message reaches, and
 * {@code sms.delivery}, the time from acceptance to delivery, by provider. Thread-safe.
 */
final class DeliveryMeters implements TimelineListener {
    /** Of messages whose provider isn't the client's, for example of reports that the application adds itself. */
    private static final String OTHER = "other";

    private final MeterRegistry meters;
    private final Set<String> providers;

    DeliveryMeters(MeterRegistry meters, Set<String> providers) {
        this.meters = meters;
        this.providers = Set.copyOf(providers);
    }

    @Override
    public void changed(Timeline before, Timeline after) {
        Status status = after.status();
        if (status == before.status() || status == Status.UNKNOWN) {
            return;
        }
        String provider = providers.contains(after.id().provider()) ? after.id().provider() : OTHER;
        Counter.builder("sms.status")
                .description("Messages that reached a status")
                .tag("provider", provider)
                .tag("status", status.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
        if (status == Status.DELIVERED) {
            timeToDelivery(after)
                    .ifPresent(time -> Timer.builder("sms.delivery")
                            .description("Time from the acceptance of a message to its delivery")
                            .tag("provider", provider)
                            .register(meters)
                            .record(time));
        }
    }

    /** Empty where the acceptance isn't known, for example of a message that another process has sent. */
    private static Optional<Duration> timeToDelivery(Timeline timeline) {
        Optional<Instant> accepted = timeline.reports().stream()
                .filter(report -> report.source() == ReportSource.RECEIPT)
                .map(StatusReport::receivedAt)
                .min(Comparator.naturalOrder());
        return accepted.flatMap(from -> timeline.reports().stream()
                .filter(report -> report.status() == Status.DELIVERED)
                .map(report -> Duration.between(from, deliveredAt(report, from)))
                .max(Comparator.naturalOrder()));
    }

    /** The vendor's time where it can be true, because a report may be late; else that of the report. */
    private static Instant deliveredAt(StatusReport report, Instant accepted) {
        Instant received = report.receivedAt().isBefore(accepted) ? accepted : report.receivedAt();
        return report.occurredAt()
                .filter(time -> !time.isBefore(accepted) && !time.isAfter(received))
                .orElse(received);
    }
}
