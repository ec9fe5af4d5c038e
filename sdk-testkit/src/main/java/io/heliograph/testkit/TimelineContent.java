package io.heliograph.testkit;

import io.heliograph.message.Failure;
import io.heliograph.message.PhoneNumber;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import java.util.ArrayList;
import java.util.List;

/** The content of a timeline, as values that can be compared: timelines and reports don't implement equals. */
final class TimelineContent {
    private TimelineContent() {}

    /** The content of a timeline, including these recipients. */
    static List<Object> of(Timeline timeline, List<PhoneNumber> people) {
        List<Object> seen = new ArrayList<>(List.of(timeline.id(), timeline.status(), timeline.recipients()));
        seen.add(timeline.parts(null));
        people.forEach(person -> seen.add(timeline.parts(person)));
        seen.add(timeline.failure().map(TimelineContent::seen));
        timeline.reports().forEach(report -> seen.add(seen(report)));
        return seen;
    }

    static List<Object> seen(Failure failure) {
        return List.of(
                failure.type(),
                failure.reason(),
                failure.code(),
                failure.vendorText(),
                failure.retryAfter(),
                failure.scope(),
                failure.retryable(),
                failure.failover());
    }

    private static List<Object> seen(StatusReport report) {
        return List.of(
                report.id(),
                report.status(),
                report.source(),
                report.receivedAt(),
                report.recipient(),
                report.recipients(),
                List.of(report.part(), report.parts(), report.isOfUnnumberedPart()),
                report.rawStatus(),
                report.failure().map(TimelineContent::seen),
                report.occurredAt(),
                List.of(report.eventId(), report.key()),
                List.of(report.price(), report.fees(), report.tag()));
    }
}
