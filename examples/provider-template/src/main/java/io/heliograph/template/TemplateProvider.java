package io.heliograph.template;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.message.Violations;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorProvider;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and Template's {@code /messages} API. */
final class TemplateProvider extends VendorProvider {
    private final @Nullable Sender defaultSender;
    private final ResourcePath messages;

    TemplateProvider(VendorApi api, @Nullable Sender defaultSender, TemplateWebhooks webhooks) {
        super(api, webhooks, null);
        this.defaultSender = defaultSender;
        messages = api.target("messages");
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.SENDER, Capability.STATUS);
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        Violations violations = new Violations();
        violations.sender(request.from().orElse(null), defaultSender, TemplateErrors.NAME);
        return violations.list();
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        Sender sender = request.from().orElse(defaultSender);
        HttpResponse response = api.submit(messages, json -> TemplateWire.writeSend(json, request, sender), context);
        List<String> sensitive = api.sensitiveValues(request);
        return response.is2xx()
                ? Acceptance.of(
                        response, message(response, MessageId.unknown(TemplateErrors.NAME), Status.QUEUED, sensitive))
                : api.sendFailure(response, sensitive);
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpResponse response = api.get(messages.child(id.value()), deadline);
        return message(api.requireFound(response, id), id, Status.UNKNOWN, List.of());
    }

    /** Reads a message; any field may be missing, because the HTTP status alone proves acceptance. */
    private Message message(HttpResponse response, MessageId messageId, Status unread, List<String> sensitive) {
        TemplateWire.MessageReply messageReply = TemplateWire.MESSAGE.read(response.body());
        if (messageReply == null) {
            return Message.builder(messageId, unread).build();
        }
        MessageId id = messageId.isKnown() ? messageId : MessageId.tryParse(TemplateErrors.NAME, messageReply.id);
        Status status = TemplateWire.status(messageReply.status);
        Message.Builder message =
                Message.builder(id, status).rawStatus(messageReply.status).rawJson(response.body());
        if (status.isFailure()) {
            message.failure(TemplateErrors.TABLE.failure(response, messageReply.code, null, sensitive));
        }
        return message.build();
    }
}
