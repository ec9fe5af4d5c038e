package io.heliograph.testkit;

import com.squareup.moshi.JsonWriter;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.Endpoint;
import io.heliograph.http.Http;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.message.Balance;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Recipient;
import io.heliograph.message.Refusal;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Answer;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.SmsProvider;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A provider that declares everything and does it rightly; a subclass makes one mistake. */
class FullProvider implements ProviderDoor, SmsProvider {
    static final ErrorTable TABLE = ErrorTable.of(
            ErrorRow.code("BUSY").is(ErrorType.RATE_LIMITED),
            ErrorRow.text("no credit").is(ErrorType.INSUFFICIENT_CREDIT));

    final Http http;

    FullProvider(String baseUrl, String secret, HttpOptions options) {
        http = Http.to(Endpoint.of(baseUrl, false).header("X-Api-Key", Secret.of("api-key", secret)), options);
    }

    @Override
    public SmsProvider provider() {
        return this;
    }

    @Override
    public String name() {
        return "full";
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Dedupe dedupe() {
        return Dedupe.CLIENT_KEY;
    }

    @Override
    public List<Fault> check(SendRequest request) {
        return request.from().isPresent()
                ? List.of()
                : List.of(new Fault("from", "is missing; set it in the request or as heliograph.providers.full.from"));
    }

    @Override
    public BulkLimits bulkLimits() {
        return new BulkLimits(2, 100);
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        return sendBulk(request, List.of(request.to()), scope);
    }

    @Override
    public Answer sendBulk(SendRequest content, List<PhoneNumber> recipients, SendScope scope) {
        return read(submit(content, recipients, scope), content, recipients);
    }

    HttpReply submit(SendRequest content, List<PhoneNumber> recipients, SendScope scope) {
        return http.submit(http.target("send"), json -> write(json, content, recipients), scope);
    }

    private void write(JsonWriter json, SendRequest request, List<PhoneNumber> recipients) throws IOException {
        json.beginObject();
        json.name("to")
                .value(String.join(
                        " ", recipients.stream().map(PhoneNumber::digits).toList()));
        if (request.from().isPresent()) {
            json.name("from").value(request.from().get().value());
        }
        json.name("text").value(request.text());
        writeKey(json, request);
        writeOptions(json, request);
        json.endObject();
    }

    void writeKey(JsonWriter json, SendRequest request) throws IOException {
        json.name("key").value(request.key().value());
    }

    void writeOptions(JsonWriter json, SendRequest request) throws IOException {
        if (request.tag().isPresent()) {
            json.name("tag").value(request.tag().get());
        }
        if (request.validity().isPresent()) {
            json.name("hours").value(request.validity().get().toHours());
        }
        if (request.callbackUrl().isPresent()) {
            json.name("callback").value(request.callbackUrl().get().toString());
        }
        if (request.sendAt().isPresent()) {
            json.name("at").value(request.sendAt().get().getEpochSecond());
        }
        if (!request.media().isEmpty()) {
            json.name("media").value(request.media().get(0).toString());
        }
    }

    Answer read(HttpReply reply, SendRequest request, List<PhoneNumber> recipients) {
        if (!reply.is2xx()) {
            String code = reply.body().contains("BUSY") ? "BUSY" : null;
            List<String> personal = List.of(request.text(), request.to().digits());
            return TABLE.answer(reply, code, reply.body(), personal);
        }
        MessageId id = reply.body().contains("m-1") ? new MessageId("full", "m-1") : MessageId.unknown("full");
        Message.Builder message = Message.builder(id, failed(reply) ? Status.FAILED : Status.QUEUED);
        if (failed(reply)) {
            List<String> personal = List.of(request.text(), request.to().digits());
            message.failure(TABLE.failure(reply, null, reply.body(), personal));
        }
        if (reply.body().contains("\"taken\"")) {
            message.recipients(
                    recipients.stream().map(to -> recipient(reply, id, to)).toList());
        }
        return Acceptance.of(reply, message.build());
    }

    /** Whether it failed whole. */
    boolean failed(HttpReply reply) {
        String body = reply.body().toLowerCase(Locale.ROOT);
        return body.contains("\"failed\"") && !body.contains("\"queued\"");
    }

    Recipient recipient(HttpReply reply, MessageId id, PhoneNumber to) {
        if (reply.body().contains("\"refused\":\"" + to.digits())) {
            Refusal refusal = Refusal.of(ErrorType.INVALID_RECIPIENT, "the vendor refuses it");
            return new Recipient(id, to, Status.FAILED, null, refusal);
        }
        return reply.body().contains(to.digits())
                ? new Recipient(id, to, Status.QUEUED, null, null)
                : Recipient.unnamed(id, to, "it isn't in the answer");
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpReply reply = http.get(http.target("send").child(id.value()), deadline);
        requireFound(reply, id);
        boolean queued = reply.body().toLowerCase(Locale.ROOT).contains("\"queued\"");
        return Message.builder(id, queued ? Status.QUEUED : Status.UNKNOWN).build();
    }

    @Override
    public Message cancel(MessageId id, Deadline deadline) {
        HttpReply reply = http.call(Http.Method.DELETE, http.target("send").child(id.value()), null, deadline);
        return cancelled(reply, id);
    }

    final Message cancelled(HttpReply reply, MessageId id) {
        requireFound(reply, id);
        Status status = reply.body().startsWith("<") ? Status.CANCELLING : Status.CANCELLED;
        return Message.builder(id, status).build();
    }

    private static void requireFound(HttpReply reply, MessageId id) {
        if (reply.status() == 404 && reply.body().startsWith("{")) {
            throw new MessageNotFoundException(id);
        }
        require2xx(reply);
    }

    @Override
    public List<Balance> balance(Deadline deadline) {
        HttpReply reply = get("balance", deadline);
        if (!reply.body().contains("\"balance\":1")) {
            throw SmsException.of(Refusal.of(ErrorType.PROVIDER_ERROR, "the answer has no amount"), List.of());
        }
        return List.of(new Balance(BigDecimal.ONE, "USD"));
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        get("by-key-" + request.key().value(), deadline);
        return Optional.of(
                Message.builder(new MessageId("full", "m-1"), Status.SENT).build());
    }

    final HttpReply get(String what, Deadline deadline) {
        HttpReply reply = http.get(http.target("send").child(what), deadline);
        require2xx(reply);
        return reply;
    }

    private static void require2xx(HttpReply reply) {
        if (!reply.is2xx()) {
            throw TABLE.exception(reply, null, reply.body());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
