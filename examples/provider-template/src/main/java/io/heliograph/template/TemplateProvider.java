package io.heliograph.template;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.http.Deadline;
import io.heliograph.http.Http;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
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
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and Template's {@code /messages}. */
final class TemplateProvider implements SmsProvider {
    static final String NAME = "template";

    private final Http http;
    private final @Nullable Sender defaultSender;
    private final TemplateWebhooks webhooks;
    private final Target messages;
    private final JsonBinding<TemplateWire.MessageReply> messageReply = JsonBinding.of(TemplateWire.MessageReply.class);
    private final JsonBinding<TemplateWire.ErrorReply> errorReply = JsonBinding.of(TemplateWire.ErrorReply.class);

    TemplateProvider(Http http, @Nullable Sender defaultSender, TemplateWebhooks webhooks) {
        this.http = http;
        this.defaultSender = defaultSender;
        this.webhooks = webhooks;
        messages = http.target("messages");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.SENDER, Capability.STATUS);
    }

    @Override
    public Dedupe dedupe() {
        return Dedupe.NONE;
    }

    @Override
    public List<Fault> check(SendRequest request) {
        Faults faults = new Faults();
        if (request.from().isEmpty() && defaultSender == null) {
            faults.add("from", "is missing; set it in the request or as heliograph.providers.template.from");
        }
        return faults.list();
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        Sender sender = request.from().orElse(defaultSender);
        HttpReply reply = http.submit(messages, json -> TemplateWire.writeSend(json, request, sender), scope);
        List<String> personal = List.of(request.text(), request.to().digits());
        if (!reply.is2xx()) {
            TemplateWire.ErrorReply error = error(reply);
            return TemplateErrors.TABLE.answer(reply, error.code, error.message, personal);
        }
        return Acceptance.of(reply, message(reply, MessageId.unknown(NAME), Status.QUEUED, personal));
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpReply reply = http.get(messages.child(id.value()), deadline);
        if (reply.status() == 404) {
            throw new MessageNotFoundException(id);
        }
        if (!reply.is2xx()) {
            TemplateWire.ErrorReply error = error(reply);
            throw TemplateErrors.TABLE.exception(reply, error.code, error.message);
        }
        return message(reply, id, Status.UNKNOWN, List.of());
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return Optional.of(webhooks);
    }

    @Override
    public void close() {
        http.close();
    }

    private TemplateWire.ErrorReply error(HttpReply reply) {
        TemplateWire.ErrorReply error = errorReply.read(reply.body());
        return error == null ? new TemplateWire.ErrorReply() : error;
    }

    /** Reads a message, of which anything may be missing: the HTTP status alone says that the vendor has it. */
    private Message message(HttpReply reply, MessageId asked, Status unread, List<String> personal) {
        TemplateWire.MessageReply said = messageReply.read(reply.body());
        if (said == null) {
            return Message.builder(asked, unread).build();
        }
        MessageId id = asked.isKnown() ? asked : MessageId.find(NAME, said.id);
        Status status = TemplateWire.status(said.status);
        Message.Builder message =
                Message.builder(id, status).rawStatus(said.status).rawJson(reply.body());
        if (status.isFailure()) {
            message.failure(TemplateErrors.TABLE.failure(reply, said.code, null, personal));
        }
        return message.build();
    }
}
