package io.heliograph.thaibulk;

import static io.heliograph.http.VendorHttp.Method.POST;
import static io.heliograph.thaibulk.ThaiBulkWire.first;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Status;
import io.heliograph.spi.ErrorDetails;
import io.heliograph.spi.Page;
import io.heliograph.spi.VendorApi;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads messages and their recipients. Only the recipients' path is certain. Thread-safe. */
final class ThaiBulkMessages {
    /** The first page's cursor; without it the vendor uses another pagination, which has no cursor. */
    private static final String FIRST = "0";

    private final VendorApi api;
    private final ApiPath one;
    private final ApiPath cancellation;
    private final String statusParameter;
    private final JsonBinding<Reply> replies = JsonBinding.of(Reply.class);

    /**
     * Makes the reader.
     *
     * @param statusParameter the name of the recipients' filter
     */
    ThaiBulkMessages(VendorApi api, Function<AssumedPath, ApiPath> paths, String statusParameter) {
        this.api = api;
        one = paths.apply(AssumedPath.GET);
        cancellation = paths.apply(AssumedPath.CANCEL);
        this.statusParameter = statusParameter;
    }

    /**
     * The message of a send with a 2xx, which means that it is queued. An undocumented status may be about the call, such
     * as "success".
     */
    Message accepted(HttpResponse response, Status begin, List<PhoneNumber> recipients, List<String> sensitiveValues) {
        Reply document = Reply.inner(response.read(replies));
        if (document == null) {
            return Message.builder(MessageId.unknown(ThaiBulkErrors.NAME), begin)
                    .build();
        }
        Status status = ThaiBulkWire.messageStatus(document.status());
        MessageId id = MessageId.tryParse(ThaiBulkErrors.NAME, document.uuid());
        Message.Builder message = document.message(id, status == Status.UNKNOWN ? begin : status)
                .recipients(leftOpen(id, document, recipients))
                .rawJson(response.lateBody());
        if (status == Status.FAILED) {
            message.failure(ThaiBulkErrors.TABLE.failure(response, document.code, document.error, sensitiveValues));
        }
        return message.build();
    }

    /** All recipients are unknown if the vendor accepted fewer: it names none, so the missing ones can't be identified. */
    private static List<RecipientStatus> leftOpen(MessageId id, Reply document, List<PhoneNumber> recipients) {
        BigDecimal count = document.recipients();
        if (recipients.size() < 2 || count == null || count.compareTo(BigDecimal.valueOf(recipients.size())) >= 0) {
            return List.of();
        }
        String reason = "Me SMS's answer is for " + count.longValue() + " of " + recipients.size()
                + " recipients, and names none";
        return recipients.stream()
                .map(to -> RecipientStatus.unnamed(id, to, reason))
                .toList();
    }

    /** Queries the message, and its recipients if that isn't enough: only they have the status of the SMS. */
    Message status(MessageId id, Deadline deadline) {
        HttpResponse response = api.get(one.in(api, id), deadline);
        if (!response.is2xx() && !ApiPath.isMissing(response)) {
            throw api.exception(response);
        }
        Reply document = response.is2xx() ? Reply.inner(response.read(replies)) : null;
        Status status = ThaiBulkWire.messageStatus(document == null ? null : document.status());
        Message.Builder whole = document == null
                ? Message.builder(id, status)
                : document.message(id, status).rawJson(response.lateBody());
        if (status == Status.FAILED) {
            whole.failure(ThaiBulkErrors.TABLE.failure(response, null, null, List.of()));
        }
        DeliveryCounts counts = DeliveryCounts.of(document == null ? "" : response.body());
        if (status == Status.SCHEDULED || status == Status.CANCELLED || counts.ofDocumentedWords() > 1) {
            return whole.build();
        }
        long size = document == null ? 0 : Math.max(document.size(), DeliveryCounts.totalIn(response.body()));
        String only = size == 1 ? counts.onlyWord() : null; // a count of 1 may be only the first of many
        return only == null
                ? byRecipients(id, whole, size, deadline)
                : ofOne(recipient(id, only, null, response), whole.build(), response);
    }

    /**
     * The message with its recipients' statuses, or with its own status if they have none or the list is incomplete. The
     * path of this query is certain.
     *
     * @param size the number of recipients; 0 if the response doesn't have it
     */
    private Message byRecipients(MessageId id, Message.Builder whole, long size, Deadline deadline) {
        Message message = whole.build();
        HttpResponse response = api.get(recipientsOf(id, FIRST), deadline);
        if (!response.is2xx() && message.rawStatus().isEmpty()) {
            throw recipientsRefused(id, response);
        }
        ThaiBulkPage page = response.is2xx() ? ThaiBulkPage.read(response.body()) : null;
        if (page == null || page.rows().isEmpty() || page.next() != null) {
            return message;
        }
        List<RecipientStatus> all = readRecipients(id, page, response);
        if (all.size() < Math.max(size, page.summary().total())) {
            return message;
        }
        return all.size() > 1 ? whole.recipients(all).build() : ofOne(all.get(0), message, response);
    }

    /** The recipient's status becomes the message's, unless it is missing or lags behind a final status of the whole. */
    private static Message ofOne(RecipientStatus one, Message whole, HttpResponse response) {
        boolean lagsBehind = !one.status().isFinal() && whole.status().isFinal();
        if (lagsBehind || one.rawStatus().isEmpty()) {
            return whole;
        }
        return Message.builder(one.id(), one.status())
                .rawStatus(one.rawStatus())
                .to(one.to().or(whole::to).orElse(null))
                .from(whole.from().orElse(null))
                .text(whole.text().orElse(null))
                .segments(whole.segments().isPresent() ? whole.segments().getAsInt() : null)
                .scheduledAt(whole.scheduledAt().orElse(null))
                .submittedAt(whole.submittedAt().orElse(null))
                .sentAt(whole.sentAt().orElse(null))
                .failure(one.failure().orElse(null))
                .rawJson(response.lateBody())
                .build();
    }

    /**
     * Cancels a message. The vendor gives the reason of a failure with 400 and 409; an earlier cancellation is a success.
     */
    Message cancel(MessageId id, Deadline deadline) {
        // The body has no fields; it is an empty object rather than nothing, because its content type is JSON
        HttpResponse response = api.call(
                POST, cancellation.in(api, id), json -> json.beginObject().endObject(), deadline);
        Reply document = response.read(replies);
        ErrorDetails error = api.error(response);
        boolean refused = !response.is2xx() || (document != null && document.saysNo(error));
        if (refused && !ThaiBulkErrors.ALREADY_CANCELLED.equals(error.code())) {
            throw isUnknown(response) ? new MessageNotFoundException(id) : cancellation.refused(api, response);
        }
        // Text with a 2xx may be the page of a wrong path, so it proves nothing.
        boolean certain = document != null || response.body().isBlank();
        Reply inner = Reply.inner(document);
        return Message.builder(id, certain ? Status.CANCELLED : Status.CANCELLING)
                .rawStatus(inner == null ? null : inner.status())
                .rawJson(response.lateBody())
                .build();
    }

    /** A 404 with the vendor's own reason is about the message; any other is about the path. */
    private boolean isUnknown(HttpResponse response) {
        return response.status() == 404 && api.error(response).text() != null;
    }

    /** The number of recipients per status. */
    DeliveryCounts counts(MessageId id) {
        HttpResponse response = api.get(one.in(api, api.requireOwnId(id)));
        if (isUnknown(response)) {
            throw new MessageNotFoundException(id);
        }
        one.read(api, response, replies::read);
        return DeliveryCounts.of(response.body());
    }

    /**
     * Streams a message's recipients; each page is fetched as the stream is read.
     *
     * @param state null for all
     */
    Stream<RecipientStatus> recipients(MessageId id, @Nullable RecipientState state) {
        api.requireOwnId(id);
        return Page.stream(FIRST, cursor -> {
            ResourcePath target = recipientsOf(id, cursor);
            HttpResponse response =
                    found(id, state == null ? target : target.query(statusParameter, ThaiBulkWire.word(state)));
            ThaiBulkPage page = readPage(response);
            List<RecipientStatus> all = readRecipients(id, page, response).stream()
                    .filter(one -> one.rawStatus().isEmpty() || ThaiBulkWire.matches(state, one.rawStatus()))
                    .toList();
            return new Page<>(all, page.next());
        });
    }

    /** The number of recipients per status, from the first page of the recipients. */
    DeliveryCounts summary(MessageId id) {
        return readPage(found(id, recipientsOf(api.requireOwnId(id), FIRST))).summary();
    }

    private HttpResponse found(MessageId id, ResourcePath target) {
        HttpResponse response = api.get(target);
        if (!response.is2xx()) {
            throw recipientsRefused(id, response);
        }
        return response;
    }

    private ThaiBulkPage readPage(HttpResponse response) {
        ThaiBulkPage page = ThaiBulkPage.read(response.body());
        if (page == null) {
            throw api.unreadable(); // an end here would silently omit the rest
        }
        return page;
    }

    private SmsException recipientsRefused(MessageId id, HttpResponse response) {
        return isUnknown(response) ? new MessageNotFoundException(id) : api.exception(response);
    }

    private ResourcePath recipientsOf(MessageId id, String cursor) {
        return api.target("sms").child(id.value()).child("recipients").query("after", cursor);
    }

    private static List<RecipientStatus> readRecipients(MessageId id, ThaiBulkPage page, HttpResponse response) {
        return page.rows().stream()
                .map(item -> recipient(id, item.value().status(), item.value().number(), response)
                        .withRawJson(item.json()))
                .toList();
    }

    private static RecipientStatus recipient(
            MessageId id, @Nullable String word, @Nullable String number, HttpResponse response) {
        Status status = ThaiBulkWire.recipientStatus(word);
        Failure failure = status.isFailure() ? ThaiBulkErrors.RECIPIENT.failure(response, word, null, List.of()) : null;
        return new RecipientStatus(id, ThaiNumbers.tryParse(number).orElse(null), status, word, failure);
    }

    /** A message in the response to a send, a cancellation or a query. */
    static final class Reply extends ThaiBulkRow {
        private @Nullable Boolean success;
        private @Nullable String error;
        private @Nullable String code;

        private @Nullable Reply data;
        private @Nullable Reply result;

        /** The inner response, if the vendor wraps it as its version 1 did. */
        private static @Nullable Reply inner(@Nullable Reply document) {
            return document == null ? null : first(document.data, document.result, document);
        }

        /** It may distinguish a message to one recipient; neither field name is published. */
        private long size() {
            BigDecimal count = recipients();
            return count == null ? 0 : count.longValue();
        }

        /** Whether it reports a failure in spite of its 2xx, which isn't documented. */
        private boolean saysNo(ErrorDetails details) {
            Reply inner = inner(this);
            boolean failed = Boolean.FALSE.equals(success) || (inner != null && Boolean.FALSE.equals(inner.success));
            return failed || (details.text() != null && !details.text().isEmpty());
        }
    }
}
