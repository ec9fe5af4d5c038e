package io.heliograph.nativehub;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonBody;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.Faults;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Recipient;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.SmsProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and NativeHub's {@code /messages} and {@code /scheduled-messages}. */
final class NativeHubProvider implements SmsProvider {
    static final String NAME = "nativehub";

    /** Before the id of a message that waits for its time, because the vendor knows it under that id there only. */
    static final String SCHEDULED = "scheduled:";

    /** The vendor advises to stay under 10,000 recipients (quick start, 2026-02); a hard limit isn't documented. */
    private static final BulkLimits BULK = new BulkLimits(1, 10_000);

    /** The first instant that RFC 3339, which the vendor wants, can't write. */
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final NativeHubCalls calls;
    private final @Nullable Sender defaultSender;
    private final @Nullable String route;
    private final String currency;
    private final Target messages;
    private final Target bulk;
    private final Target scheduled;
    private final JsonBinding<NativeHubWire.MessageReply> messageReply =
            JsonBinding.of(NativeHubWire.MessageReply.class);
    private final JsonBinding<NativeHubWire.BulkReply> bulkReply = JsonBinding.of(NativeHubWire.BulkReply.class);
    private final JsonBinding<NativeHubWire.ScheduledReply> scheduledReply =
            JsonBinding.of(NativeHubWire.ScheduledReply.class);

    NativeHubProvider(NativeHubCalls calls, @Nullable Sender defaultSender, @Nullable String route, String currency) {
        this.calls = calls;
        this.defaultSender = defaultSender;
        this.route = route;
        this.currency = currency;
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
        if (request.sendAt().filter(time -> !time.isBefore(YEAR_10000)).isPresent()) {
            faults.add("sendAt", "has a year of more than four digits");
        }
        return faults.list();
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        Sender sender = request.from().orElse(defaultSender);
        List<String> personal = personal(request);
        Instant sendAt = request.sendAt().orElse(null);
        if (sendAt != null) {
            JsonBody body = json -> NativeHubWire.writeScheduled(json, request, sendAt, sender);
            return submit(scheduled, body, scope, personal, reply -> scheduledMessage(reply, personal));
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
        JsonBody body = json -> NativeHubWire.writeBulk(json, content, recipients, sender);
        return submit(bulk, body, scope, personal, reply -> batch(reply, recipients, personal));
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
                ? new Answer.Accepted(read.apply(reply))
                : NativeHubErrors.answer(reply, personal, calls.clock());
    }

    /** A scheduled message can't be asked for: the vendor documents no place for it, and its message has another id. */
    @Override
    public Message status(MessageId id, Deadline deadline) {
        if (id.value().startsWith(SCHEDULED)) {
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
        if (id.value().startsWith(SCHEDULED)) {
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
    public void close() {
        calls.close();
    }

    /** Reads a message, of which anything may be missing: the HTTP status alone says that NativeHub has it. */
    private Message message(HttpReply reply, MessageId asked, List<String> personal) {
        NativeHubWire.MessageReply said = messageReply.read(reply.body());
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

    private Message scheduledMessage(HttpReply reply, List<String> personal) {
        NativeHubWire.ScheduledReply said = scheduledReply.read(reply.body());
        if (said == null) {
            return Message.builder(MessageId.unknown(NAME), Status.SCHEDULED).build();
        }
        Message.Builder message = NativeHubWire.read(said).rawJson(NativeHubWire.withoutCost(reply.body()));
        if (NativeHubWire.status(said.status).isFailure()) {
            message.failure(NativeHubErrors.failure(reply, null, null, personal));
        }
        return message.build();
    }

    /** Reads a batch. It stands for all recipients; those that the vendor names have a word of their own. */
    private Message batch(HttpReply reply, List<PhoneNumber> asked, List<String> personal) {
        NativeHubWire.BulkReply said = bulkReply.read(reply.body());
        if (said == null) {
            return Message.builder(MessageId.unknown(NAME), Status.QUEUED).build();
        }
        MessageId id = MessageId.find(NAME, said.batchId);
        List<Recipient> recipients = recipients(reply, said, id, asked, personal);
        boolean nothing = said.tookNothing() && recipients.isEmpty();
        Message.Builder batch = Message.builder(id, nothing ? Status.REJECTED : Status.QUEUED)
                .recipients(recipients)
                .rawJson(NativeHubWire.withoutCost(reply.body()));
        if (nothing) {
            batch.failure(Refusal.of(ErrorType.OTHER, "NativeHub took none of the recipients, and doesn't say why"));
        }
        return batch.build();
    }

    /** Found by their numbers: the vendor doesn't promise an order. */
    private static List<Recipient> recipients(
            HttpReply reply,
            NativeHubWire.BulkReply said,
            MessageId batch,
            List<PhoneNumber> asked,
            List<String> personal) {
        if (said.messages == null) {
            return List.of();
        }
        Map<String, PhoneNumber> byDigits = new HashMap<>();
        asked.forEach(number -> byDigits.put(number.digits(), number));
        Map<PhoneNumber, Recipient> found = new LinkedHashMap<>();
        for (NativeHubWire.MessageReply item : said.messages) {
            PhoneNumber to = item == null || item.to == null ? null : byDigits.get(item.to.replaceAll("[^0-9]", ""));
            if (item != null && to != null) {
                Recipient its = recipient(reply, item, batch, to, personal);
                // Of a number that is there twice, the one that may arrive: "not sent" must be certain
                found.merge(to, its, (one, other) -> one.status().isFailure() ? other : one);
            }
        }
        return List.copyOf(found.values());
    }

    private static Recipient recipient(
            HttpReply reply, NativeHubWire.MessageReply item, MessageId batch, PhoneNumber to, List<String> personal) {
        MessageId its = MessageId.find(NAME, item.id);
        boolean complains = !isEmpty(item.errorCode) || !isEmpty(item.errorMessage);
        Status status = item.status == null && complains ? Status.FAILED : NativeHubWire.status(item.status);
        Refusal failure =
                status.isFailure() ? NativeHubErrors.failure(reply, item.errorCode, item.errorMessage, personal) : null;
        return new Recipient(its.isKnown() ? its : batch, to, status, item.status, failure);
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
