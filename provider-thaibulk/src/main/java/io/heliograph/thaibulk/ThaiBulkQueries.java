package io.heliograph.thaibulk;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.Http;
import io.heliograph.http.HttpReply;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Balance;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Recipient;
import io.heliograph.message.Refusal;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.spi.Page;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked of Me SMS apart from sending. Of these paths only that of the recipients is certain. Thread-safe. */
final class ThaiBulkQueries {
    /** The first page's name; without it the vendor pages in another way, which has no cursor. */
    static final String FIRST = "0";

    private final Http http;
    private final Map<LostPath, VendorPath> paths;
    private final JsonBinding<ThaiBulkWire.Reply> errors = JsonBinding.of(ThaiBulkWire.Reply.class);
    private final JsonBinding<ThaiBulkQueryWire.MessageReply> messages =
            JsonBinding.of(ThaiBulkQueryWire.MessageReply.class);
    private final JsonBinding<ThaiBulkQueryWire.CountsReply> counts =
            JsonBinding.of(ThaiBulkQueryWire.CountsReply.class);
    private final JsonBinding<ThaiBulkQueryWire.CreditReply> credits =
            JsonBinding.of(ThaiBulkQueryWire.CreditReply.class);

    ThaiBulkQueries(Http http, Map<LostPath, VendorPath> paths) {
        this.http = http;
        this.paths = new EnumMap<>(paths);
    }

    /** An id that can be asked for, for a vendor-only operation. */
    static MessageId known(MessageId id) {
        if (!id.isKnown() || !id.provider().equals(ThaiBulkProvider.NAME)) {
            throw new InvalidRequestException("message id", "isn't one that " + ThaiBulkProvider.NAME + " gave");
        }
        return id;
    }

    /** Asks for the message, and unless that says enough for its recipients: only they tell what became of the SMS. */
    Message status(MessageId id, Deadline deadline) {
        HttpReply reply = http.get(path(LostPath.GET).in(http, id), deadline);
        if (!reply.is2xx() && !isMissing(reply)) {
            throw refusal(reply, LostPath.GET);
        }
        ThaiBulkQueryWire.MessageReply said = reply.is2xx() ? messages.read(reply.body()) : null;
        String word = said == null ? null : said.inner().status;
        Status status = ThaiBulkWire.messageStatus(word);
        Message.Builder whole = Message.builder(id, status).rawStatus(word);
        if (said != null) {
            whole.from(Sender.find(said.inner().sender).orElse(null)).rawJson(reply.body());
        }
        if (status == Status.FAILED) {
            whole.failure(ThaiBulkErrors.TABLE.failure(reply, null, null, List.of()));
        }
        DeliveryCounts parts = said == null ? new DeliveryCounts(Map.of()) : counts(reply, said);
        if (status == Status.SCHEDULED || status == Status.CANCELLED || parts.ofDocumentedWords() > 1) {
            return whole.build();
        }
        long size = said == null ? 0 : DeliveryCounts.size(said.inner(), countsReply(reply));
        String only = size == 1 ? parts.onlyWord() : null; // one count may be of the first of many
        if (only != null) {
            return ofOne(recipient(id, only, null, reply), whole.build(), reply);
        }
        return byRecipients(id, whole, size, deadline);
    }

    /**
     * What the recipients say; the whole's word where they say nothing, or not all are there. The path of this question is
     * certain.
     *
     * @param size how many there are; 0 where the vendor doesn't say
     */
    private Message byRecipients(MessageId id, Message.Builder whole, long size, Deadline deadline) {
        Message message = whole.build();
        HttpReply reply = http.get(recipientsOf(id).query("after", FIRST), deadline);
        if (!reply.is2xx() && message.rawStatus().isEmpty()) {
            throw recipientsRefused(id, reply);
        }
        ThaiBulkPage page = reply.is2xx() ? ThaiBulkPage.read(reply.body()) : null;
        if (page == null || page.rows().isEmpty() || page.next() != null) {
            return message;
        }
        List<Recipient> all = readRecipients(id, page, reply);
        if (all.size() < Math.max(size, page.counted())) {
            return message;
        }
        if (all.size() > 1) {
            return whole.recipients(all).build();
        }
        return ofOne(all.get(0), message, reply);
    }

    /** The recipient's status is the message's, unless it lags behind a whole that has ended, or isn't told. */
    private static Message ofOne(Recipient one, Message whole, HttpReply reply) {
        boolean lagsBehind = !one.status().isFinal() && whole.status().isFinal();
        if (lagsBehind || one.rawStatus().isEmpty()) {
            return whole;
        }
        return Message.builder(one.id(), one.status())
                .rawStatus(one.rawStatus())
                .to(one.to().orElse(null))
                .from(whole.from().orElse(null))
                .failure(one.failure().orElse(null))
                .rawJson(reply.body())
                .build();
    }

    /** How many recipients have which status. */
    DeliveryCounts counts(MessageId id, Deadline deadline) {
        HttpReply reply = http.get(path(LostPath.GET).in(http, id), deadline);
        if (reply.status() == 404 && errorOf(reply) != null) {
            throw new MessageNotFoundException(id);
        }
        ThaiBulkQueryWire.MessageReply said = messages.read(checked(reply, LostPath.GET));
        if (said == null) {
            throw unreadable(reply, LostPath.GET);
        }
        return counts(reply, said);
    }

    private DeliveryCounts counts(HttpReply reply, ThaiBulkQueryWire.MessageReply said) {
        return DeliveryCounts.of(said.inner(), countsReply(reply));
    }

    private ThaiBulkQueryWire.@Nullable CountsReply countsReply(HttpReply reply) {
        ThaiBulkQueryWire.CountsReply listed = counts.read(reply.body());
        return listed == null ? null : listed.inner();
    }

    /** One page of a message's recipients. */
    Page<Recipient> recipients(MessageId id, String cursor, Deadline deadline) {
        HttpReply reply = http.get(recipientsOf(id).query("after", cursor), deadline);
        if (!reply.is2xx()) {
            throw recipientsRefused(id, reply);
        }
        ThaiBulkPage page = ThaiBulkPage.read(reply.body());
        if (page == null) {
            throw unreadable(reply, null); // an end here would silently leave out the rest
        }
        return new Page<>(readRecipients(id, page, reply), page.next());
    }

    private SmsException recipientsRefused(MessageId id, HttpReply reply) {
        return reply.status() == 404 ? new MessageNotFoundException(id) : refusal(reply, null);
    }

    /** One page of the account's messages; the empty cursor is the first. */
    Page<Message> messages(String cursor, Deadline deadline) {
        Target target = path(LostPath.LIST).in(http);
        HttpReply reply = http.get(cursor.isEmpty() ? target : target.query("after", cursor), deadline);
        ThaiBulkPage page = readList(reply, LostPath.LIST);
        List<Message> found = page.rows().stream()
                .map(row -> Message.builder(
                                MessageId.find(ThaiBulkProvider.NAME, row.uuid()),
                                ThaiBulkWire.messageStatus(row.status()))
                        .rawStatus(row.status())
                        .from(Sender.find(row.sender()).orElse(null))
                        .build())
                .toList();
        return new Page<>(found, page.next());
    }

    List<SenderName> senders(Deadline deadline) {
        HttpReply reply = http.get(path(LostPath.SENDERS).in(http), deadline);
        List<SenderName> found = new ArrayList<>();
        for (ThaiBulkPage.Row row : readList(reply, LostPath.SENDERS).rows()) {
            String name = row.name();
            if (name != null) {
                found.add(new SenderName(name, Objects.requireNonNullElse(row.status(), "")));
            }
        }
        return List.copyOf(found);
    }

    List<Balance> balance(Deadline deadline) {
        HttpReply reply = http.get(path(LostPath.BALANCE).in(http), deadline);
        ThaiBulkQueryWire.CreditReply said = readCredits(reply, LostPath.BALANCE);
        BigDecimal amount = ThaiBulkWire.first(said.balance, said.credits, said.credit);
        if (amount == null) { // under none of the likely names
            throw unreadable(reply, LostPath.BALANCE);
        }
        return List.of(new Balance(amount, "credits"));
    }

    Estimate preview(Campaign campaign, Deadline deadline) {
        Target target = path(LostPath.PREVIEW).in(http);
        HttpReply reply =
                http.call(Http.Method.POST, target, json -> ThaiBulkWire.writePreview(json, campaign), deadline);
        return estimate(reply, LostPath.PREVIEW);
    }

    /** Not {@code submit}: nothing is sent, and no message comes of it even if the answer names one. */
    Estimate dryRun(Campaign campaign, Sender sender, Deadline deadline) {
        HttpReply reply = http.call(
                Http.Method.POST,
                http.target("sms", "send"),
                json -> ThaiBulkWire.writeCampaign(json, campaign, sender, true),
                deadline);
        return estimate(reply, null);
    }

    private Estimate estimate(HttpReply reply, @Nullable LostPath guess) {
        ThaiBulkQueryWire.CreditReply said = readCredits(reply, guess);
        return new Estimate(
                ThaiBulkWire.first(said.parts, said.messageParts, said.segments),
                ThaiBulkWire.first(said.totalCredits, said.credits, said.credit, said.cost),
                reply.body());
    }

    /** The body has no fields; an empty object rather than nothing, because it is announced as JSON. */
    HttpReply cancel(MessageId id, Deadline deadline) {
        Target target = path(LostPath.CANCEL).in(http, id);
        return http.call(Http.Method.POST, target, json -> json.beginObject().endObject(), deadline);
    }

    private Target recipientsOf(MessageId id) {
        return http.target("sms").child(id.value()).child("recipients");
    }

    private VendorPath path(LostPath guess) {
        return Objects.requireNonNull(paths.get(guess), "all are set by the builder");
    }

    private List<Recipient> readRecipients(MessageId id, ThaiBulkPage page, HttpReply reply) {
        return page.rows().stream()
                .map(row -> recipient(id, row.status(), row.number(), reply))
                .toList();
    }

    private static Recipient recipient(MessageId id, @Nullable String word, @Nullable String number, HttpReply reply) {
        Status status = ThaiBulkQueryWire.recipientStatus(word);
        Refusal failure = status.isFailure() ? ThaiBulkErrors.RECIPIENT.failure(reply, word, null, List.of()) : null;
        return new Recipient(id, ThaiNumbers.find(number).orElse(null), status, word, failure);
    }

    private ThaiBulkPage readList(HttpReply reply, LostPath guess) {
        ThaiBulkPage page = ThaiBulkPage.read(checked(reply, guess));
        if (page == null) {
            throw unreadable(reply, guess);
        }
        return page;
    }

    private ThaiBulkQueryWire.CreditReply readCredits(HttpReply reply, @Nullable LostPath guess) {
        ThaiBulkQueryWire.CreditReply said = credits.read(checked(reply, guess));
        if (said == null) {
            throw unreadable(reply, guess);
        }
        return said.inner();
    }

    private String checked(HttpReply reply, @Nullable LostPath guess) {
        if (!reply.is2xx()) {
            throw refusal(reply, guess);
        }
        return reply.body();
    }

    private @Nullable String errorOf(HttpReply reply) {
        ThaiBulkWire.Reply said = errors.read(reply.body());
        return said == null ? null : said.errorText();
    }

    /** Why a question was refused; of a path that is a guess, nothing there mostly means that the guess is wrong. */
    SmsException refusal(HttpReply reply, @Nullable LostPath guess) {
        ThaiBulkWire.Reply said = errors.read(reply.body());
        String code = said == null ? null : said.errorCode();
        if (guess != null && isMissing(reply)) {
            return wrongPath("nothing is there (HTTP " + reply.status() + ")", guess);
        }
        return ThaiBulkErrors.QUESTION.exception(reply, code, said == null ? null : said.errorText());
    }

    private static SmsException unreadable(HttpReply reply, @Nullable LostPath guess) {
        String what = "the answer can't be read (HTTP " + reply.status() + ")";
        return guess == null
                ? SmsException.of(Refusal.of(ErrorType.PROVIDER_ERROR, what), List.of())
                : wrongPath(what, guess);
    }

    private static SmsException wrongPath(String what, LostPath guess) {
        String advice = "; is heliograph.providers.thaibulk." + guess.setting() + " the vendor's path?";
        return SmsException.of(Refusal.of(ErrorType.CONFIGURATION, what + advice), List.of());
    }

    private static boolean isMissing(HttpReply reply) {
        return reply.status() == 404 || reply.status() == 405;
    }
}
