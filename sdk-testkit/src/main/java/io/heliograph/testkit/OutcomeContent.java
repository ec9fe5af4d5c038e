package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.Claim;
import io.heliograph.message.Message;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import java.util.List;

/**
 * The content of an outcome, as values that can be compared: messages and failures don't implement equals. Without the texts
 * that no store needs to keep: {@link Message#text()} and {@link Message#rawJson()}.
 */
final class OutcomeContent {
    private OutcomeContent() {}

    static void assertOutcome(Claim claim, SendOutcome expected) {
        assertThat(claim.outcome().map(OutcomeContent::of)).contains(of(expected));
    }

    private static List<Object> of(SendOutcome outcome) {
        return List.of(
                outcome.key(),
                outcome.attempts(),
                outcome.replayed(),
                outcome.fold(
                        accepted -> seen(accepted.message()),
                        rejected -> List.of("rejected", TimelineContent.seen(rejected.failure())),
                        unknown -> List.of("unknown", unknown.provider(), unknown.reason())));
    }

    private static List<Object> seen(Message message) {
        return List.of(
                List.of(message.id(), message.status(), message.rawStatus(), message.direction()),
                List.of(message.to(), message.from(), message.tag()),
                List.of(message.segments(), message.price(), message.fees()),
                List.of(message.scheduledAt(), message.submittedAt(), message.sentAt(), message.deliveredAt()),
                message.failure().map(TimelineContent::seen),
                message.recipients().stream().map(OutcomeContent::seen).toList(),
                List.of(message.partIds(), message.rejectedParts()));
    }

    private static List<Object> seen(RecipientStatus recipient) {
        return List.of(
                recipient.id(),
                recipient.to(),
                recipient.status(),
                recipient.rawStatus(),
                recipient.failure().map(TimelineContent::seen));
    }
}
