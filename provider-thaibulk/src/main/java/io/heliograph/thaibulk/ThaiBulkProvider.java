package io.heliograph.thaibulk;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.http.Deadline;
import io.heliograph.http.Http;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonBody;
import io.heliograph.message.Balance;
import io.heliograph.message.Credits;
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
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Answer;
import io.heliograph.spi.BulkLimits;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.WebhookParser;
import io.heliograph.text.SegmentProfile;
import io.heliograph.text.Segments;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates between Heliograph and Me SMS's {@code /sms}. */
final class ThaiBulkProvider implements SmsProvider {
    static final String NAME = "thaibulk";

    private static final String NO_SENDER =
            "is missing; set it in the request or as heliograph.providers.thaibulk.from";

    private final Http http;
    private final @Nullable Sender defaultSender;
    private final BulkLimits limits;
    private final ThaiBulkQueries queries;
    private final ThaiBulkWebhooks webhooks;
    private final Target sends;
    private final JsonBinding<ThaiBulkWire.Reply> replies = JsonBinding.of(ThaiBulkWire.Reply.class);

    ThaiBulkProvider(
            Http http,
            @Nullable Sender defaultSender,
            int chunkSize,
            ThaiBulkQueries queries,
            ThaiBulkWebhooks webhooks) {
        this.http = http;
        this.defaultSender = defaultSender;
        this.queries = queries;
        this.webhooks = webhooks;
        limits = new BulkLimits(1, Math.max(2, chunkSize));
        sends = http.target("sms", "send");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.SENDER,
                Capability.STATUS,
                Capability.BULK,
                Capability.SCHEDULE,
                Capability.CANCEL,
                Capability.BALANCE);
    }

    /** No key and no search by anything of the client's is documented. */
    @Override
    public Dedupe dedupe() {
        return Dedupe.NONE;
    }

    @Override
    public List<Fault> check(SendRequest request) {
        Faults faults = new Faults();
        ThaiBulkCheck.number(request.to(), faults);
        Sender sender = request.from().orElse(defaultSender);
        if (sender == null) {
            faults.add("from", NO_SENDER);
        } else {
            ThaiBulkCheck.sender(sender, faults);
        }
        ThaiBulkCheck.text(request.text(), faults);
        ThaiBulkCheck.sendAt(request.sendAt().orElse(null), faults);
        return faults.list();
    }

    @Override
    public SegmentProfile segmentProfile() {
        return ThaiBulkCheck.PROFILE;
    }

    /**
     * Parts times recipients (me-sms.com/en/api-docs, 2026-11). "Thai 70, English 160" doesn't say whether long texts lose
     * the header's 3 and 7 characters of each part, so they are taken to: the vendor may count less, and its preview decides.
     */
    @Override
    public Credits estimate(SendRequest request) {
        return Credits.atMostParts(
                Segments.of(request.text(), ThaiBulkCheck.PROFILE).parts());
    }

    @Override
    public Answer send(SendRequest request, SendScope scope) {
        return submit(request, List.of(request.to()), scope);
    }

    @Override
    public BulkLimits bulkLimits() {
        return limits;
    }

    @Override
    public Answer sendBulk(SendRequest content, List<PhoneNumber> recipients, SendScope scope) {
        Faults faults = new Faults();
        ThaiBulkCheck.numbers(recipients, faults); // one bad number may spoil the whole call at the vendor
        if (!faults.list().isEmpty()) {
            String reason = "it was not asked: " + faults.list().get(0);
            return new Answer.Refused(Refusal.of(ErrorType.INVALID_RECIPIENT, reason));
        }
        return submit(content, recipients, scope);
    }

    private Answer submit(SendRequest request, List<PhoneNumber> recipients, SendScope scope) {
        Sender sender = request.from().orElse(defaultSender);
        List<String> personal =
                List.of(request.text(), recipients.get(0).digits()); // the others are all digits, which aren't quoted
        Status begin = request.sendAt().isPresent() ? Status.SCHEDULED : Status.QUEUED;
        return submit(
                json -> ThaiBulkWire.writeSend(json, request, sender, recipients), begin, personal, recipients, scope);
    }

    /** Of a group or a template nobody here knows the numbers or the text, so nothing of the vendor's prose is quoted. */
    Answer submit(Campaign campaign, SendScope scope) {
        Sender sender = sender(campaign);
        Status begin = campaign.sendAt().isPresent() ? Status.SCHEDULED : Status.QUEUED;
        return submit(
                json -> ThaiBulkWire.writeCampaign(json, campaign, sender, false), begin, List.of(), List.of(), scope);
    }

    private Answer submit(
            JsonBody body, Status begin, List<String> personal, List<PhoneNumber> recipients, SendScope scope) {
        HttpReply reply = http.submit(sends, body, scope);
        ThaiBulkWire.Reply said = replies.read(reply.body());
        if (!reply.is2xx()) {
            String code = said == null ? null : said.errorCode();
            return ThaiBulkErrors.TABLE.answer(reply, code, said == null ? null : said.errorText(), personal);
        }
        if (said == null) {
            return Acceptance.of(
                    reply, Message.builder(MessageId.unknown(NAME), begin).build());
        }
        ThaiBulkWire.Reply inner = said.inner();
        Message message = message(inner, begin, reply, personal)
                .recipients(leftOpen(inner, recipients))
                .build();
        return Acceptance.of(reply, message, message.id().isKnown());
    }

    /** A 2xx says that it is queued; a word that isn't documented may well be about the call, such as "success". */
    private static Message.Builder message(
            ThaiBulkWire.Reply said, Status begin, HttpReply reply, List<String> personal) {
        Status status = ThaiBulkWire.messageStatus(said.status);
        Message.Builder message = Message.builder(
                        MessageId.find(NAME, said.uuid), status == Status.UNKNOWN ? begin : status)
                .rawStatus(said.status)
                .rawJson(reply.body());
        if (status == Status.FAILED) {
            message.failure(ThaiBulkErrors.TABLE.failure(reply, said.code, said.error, personal));
        }
        return message;
    }

    /** All, where the vendor says that it took fewer: it names none, so nobody knows who is left out. */
    private static List<Recipient> leftOpen(ThaiBulkWire.Reply said, List<PhoneNumber> recipients) {
        BigDecimal count = ThaiBulkWire.first(said.recipientCount, said.totalRecipients);
        if (recipients.size() < 2 || count == null || count.compareTo(BigDecimal.valueOf(recipients.size())) >= 0) {
            return List.of();
        }
        MessageId id = MessageId.find(NAME, said.uuid);
        String reason = "Me SMS's answer is for " + count.longValue() + " of " + recipients.size()
                + " recipients, and names none";
        return recipients.stream().map(to -> Recipient.unnamed(id, to, reason)).toList();
    }

    /**
     * The sender of a campaign, or the default one.
     *
     * @throws InvalidRequestException if there is neither
     */
    Sender sender(Campaign campaign) {
        Sender sender = campaign.from().orElse(defaultSender);
        if (sender == null) {
            throw new InvalidRequestException("from", NO_SENDER);
        }
        return sender;
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        return queries.status(id, deadline);
    }

    /** The vendor tells with 400 and with 409 why it can't; being cancelled already is what was asked for. */
    @Override
    public Message cancel(MessageId id, Deadline deadline) {
        HttpReply reply = queries.cancel(id, deadline);
        ThaiBulkWire.Reply said = replies.read(reply.body());
        boolean refused = !reply.is2xx() || (said != null && said.saysNo());
        if (refused && (said == null || !ThaiBulkErrors.ALREADY_CANCELLED.equals(said.errorCode()))) {
            boolean unknown = reply.status() == 404 && said != null && said.errorText() != null;
            throw unknown ? new MessageNotFoundException(id) : queries.refusal(reply, LostPath.CANCEL);
        }
        // Prose with a 2xx may be the page of a wrong path, so it promises nothing.
        boolean certain = said != null || reply.body().isBlank();
        return Message.builder(id, certain ? Status.CANCELLED : Status.CANCELLING)
                .rawStatus(said == null ? null : said.inner().status)
                .rawJson(reply.body())
                .build();
    }

    @Override
    public List<Balance> balance(Deadline deadline) {
        return queries.balance(deadline);
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return Optional.of(webhooks);
    }

    @Override
    public void close() {
        http.close();
    }
}
