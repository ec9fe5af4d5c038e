package io.heliograph;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.tracking.MessageTracker;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a client makes of what the vendors tell: reports go to the tracker, STOP and START to the suppression list. Thread-safe. */
final class Hearing implements Consumer<SmsEvent> {
    private final MessageTracker tracker;
    private final SuppressionList suppressions;
    private final @Nullable Confirmation confirmation;
    private final Clock clock;

    /**
     * A hearing.
     *
     * @param confirmation null where everything that is verified is believed
     */
    Hearing(MessageTracker tracker, SuppressionList suppressions, @Nullable Confirmation confirmation, Clock clock) {
        this.tracker = tracker;
        this.suppressions = suppressions;
        this.confirmation = confirmation;
        this.clock = clock;
    }

    @Override
    public void accept(SmsEvent event) {
        if (event instanceof StatusChanged changed) {
            reports(changed).forEach(tracker::add);
        } else if (event instanceof MessageReceived received) {
            received.keyword().ifPresent(keyword -> heed(keyword, received));
        }
    }

    private List<StatusReport> reports(StatusChanged changed) {
        return confirmation == null ? List.of(changed.report()) : confirmation.reports(changed);
    }

    private void heed(Keyword keyword, MessageReceived received) {
        PhoneNumber from = received.from()
                .flatMap(sender -> PhoneNumber.find(sender.value()))
                .orElse(null);
        if (from == null) {
            return; // of a short code or a name: nobody to send to
        }
        Optional<Sender> ours = received.to().map(to -> Sender.of(to.e164()));
        Instant at = received.receivedAt().orElseGet(clock::instant);
        if (keyword == Keyword.STOP) {
            suppressions.stop(from, ours, received.provider(), at);
        } else if (keyword == Keyword.START) {
            suppressions.start(from, ours, at);
        }
    }
}
