package io.heliograph.spring.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.tracking.MemoryTimelineStore;
import io.heliograph.tracking.MessageTracker;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryMetersTest {
    private static final Instant SENT = Instant.parse("2026-11-20T08:00:00Z");
    private static final MessageId ID = new MessageId("wavix", "m-1");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MessageTracker tracker = new MessageTracker(new MemoryTimelineStore());

    @BeforeEach
    void listen() {
        tracker.listen(new DeliveryMeters(meters, Set.of("wavix")));
    }

    private void report(MessageId id, Status status, ReportSource source, int second, @Nullable Instant occurredAt) {
        tracker.add(StatusReport.of(id, status, source, SENT.plusSeconds(second))
                .recipients(1)
                .occurredAt(occurredAt)
                .build());
    }

    private double count(String provider, String status) {
        return meters.get("sms.status")
                .tags("provider", provider, "status", status)
                .counter()
                .count();
    }

    private Timer timer() {
        return meters.get("sms.delivery").tag("provider", "wavix").timer();
    }

    @Test
    void each_status_is_counted_once_however_often_it_is_reported() {
        report(ID, Status.QUEUED, ReportSource.RECEIPT, 0, null);
        report(ID, Status.SENT, ReportSource.WEBHOOK, 2, null);
        report(ID, Status.SENT, ReportSource.POLL, 3, null);
        report(ID, Status.DELIVERED, ReportSource.WEBHOOK, 5, null);
        report(ID, Status.SENT, ReportSource.WEBHOOK, 6, null);

        assertThat(count("wavix", "queued")).isEqualTo(1);
        assertThat(count("wavix", "sent")).isEqualTo(1);
        assertThat(count("wavix", "delivered")).isEqualTo(1);
        assertThat(timer().count()).isEqualTo(1);
        assertThat(timer().totalTime(TimeUnit.SECONDS)).isEqualTo(5);
    }

    @Test
    void a_late_report_counts_with_the_vendors_time() {
        report(ID, Status.QUEUED, ReportSource.RECEIPT, 0, null);
        report(ID, Status.DELIVERED, ReportSource.WEBHOOK, 3600, SENT.plusSeconds(4));
        assertThat(timer().totalTime(TimeUnit.SECONDS)).isEqualTo(4);
    }

    @Test
    void a_vendors_clock_that_cannot_be_right_is_not_used() {
        report(ID, Status.QUEUED, ReportSource.RECEIPT, 0, null);
        report(ID, Status.DELIVERED, ReportSource.WEBHOOK, 7, SENT.minusSeconds(60));
        assertThat(timer().totalTime(TimeUnit.SECONDS)).isEqualTo(7);
    }

    @Test
    void a_message_whose_acceptance_is_not_known_has_no_time_to_delivery() {
        report(ID, Status.DELIVERED, ReportSource.WEBHOOK, 5, null);
        assertThat(count("wavix", "delivered")).isEqualTo(1);
        assertThat(meters.find("sms.delivery").timer()).isNull();
    }

    @Test
    void a_provider_that_is_not_the_clients_makes_no_tag_of_its_own() {
        for (int i = 0; i < 20; i++) {
            report(new MessageId("made-up-" + i, "m"), Status.FAILED, ReportSource.WEBHOOK, 1, null);
        }
        assertThat(meters.getMeters()).hasSize(1);
        assertThat(count("other", "failed")).isEqualTo(20);
    }
}
