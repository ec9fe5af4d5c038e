package io.heliograph.testkit;

import io.heliograph.http.Deadline;
import io.heliograph.http.Endpoint;
import io.heliograph.http.Http;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.message.Fault;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.SmsProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The transport with next to nothing on it: no vendor's error table, and only the status of an answer is read. */
final class BareProvider implements ProviderDoor, SmsProvider {
    private static final ErrorTable NO_ROWS = ErrorTable.of();

    private final Http http;
    private final ErrorTable rows;

    BareProvider(String baseUrl, String secret, HttpOptions options) {
        this(baseUrl, secret, options, NO_ROWS);
    }

    BareProvider(String baseUrl, String secret, HttpOptions options, ErrorTable rows) {
        this.rows = rows;
        http = Http.to(Endpoint.of(baseUrl, false).header("X-Api-Key", Secret.of("api-key", secret)), options);
    }

    @Override
    public SmsProvider provider() {
        return this;
    }

    @Override
    public String name() {
        return "bare";
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
        return List.of();
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        HttpReply reply = http.submit(http.target("send"), json -> json.value(request.text()), scope);
        if (!reply.is2xx()) {
            return rows.answer(
                    reply,
                    null,
                    reply.body(),
                    List.of(request.text(), request.to().digits()));
        }
        return new Answer.Accepted(
                Message.builder(MessageId.unknown("bare"), Status.QUEUED).build());
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpReply reply = http.get(http.target("send").child(id.value()), deadline);
        if (!reply.is2xx()) {
            throw rows.exception(reply, null, reply.body());
        }
        return Message.builder(id, Status.SENT).build();
    }

    @Override
    public void close() {
        http.close();
    }
}
