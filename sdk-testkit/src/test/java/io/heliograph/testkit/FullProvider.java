package io.heliograph.testkit;

import com.squareup.moshi.JsonWriter;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.Endpoint;
import io.heliograph.http.HttpOptions;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.VendorHttp;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Balance;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.LimitScope;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A correct provider that declares every capability; a subclass makes one mistake. */
class FullProvider implements VendorClient, SmsProvider {
    static final ErrorTable TABLE = ErrorTable.of(
            ErrorRow.code("BUSY").is(ErrorType.RATE_LIMITED),
            ErrorRow.code("FLOOD").is(ErrorType.RATE_LIMITED).scope(LimitScope.RECIPIENT),
            ErrorRow.text("no credit").is(ErrorType.INSUFFICIENT_CREDIT));

    private static final JsonBinding<Map<String, @Nullable String>> JSON = JsonBinding.texts();

    final VendorHttp http;

    FullProvider(String baseUrl, String secret, HttpOptions options) {
        http = VendorHttp.to(Endpoint.of(baseUrl, false).header("X-Api-Key", Secret.of("api-key", secret)), options);
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
    public DuplicateProtection duplicateProtection() {
        return DuplicateProtection.IDEMPOTENCY_KEY;
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return request.from().isPresent()
                ? List.of()
                : List.of(new Violation(
                        "from", "is missing; set it in the request or as heliograph.providers.full.from"));
    }

    @Override
    public BulkLimits bulkLimits() {
        return new BulkLimits(2, 100);
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        return sendBulk(request, List.of(request.to()), context);
    }

    @Override
    public SendResult sendBulk(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        return read(submit(content, recipients, context), content, recipients);
    }

    HttpResponse submit(SendRequest content, List<PhoneNumber> recipients, AttemptContext context) {
        return http.submit(http.target("send"), json -> write(json, content, recipients), context);
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

    SendResult read(HttpResponse response, SendRequest request, List<PhoneNumber> recipients) {
        if (!response.is2xx()) {
            SendResult result = refused(response, request);
            return result instanceof SendResult.Rejected rejected
                    ? new SendResult.Rejected(rejected.failure(), named(response, recipients))
                    : result;
        }
        MessageId id = response.body().contains("m-1") ? new MessageId("full", "m-1") : MessageId.unknown("full");
        Message.Builder message = Message.builder(id, failed(response) ? Status.FAILED : Status.QUEUED);
        if (failed(response)) {
            List<String> personal = List.of(request.text(), request.to().digits());
            message.failure(TABLE.failure(response, null, response.body(), personal));
        }
        if (response.body().contains("\"taken\"")) {
            message.recipients(
                    recipients.stream().map(to -> recipient(response, id, to)).toList());
        }
        return Acceptance.of(response, message.build());
    }

    SendResult refused(HttpResponse response, SendRequest request) {
        Map<String, @Nullable String> fields = JSON.read(response.body());
        String code = fields == null ? null : fields.get("code");
        return TABLE.result(
                response,
                code,
                response.body(),
                List.of(request.text(), request.to().digits()));
    }

    /** The recipients for whom the vendor rejected the whole call. */
    List<PhoneNumber> named(HttpResponse response, List<PhoneNumber> recipients) {
        return recipients.stream()
                .filter(to -> response.body().contains("\"blocked\":\"" + to.digits()))
                .toList();
    }

    /** Whether the whole send failed. */
    boolean failed(HttpResponse response) {
        String body = response.body().toLowerCase(Locale.ROOT);
        return body.contains("\"failed\"") && !body.contains("\"queued\"");
    }

    RecipientStatus recipient(HttpResponse response, MessageId id, PhoneNumber to) {
        if (response.body().contains("\"refused\":\"" + to.digits())) {
            Failure failure = Failure.of(ErrorType.INVALID_RECIPIENT, "the vendor refuses it");
            return new RecipientStatus(id, to, Status.FAILED, null, failure);
        }
        return response.body().contains(to.digits())
                ? new RecipientStatus(id, to, Status.QUEUED, null, null)
                : RecipientStatus.unnamed(id, to, "it isn't in the answer");
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        HttpResponse response = http.get(http.target("send").child(id.value()), deadline);
        requireFound(response, id);
        boolean queued = response.body().toLowerCase(Locale.ROOT).contains("\"queued\"");
        return Message.builder(id, queued ? Status.QUEUED : Status.UNKNOWN).build();
    }

    @Override
    public Message cancel(MessageId id, Deadline deadline) {
        HttpResponse response =
                http.call(VendorHttp.Method.DELETE, http.target("send").child(id.value()), null, deadline);
        return cancelled(response, id);
    }

    final Message cancelled(HttpResponse response, MessageId id) {
        requireFound(response, id);
        Status status = response.body().startsWith("<") ? Status.CANCELLING : Status.CANCELLED;
        return Message.builder(id, status).build();
    }

    private static void requireFound(HttpResponse response, MessageId id) {
        if (response.status() == 404 && response.body().startsWith("{")) {
            throw new MessageNotFoundException(id);
        }
        require2xx(response);
    }

    @Override
    public List<Balance> balance(Deadline deadline) {
        HttpResponse response = get("balance", deadline);
        if (!response.body().contains("\"balance\":1")) {
            throw SmsException.of(Failure.of(ErrorType.PROVIDER_ERROR, "the answer has no amount"), List.of());
        }
        return List.of(new Balance(BigDecimal.ONE, "USD"));
    }

    @Override
    public Optional<Message> lookup(SendRequest request, Deadline deadline) {
        get("by-key-" + request.key().value(), deadline);
        return Optional.of(
                Message.builder(new MessageId("full", "m-1"), Status.SENT).build());
    }

    final HttpResponse get(String what, Deadline deadline) {
        HttpResponse response = http.get(http.target("send").child(what), deadline);
        require2xx(response);
        return response;
    }

    private static void require2xx(HttpResponse response) {
        if (!response.is2xx()) {
            throw TABLE.exception(response, null, response.body());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
