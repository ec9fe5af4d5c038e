package io.heliograph.textingline;

import io.heliograph.http.HttpResponse;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.Timestamps;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the messages and broadcasts in responses to sends. */
final class TextingLineMessages {
    /**
     * Error types that don't prove that nothing was sent: "An unspecified error occurred during message processing"
     * and "The upstream provider encountered an internal processing error". Of a {@code platform_error} the vendor
     * says that it "prevented the message from being sent" ("Send a message", 2026-03). A message that the upstream
     * provider received may be on its way, so such a send is unknown.
     */
    private static final Set<String> MAYBE_SENT = Set.of("unknown", "provider_error");

    private static final JsonBinding<MessageReply> BINDING = JsonBinding.of(MessageReply.class);

    private TextingLineMessages() {}

    /** A message or a broadcast in the response to a send. */
    static final class MessageReply {
        private @Nullable String id;
        private @Nullable String to;
        private @Nullable String from;
        private @Nullable String status;
        private @Nullable Integer totalRecipients; // recipients of a broadcast
        private @Nullable String errorType;
        private @Nullable String errorMessage;
        private @Nullable String sentAt;
        private @Nullable String createdAt;
    }

    /**
     * Reads the message in a 2xx; any field may be missing, because the HTTP status alone proves that the message
     * exists.
     */
    static SendResult answer(
            HttpResponse response, SendRequest content, List<PhoneNumber> recipients, List<String> sensitiveValues) {
        MessageReply messageReply = response.read(BINDING);
        if (messageReply == null) {
            MessageId unknown = MessageId.unknown(TextingLineErrors.NAME);
            return Acceptance.of(
                    response, Message.builder(unknown, Status.QUEUED).build());
        }
        String whyUnknown = whyUnknown(messageReply);
        return whyUnknown == null
                ? Acceptance.of(
                        response,
                        message(messageReply, response, content, recipients, sensitiveValues),
                        messageReply.id != null)
                : new SendResult.Unknown(whyUnknown);
    }

    /** Why a failed message may have been sent nevertheless; null if its error type proves that it wasn't. */
    private static @Nullable String whyUnknown(MessageReply messageReply) {
        String reason = messageReply.errorType == null
                ? ""
                : messageReply.errorType.strip().toLowerCase(Locale.ROOT);
        boolean failed = TextingLineWire.status(messageReply.status).isFailure();
        return failed && MAYBE_SENT.contains(reason)
                ? "TextingLine's message failed in processing (" + reason + "), which doesn't say that nothing was sent"
                : null;
    }

    private static Message message(
            MessageReply messageReply,
            HttpResponse response,
            SendRequest content,
            List<PhoneNumber> recipients,
            List<String> sensitiveValues) {
        MessageId id = MessageId.tryParse(TextingLineErrors.NAME, messageReply.id);
        Status status = TextingLineWire.status(messageReply.status);
        Message.Builder message = Message.builder(id, status)
                .rawStatus(messageReply.status)
                .to(PhoneNumber.findWithPlus(messageReply.to).orElse(null))
                .from(Sender.tryParse(messageReply.from).orElse(null))
                .submittedAt(Timestamps.parse(messageReply.createdAt))
                .sentAt(Timestamps.parse(messageReply.sentAt))
                .rawJson(response.lateBody());
        if (status.isFailure()) {
            ErrorTable failures =
                    content.media().isEmpty() ? TextingLineErrors.FAILED_MESSAGE : TextingLineErrors.FAILED_MMS;
            message.failure(
                    failures.failure(response, messageReply.errorType, messageReply.errorMessage, sensitiveValues));
        } else if (messageReply.totalRecipients != null && messageReply.totalRecipients < recipients.size()) {
            String reason = "TextingLine's broadcast is for " + messageReply.totalRecipients + " of "
                    + recipients.size() + " recipients, and names none";
            message.recipients(recipients.stream()
                    .map(to -> RecipientStatus.unnamed(id, to, reason))
                    .toList());
        }
        return message.build();
    }
}
