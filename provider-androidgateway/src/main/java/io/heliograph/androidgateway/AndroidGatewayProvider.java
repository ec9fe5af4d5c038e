package io.heliograph.androidgateway;

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
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.SmsProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and the gateway's {@code /messages}. */
final class AndroidGatewayProvider implements SmsProvider {
    static final String NAME = "androidgateway";

    private static final int SHORTEST_TTL = 5;

    private final Http http;
    private final @Nullable String deviceId;
    private final Target messages;
    private final JsonBinding<AndroidGatewayWire.MessageReply> messageReply =
            JsonBinding.of(AndroidGatewayWire.MessageReply.class);
    private final JsonBinding<AndroidGatewayWire.ErrorReply> errorReply =
            JsonBinding.of(AndroidGatewayWire.ErrorReply.class);

    AndroidGatewayProvider(Http http, @Nullable String deviceId) {
        this.http = http;
        this.deviceId = deviceId;
        messages = http.target("messages");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.STATUS, Capability.VALIDITY);
    }

    /** Repeated ids are refused for each phone apart, so only a pinned phone makes the id a key. */
    @Override
    public Dedupe dedupe() {
        return deviceId == null ? Dedupe.LOOKUP : Dedupe.CLIENT_KEY;
    }

    @Override
    public List<Fault> check(SendRequest request) {
        Faults faults = new Faults();
        request.validity().ifPresent(validity -> {
            if (validity.toSeconds() < SHORTEST_TTL || validity.toSeconds() > Integer.MAX_VALUE) {
                faults.add("validity", "must be " + SHORTEST_TTL + " to " + Integer.MAX_VALUE + " seconds");
            }
        });
        return faults.list();
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        HttpReply reply = http.submit(messages, json -> AndroidGatewayWire.writeSend(json, request, deviceId), scope);
        List<String> personal = List.of(request.text(), request.to().digits());
        if (!reply.is2xx()) {
            return AndroidGatewayErrors.TABLE.answer(reply, null, errorText(reply), personal);
        }
        return new Answer.Accepted(
                message(reply, new MessageId(NAME, request.key().value()), personal));
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpReply reply = http.get(messages.child(id.value()), deadline);
        String error = errorText(reply);
        if (reply.status() == 404 && (error != null || reply.body().isEmpty())) {
            throw new MessageNotFoundException(id); // a phone says it without a body; a page is a wrong base URL
        }
        if (!reply.is2xx()) {
            throw AndroidGatewayErrors.TABLE.exception(reply, null, error);
        }
        return message(reply, id, List.of());
    }

    @Override
    public void close() {
        http.close();
    }

    private @Nullable String errorText(HttpReply reply) {
        AndroidGatewayWire.ErrorReply error = errorReply.read(reply.body());
        return error == null ? null : error.message;
    }

    /** Reads a message. Its id is the one that we gave it, so it is known even where the answer can't be read. */
    private Message message(HttpReply reply, MessageId id, List<String> personal) {
        AndroidGatewayWire.MessageReply said = messageReply.read(reply.body());
        if (said == null) {
            return Message.builder(id, reply.status() == 202 ? Status.QUEUED : Status.UNKNOWN)
                    .build();
        }
        Message.Builder message = AndroidGatewayWire.read(said, id).rawJson(reply.body());
        if (AndroidGatewayWire.status(said.outcome()).isFailure()) {
            message.failure(AndroidGatewayErrors.PHONE.failure(reply, null, said.error(), personal));
        }
        return message.build();
    }
}
