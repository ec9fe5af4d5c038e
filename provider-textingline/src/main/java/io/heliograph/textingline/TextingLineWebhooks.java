package io.heliograph.textingline;

import io.heliograph.json.JsonBinding;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.spi.Timestamps;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.ReceivedMedia;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parses TextingLine's webhooks. The events are documented (docs.smsfactory.com, "Webhooks", 2026-11), but the
 * envelope and the signature aren't. So the parser looks for the event and the message where other vendors put them,
 * reads the message's fields as in a response, and keeps anything else as unrecognised.
 */
final class TextingLineWebhooks implements WebhookParser {
    private static final String OUTGOING = "messaging.outgoing.message.";
    private static final String INCOMING = "messaging.incoming.message.received";
    private static final String BROADCAST = "messaging.broadcast.";

    private final WebhookVerifier verifier;
    private final JsonBinding<Envelope> binding = JsonBinding.of(Envelope.class);

    TextingLineWebhooks(WebhookSecurity security) {
        verifier = security.token(TextingLineErrors.NAME);
    }

    @Override
    public WebhookVerifier verifier() {
        return verifier;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        String json = request.text();
        Envelope envelope = binding.read(json);
        if (envelope == null) {
            return List.of(new SmsEvent.Unrecognised(TextingLineErrors.NAME, json));
        }
        String event = Stream.of(envelope.event, envelope.eventType, envelope.type)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        Content outer = envelope;
        Content inner = envelope.content();
        Content content = inner == null ? outer : inner;
        String eventId = inner == null ? null : outer.id; // without an envelope the id is the message's
        SmsEvent known = known(event, content, eventId, json, receivedAt);
        return List.of(
                known != null
                        ? known
                        : new SmsEvent.Unrecognised(TextingLineErrors.NAME, event, Optional.ofNullable(eventId), json));
    }

    private static @Nullable SmsEvent known(
            String event, Content content, @Nullable String eventId, String json, Instant receivedAt) {
        MessageId id = MessageId.tryParse(TextingLineErrors.NAME, content.id);
        if (event.equalsIgnoreCase(INCOMING) || (event.isEmpty() && "inbound".equalsIgnoreCase(content.direction))) {
            return inbound(content, id)
                    .vendorEvent(event)
                    .eventId(eventId)
                    .rawJson(json)
                    .build();
        }
        String word = word(event, content);
        if (!id.isKnown() || word.isEmpty()) {
            return null;
        }
        boolean isBroadcast = isOf(event, BROADCAST);
        Status status = isBroadcast ? TextingLineWire.broadcast(word) : TextingLineWire.reported(word);
        StatusReport.Builder report = StatusReport.of(id, status, ReportSource.WEBHOOK, receivedAt)
                .rawStatus(word)
                .recipient(PhoneNumber.findWithPlus(content.to).orElse(null))
                .recipients(isBroadcast ? 0 : 1)
                .occurredAt(status == Status.SENT ? Timestamps.parse(content.sentAt) : null)
                .eventId(eventId);
        if (status.isFailure()) {
            report.failure(TextingLineErrors.FAILED_MESSAGE.reported(content.errorType, content.errorMessage));
        }
        return new StatusChanged(report.build(), event, json);
    }

    /** The message status of the event; without an event, the message's own status. Empty without both. */
    private static String word(String event, Content content) {
        if (isOf(event, OUTGOING) || isOf(event, BROADCAST)) {
            return event.substring(event.lastIndexOf('.') + 1);
        }
        boolean isOurs = event.isEmpty() && "outbound".equalsIgnoreCase(content.direction);
        return isOurs && content.status != null ? content.status : "";
    }

    private static boolean isOf(String event, String family) {
        return event.regionMatches(true, 0, family, 0, family.length());
    }

    private static MessageReceived.Builder inbound(Content content, MessageId id) {
        List<ReceivedMedia> media =
                content.mediaUrl == null ? List.of() : List.of(new ReceivedMedia(null, null, content.mediaUrl, null));
        return MessageReceived.builder(id, media.isEmpty() ? MessageReceived.Kind.SMS : MessageReceived.Kind.MMS)
                .fromWithPlus(
                        content.from) // inbound numbers are E.164 with a plus; one without a plus is a national number
                .to(PhoneNumber.findWithPlus(content.to).orElse(null))
                .text(content.body)
                .media(media)
                .receivedAt(Timestamps.parse(content.createdAt));
    }

    /** The envelope of a message, or the message itself; one class, so that a large document is parsed once. */
    static final class Envelope extends Content {
        private @Nullable String event;
        private @Nullable String eventType;
        private @Nullable String type;
        private @Nullable Content data;
        private @Nullable Content message;
        private @Nullable Content payload;

        @Nullable
        Content content() {
            return data != null ? data : message != null ? message : payload;
        }
    }

    /** A message or a broadcast. */
    static class Content {
        private @Nullable String id;
        private @Nullable String direction;
        private @Nullable String status;
        private @Nullable String to;
        private @Nullable String from;
        private @Nullable String body;
        private @Nullable String mediaUrl;
        private @Nullable String errorType;
        private @Nullable String errorMessage;
        private @Nullable String sentAt;
        private @Nullable String createdAt;
    }
}
