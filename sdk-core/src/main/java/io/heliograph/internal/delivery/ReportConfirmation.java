package io.heliograph.internal.delivery;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.StatusChanged;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks the vendor before the last word on a message is believed that nobody signed: whoever knows the callback URL could have
 * said it. What is signed, what isn't final, and what comes from a vendor that can't be asked, is believed as it is.
 *
 * <p>Thread-safe. It may block for a question, so it has no place where a vendor waits for an answer to its webhook.
 */
public final class ReportConfirmation {
    private final Map<String, SmsProvider> providers;
    private final Function<MessageId, Message> ask;
    private final Clock clock;

    /**
     * A confirmation.
     *
     * @param ask gives the message as the vendor has it now, or throws as {@code SmsClient.status} does
     */
    public ReportConfirmation(Map<String, SmsProvider> providers, Function<MessageId, Message> ask, Clock clock) {
        this.providers = providers;
        this.ask = ask;
        this.clock = clock;
    }

    /**
     * What to believe of an event.
     *
     * @return the report itself where it needs no confirmation; otherwise what the vendor says now, and behind it the report
     *     if the vendor says the same; nothing if the vendor doesn't know the message
     * @throws io.heliograph.error.SmsException if the vendor couldn't be asked: nothing is known about the report, and the
     *     event should be tried again later
     */
    List<StatusReport> reports(StatusChanged statusChanged) {
        if (!needsAsking(statusChanged)) {
            return List.of(statusChanged.report());
        }
        Message message;
        try {
            message = ask.apply(statusChanged.id());
        } catch (MessageNotFoundException e) {
            return List.of(); // made up, or too old to matter
        }
        List<StatusReport> believed = new ArrayList<>(StatusReport.of(message, ReportSource.POLL, clock.instant()));
        if (believed.stream().anyMatch(statusReport -> confirms(statusReport, statusChanged.report()))) {
            believed.add(statusChanged.report());
        }
        return List.copyOf(believed);
    }

    /** Whether {@link #reports} would ask the vendor. */
    boolean needsAsking(StatusChanged statusChanged) {
        SmsProvider provider = providers.get(statusChanged.provider());
        return statusChanged.status().isFinal()
                && provider != null
                && provider.capabilities().contains(Capability.STATUS)
                && !provider.webhooks().map(ReportConfirmation::isSigned).orElse(false);
    }

    private static boolean isSigned(WebhookParser webhooks) {
        return webhooks.verifier().provesContent();
    }

    /** The same status of the same: one recipient's doesn't speak for all, and that of several not for each. */
    private static boolean confirms(StatusReport polled, StatusReport statusReport) {
        boolean ofTheSame = polled.recipient().equals(statusReport.recipient())
                || (polled.recipient().isEmpty() && polled.recipients() <= 1);
        return polled.status() == statusReport.status() && ofTheSame;
    }
}
