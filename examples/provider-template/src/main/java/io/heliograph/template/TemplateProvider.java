package io.heliograph.template;

import io.heliograph.http.Deadline;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.message.Fault;
import io.heliograph.message.Faults;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorProvider;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and Template's {@code /messages}. */
final class TemplateProvider extends VendorProvider {
    static final String NAME = "template";

    private final @Nullable Sender defaultSender;
    private final Target messages;

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
    public List<Fault> check(SendRequest request) {
        Faults faults = new Faults();
        faults.sender(request, defaultSender, NAME);
        return faults.list();
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        Sender sender = request.from().orElse(defaultSender);
        HttpReply reply = api.submit(messages, json -> TemplateWire.writeSend(json, request, sender), scope);
        List<String> sensitive = api.sensitiveValues(request);
        return reply.is2xx()
                ? Acceptance.of(reply, message(reply, MessageId.unknown(NAME), Status.QUEUED, sensitive))
                : api.sendFailure(reply, sensitive);
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpReply reply = api.get(messages.child(id.value()), deadline);
        return message(api.requireFound(reply, id), id, Status.UNKNOWN, List.of());
    }

    /** Reads a message, of which anything may be missing: the HTTP status alone says that the vendor has it. */
    private Message message(HttpReply reply, MessageId asked, Status unread, List<String> sensitive) {
        TemplateWire.MessageReply said = TemplateWire.MESSAGE.read(reply.body());
        if (said == null) {
            return Message.builder(asked, unread).build();
        }
        MessageId id = asked.isKnown() ? asked : MessageId.find(NAME, said.id);
        Status status = TemplateWire.status(said.status);
        Message.Builder message =
                Message.builder(id, status).rawStatus(said.status).rawJson(reply.body());
        if (status.isFailure()) {
            message.failure(TemplateErrors.TABLE.failure(reply, said.code, null, sensitive));
        }
        return message.build();
    }
}
