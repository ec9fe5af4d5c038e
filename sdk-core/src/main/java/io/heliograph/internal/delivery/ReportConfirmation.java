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
 * Verifies an unsigned final report by querying the vendor, because anybody who knows the callback URL could have sent it.
 * Reports that are signed or not final, and those of a vendor without status queries, are believed as they are.
 *
 * <p>Thread-safe. It may block for a query, so don't use it while a vendor waits for the response to its webhook.
 */
public final class ReportConfirmation {
    private final Map<String, SmsProvider> providers;
    private final Function<MessageId, Message> query;
    private final Clock clock;

    /**
     * Makes a confirmation.
     *
     * @param query queries the message's status at the vendor, and throws as {@code SmsClient.status} does
     */
    public ReportConfirmation(Map<String, SmsProvider> providers, Function<MessageId, Message> query, Clock clock) {
        this.providers = providers;
        this.query = query;
        this.clock = clock;
    }

    /**
     * The reports to believe of an event.
     *
     * @return the report itself where it needs no confirmation; otherwise the vendor's present status, followed by the
     *     report if both agree; empty if the vendor doesn't know the message
     * @throws io.heliograph.error.SmsException if the vendor couldn't be reached: the report is neither confirmed nor denied, and
     *     the event should be handled again later
     */
    List<StatusReport> reports(StatusChanged event) {
        if (!needsQuery(event)) {
            return List.of(event.report());
        }
        Message message;
        try {
            message = query.apply(event.id());
        } catch (MessageNotFoundException e) {
            return List.of(); // forged, or too old to matter
        }
        List<StatusReport> believed = new ArrayList<>(StatusReport.of(message, ReportSource.POLL, clock.instant()));
        if (believed.stream().anyMatch(report -> confirms(report, event.report()))) {
            believed.add(event.report());
        }
        return List.copyOf(believed);
    }

    /** Whether {@link #reports} would query the vendor. */
    boolean needsQuery(StatusChanged event) {
        SmsProvider provider = providers.get(event.provider());
        return event.status().isFinal()
                && provider != null
                && provider.capabilities().contains(Capability.STATUS)
                && !provider.webhooks().map(ReportConfirmation::isSigned).orElse(false);
    }

    private static boolean isSigned(WebhookParser webhooks) {
        return webhooks.verifier().provesContent();
    }

    /** Whether status and recipient agree: the status of one recipient isn't that of all, nor the other way round. */
    private static boolean confirms(StatusReport polled, StatusReport report) {
        boolean sameRecipient = polled.recipient().equals(report.recipient())
                || (polled.recipient().isEmpty() && polled.recipients() <= 1);
        return polled.status() == report.status() && sameRecipient;
    }
}
