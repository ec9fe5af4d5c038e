package io.heliograph.internal.delivery;

import io.heliograph.internal.base.ClientLog;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.ValueShape;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dispatches inbound events: status reports to the tracker, STOP and START to the suppression list. Thread-safe. */
public final class InboundEventHandler implements Consumer<SmsEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final MessageTracker tracker;
    private final SuppressionList suppressions;
    private final @Nullable ReportConfirmation confirmation;
    private final Clock clock;

    /**
     * Makes a handler.
     *
     * @param confirmation null where every verified report is believed
     */
    public InboundEventHandler(
            MessageTracker tracker,
            SuppressionList suppressions,
            @Nullable ReportConfirmation confirmation,
            Clock clock) {
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
            received.keyword().ifPresent(keyword -> apply(keyword, received));
        }
    }

    private List<StatusReport> reports(StatusChanged changed) {
        return confirmation == null ? List.of(changed.report()) : confirmation.reports(changed);
    }

    /** Logs a STOP or START that can't be applied. */
    private static void logIgnored(Keyword keyword, MessageReceived received) {
        String sender = received.from()
                .map(from -> from.kind() == Sender.Kind.SHORT_CODE ? "a short code" : "a name")
                .orElseGet(() -> ValueShape.of(received.rawFrom()) + ", which isn't certainly one person's number");
        if (keyword == Keyword.STOP) {
            LOG.warn("a STOP couldn't be applied, add the recipient by hand: its sender is {}: {}", sender, received);
        } else if (keyword == Keyword.START) {
            LOG.info(
                    "a START couldn't be applied, remove the recipient by hand: its sender is {}: {}",
                    sender,
                    received);
        }
    }

    private void apply(Keyword keyword, MessageReceived received) {
        PhoneNumber from = received.from()
                .filter(sender -> sender.kind() == Sender.Kind.PHONE)
                .map(sender -> PhoneNumber.of(sender.value()))
                .orElse(null);
        if (from == null) {
            logIgnored(keyword, received); // a short code, an alphanumeric sender, or a number without a known country
            return;
        }
        Optional<Sender> ours = received.to().map(to -> Sender.of(to.e164()));
        Instant now = clock.instant();
        // With a phone's clock that is ahead, one keyword would override all later ones
        Instant at = received.receivedAt().filter(time -> time.isBefore(now)).orElse(now);
        if (keyword == Keyword.STOP) {
            suppressions.stop(from, ours, received.provider(), at);
            if (suppressions.find(from, ours).isEmpty()) {
                LOG.warn(
                        "a STOP of {} counts for nothing, because a START or a removal is later; if the clock of its sender is"
                                + " behind, add the recipient by hand: {}",
                        at,
                        received);
            }
        } else if (keyword == Keyword.START) {
            suppressions.start(from, ours, at);
            if (suppressions.find(from, ours).isPresent()) {
                LOG.info(
                        "a START of {} leaves its sender suppressed, because a STOP is later, or for another sender: {}",
                        at,
                        received);
            }
        }
    }
}
