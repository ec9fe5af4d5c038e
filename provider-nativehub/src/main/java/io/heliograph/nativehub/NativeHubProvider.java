package io.heliograph.nativehub;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonBody;
import io.heliograph.message.Credits;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.Faults;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Answer;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import io.heliograph.spi.WebhookRegistrar;
import io.heliograph.text.Segments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and NativeHub's {@code /messages} and {@code /scheduled-messages}. */
final class NativeHubProvider implements SmsProvider {
    static final String NAME = "nativehub";

    /** The vendor advises to stay under 10,000 recipients (quick start, 2026-02); a hard limit isn't documented. */
    private static final BulkLimits BULK = new BulkLimits(1, 10_000);

    private final NativeHubCalls calls;
    private final @Nullable Sender defaultSender;
    private final @Nullable String route;
    private final String currency;
    private final NativeHubWebhooks webhooks;
    private final WebhookRegistrar registrar;
    private final Target messages;
    private final Target bulk;
    private final Target scheduled;
    private final JsonBinding<NativeHubWire.MessageReply> messageReply =
            JsonBinding.of(NativeHubWire.MessageReply.class);
    private final NativeHubScheduled scheduling = new NativeHubScheduled();
    private final NativeHubBulk batches;

    NativeHubProvider(
            NativeHubCalls calls,
            @Nullable Sender defaultSender,
            @Nullable String route,
            String currency,
            NativeHubWebhooks webhooks,
            WebhookRegistrar registrar) {
        this.calls = calls;
        this.defaultSender = defaultSender;
        this.route = route;
        this.currency = currency;
        this.webhooks = webhooks;
        this.registrar = registrar;
        batches = new NativeHubBulk(new NativeHubBatchList(calls));
        messages = calls.target("messages");
        bulk = calls.target("messages", "bulk");
        scheduled = calls.target("scheduled-messages");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.SENDER, Capability.STATUS, Capability.SCHEDULE, Capability.BULK);
    }

    /** A send has no field for a key or a label of the caller's. */
    @Override
    public Dedupe dedupe() {
        return Dedupe.NONE;
    }

    /** The vendor documents neither the forms of senders nor the longest text, so both are left to it. */
    @Override
    public List<Fault> check(SendRequest request) {
        Faults faults = new Faults();
        if (request.from().isEmpty() && defaultSender == null) {
            faults.add("from", "is missing; set it in the request or as heliograph.providers.nativehub.from");
        }
        request.sendAt().ifPresent(time -> NativeHubScheduled.check(time, faults));
        return faults.list();
    }

    /** 160 and 153 of GSM-7, 70 and 67 of UCS-2, by the part (guide to SMS messaging, 2026-02); later it says part_count. */
    @Override
    public Credits estimate(SendRequest request) {
        return Credits.parts(Segments.of(request.text()).parts());
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        Sender sender = request.from().orElse(defaultSender);
        List<String> personal = personal(request);
        Instant sendAt = request.sendAt().orElse(null);
        if (sendAt != null) {
            JsonBody body = json -> NativeHubScheduled.write(json, request, sendAt, sender);
            return submit(scheduled, body, scope, personal, reply -> scheduling.read(reply, personal));
        }
        JsonBody body = json -> NativeHubWire.writeSend(json, request, sender, route);
        return submit(messages, body, scope, personal, reply -> message(reply, MessageId.unknown(NAME), personal));
    }

    @Override
    public BulkLimits bulkLimits() {
        return BULK;
    }

    @Override
    public Answer sendBulk(SendRequest content, List<PhoneNumber> recipients, SendScope scope) {
        if (content.sendAt().isPresent()) {
            return new Answer.Refused(Refusal.of(
                    ErrorType.UNSUPPORTED, "NativeHub sends to many at once only, not at a later time (SCHEDULE)"));
        }
        Sender sender = content.from().orElse(defaultSender);
        List<String> personal = personal(content);
        JsonBody body = json -> NativeHubBulk.write(json, content, recipients, sender);
        return submit(
                bulk, body, scope, personal, reply -> batches.read(reply, recipients, personal, scope.deadline()));
    }

    /** What isn't repeated from the vendor's prose; of numbers nothing is, because words with three digits are dropped. */
    private List<String> personal(SendRequest request) {
        List<String> personal = new ArrayList<>(calls.personal());
        personal.add(request.text());
        personal.add(request.to().digits());
        return personal;
    }

    private Answer submit(
            Target target, JsonBody body, SendScope scope, List<String> personal, Function<HttpReply, Message> read) {
        HttpReply reply;
        try {
            reply = calls.submit(target, body, scope);
        } catch (SmsException e) { // the login's, which comes before anything is sent
            return new Answer.Refused(
                    e.refusal().orElseGet(() -> Refusal.of(ErrorType.AUTHENTICATION, "the login failed")));
        }
        return reply.is2xx()
                ? Acceptance.of(reply, read.apply(reply))
                : NativeHubErrors.answer(reply, personal, calls.clock());
    }

    /** A scheduled message can't be asked for: the vendor documents no place for it, and its message has another id. */
    @Override
    public Message status(MessageId id, Deadline deadline) {
        if (id.value().startsWith(NativeHubScheduled.PREFIX)) {
            throw SmsException.of(
                    Refusal.of(
                            ErrorType.UNSUPPORTED,
                            "NativeHub can't be asked about a message that waits for its time; once sent it has an id of "
                                    + "its own"),
                    List.of());
        }
        HttpReply reply = calls.get(messages.child(id.value()), deadline);
        checkFound(reply, id);
        return message(calls.require2xx(reply), id, List.of());
    }

    /** An id that can be asked for, for a vendor-only operation. */
    static MessageId own(MessageId id) {
        if (!id.provider().equals(NAME) || !id.isKnown()) {
            throw new InvalidRequestException("id", "isn't one of NativeHub's");
        }
        if (id.value().startsWith(NativeHubScheduled.PREFIX)) {
            throw new InvalidRequestException("id", "is of a message that waits for its time and has no other yet");
        }
        return id;
    }

    /** A page without the vendor's envelope is a wrong base URL, not a message that isn't there. */
    static void checkFound(HttpReply reply, MessageId id) {
        if (reply.status() == 404 && (reply.body().isEmpty() || NativeHubErrors.errorText(reply) != null)) {
            throw new MessageNotFoundException(id);
        }
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return Optional.of(webhooks);
    }

    @Override
    public Optional<WebhookRegistrar> webhookRegistrar() {
        return Optional.of(registrar);
    }

    @Override
    public void close() {
        calls.close();
    }

    /** Reads a message, of which anything may be missing: the HTTP status alone says that NativeHub has it. */
    private Message message(HttpReply reply, MessageId asked, List<String> personal) {
        NativeHubWire.MessageReply said = NativeHubWire.unwrapped(messageReply.read(reply.body()));
        if (said == null) {
            return Message.builder(asked, asked.isKnown() ? Status.UNKNOWN : Status.QUEUED)
                    .build();
        }
        return message(reply, said, asked, currency, personal)
                .rawJson(NativeHubWire.withoutCost(reply.body()))
                .build();
    }

    static Message.Builder message(
            HttpReply reply, NativeHubWire.MessageReply said, MessageId asked, String currency, List<String> personal) {
        Message.Builder message = NativeHubWire.read(said, asked, currency);
        if (NativeHubWire.status(said.status).isFailure()) {
            message.failure(NativeHubErrors.failure(reply, said.errorCode, said.errorMessage, personal));
        }
        return message;
    }
}
