package io.heliograph.androidgateway;

import com.squareup.moshi.Json;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonItem;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Status;
import io.heliograph.spi.Acceptance;
import io.heliograph.spi.Page;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.Timestamps;
import io.heliograph.spi.VendorApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads messages from responses, in which any field may be missing, and from the gateway's lists. Thread-safe. */
final class AndroidGatewayMessages {
    private static final String TOTAL = "X-Total-Count";

    private final VendorApi api;
    private final ResourcePath messages;
    private final ResourcePath inbox;
    private final JsonBinding<MessageReply> messageReply = JsonBinding.of(MessageReply.class);
    private final JsonBinding<JsonItem<MessageReply>> listedMessage = JsonBinding.withJson(MessageReply.class);
    private final JsonBinding<JsonItem<ReceivedMessage.Item>> inboxItem =
            JsonBinding.withJson(ReceivedMessage.Item.class);

    AndroidGatewayMessages(VendorApi api) {
        this.api = api;
        messages = api.target("messages");
        inbox = api.target("inbox");
    }

    /**
     * The known facts of a message before its response is read.
     *
     * @param numbers the recipients; null if only the vendor knows them
     * @param sensitiveValues the values to redact in the vendor's texts; empty if unknown
     * @param waiting the status of the message while it is queued
     */
    record Asked(MessageId id, @Nullable RecipientMatcher numbers, List<String> sensitiveValues, Status waiting) {
        static Asked about(MessageId id) {
            return new Asked(id, null, List.of(), Status.QUEUED);
        }

        /**
         * The facts of a message that we sent.
         *
         * @param written its numbers in the form that the request has
         */
        static Asked about(GatewayMessage message, List<String> written, Status waiting) {
            return new Asked(
                    new MessageId(AndroidGatewayErrors.NAME, message.key().value()),
                    new RecipientMatcher(message.recipients(), written),
                    message.sensitiveValues(),
                    waiting);
        }

        /** Whether the message is known to have several recipients. */
        boolean isForSeveral() {
            return numbers != null && numbers.all().size() > 1;
        }
    }

    /**
     * A message that the gateway stores.
     *
     * @param message null if it is unreadable
     * @param reply the response that contains it
     * @param json its own JSON: a part of the response if that is a list
     */
    record Held(@Nullable MessageReply message, HttpResponse reply, String json) {
        /** A message that is the whole response. */
        static Held whole(@Nullable MessageReply message, HttpResponse reply) {
            return new Held(message, reply, reply.body());
        }
    }

    /** A message in the response to a send, a query or a cancellation, field for field as in the server's source. */
    static final class MessageReply {
        @Nullable
        String id;

        private @Nullable String deviceId;
        private @Nullable String state;
        private @Nullable Boolean isHashed;
        private @Nullable Boolean isEncrypted;
        private @Nullable List<@Nullable RecipientReply> recipients;
        private @Nullable Times states;
        private @Nullable Content textMessage;
        private @Nullable Content dataMessage;
        private @Nullable Content hashedMessage;

        /** From a phone in local mode only. */
        private @Nullable String scheduleAt;

        boolean hashed() {
            return Boolean.TRUE.equals(isHashed);
        }

        boolean encrypted() {
            return Boolean.TRUE.equals(isEncrypted);
        }

        List<@Nullable RecipientReply> recipients() {
            return recipients == null ? List.of() : recipients;
        }

        @Nullable
        String text() {
            return textMessage == null ? null : textMessage.text;
        }

        @Nullable
        String data() {
            return dataMessage == null ? null : dataMessage.data;
        }

        /** The port of a binary message. */
        @Nullable
        Integer port() {
            return dataMessage == null ? null : dataMessage.port;
        }

        /** The hash of the content, after the gateway hashed it. */
        @Nullable
        String hash() {
            return hashedMessage == null ? null : hashedMessage.hash;
        }

        /**
         * The state of the only recipient, if there is one: the message's state is an aggregate, which can be Sent after the
         * recipient failed. The message's state is newer only while the recipient is Pending.
         */
        private @Nullable String outcome(@Nullable RecipientReply only) {
            return only == null || only.state == null || only.state.equalsIgnoreCase("Pending") ? state : only.state;
        }
    }

    /** The state of a message for one recipient. */
    static final class RecipientReply {
        @Nullable
        String phoneNumber;

        private @Nullable String state;
        private @Nullable String error;
    }

    /** The time at which each state began. */
    static final class Times {
        @Json(name = "Pending")
        private @Nullable String pending;

        @Json(name = "Sent")
        private @Nullable String sent;

        @Json(name = "Delivered")
        private @Nullable String delivered;
    }

    /** The content of a message: a text, data with its port, or the hash of either. */
    static final class Content {
        private @Nullable String text;
        private @Nullable String data;
        private @Nullable Integer port;
        private @Nullable String hash;
    }

    Stream<ListedMessage> messages(MessageFilter filter) {
        return pages(messages, filter.query(), listedMessage, AndroidGatewayMessages::listed);
    }

    OptionalLong count(MessageFilter filter) {
        return total(api.require2xx(api.get(filter.query().page(messages, 1, "0"))));
    }

    Stream<ReceivedMessage> inbox(InboxFilter filter) {
        return pages(
                inbox, filter.query(), inboxItem, (item, response) -> ReceivedMessage.of(item.value(), item.json()));
    }

    /** Pages by offset; the last page reaches the total or, without a total, isn't full. */
    private <R, T> Stream<T> pages(
            ResourcePath list, ListQuery query, JsonBinding<R> binding, BiFunction<R, HttpResponse, T> read) {
        return api.pages("0", offset -> query.page(list, query.pageSize(), offset), (offset, response) -> {
            List<@Nullable R> items = items(binding, response);
            long next = Long.parseLong(offset) + items.size();
            OptionalLong total = total(response);
            boolean more = !items.isEmpty()
                    && (total.isPresent() ? next < total.getAsLong() : items.size() >= query.pageSize());
            return new Page<>(api.items(items, item -> read.apply(item, response)), more ? Long.toString(next) : null);
        });
    }

    private <R> List<@Nullable R> items(JsonBinding<R> binding, HttpResponse response) {
        List<@Nullable R> items = binding.readList(response.body());
        if (items == null) {
            throw api.unreadable();
        }
        return items;
    }

    /** The messages of a page; null for each unreadable one. */
    List<@Nullable JsonItem<MessageReply>> page(HttpResponse response) {
        return items(listedMessage, response);
    }

    static OptionalLong total(HttpResponse response) {
        String total = response.header(TOTAL);
        return total != null && total.strip().matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(total.strip()))
                : OptionalLong.empty();
    }

    private static ListedMessage listed(JsonItem<MessageReply> item, HttpResponse response) {
        MessageReply message = item.value();
        Asked asked = Asked.about(MessageId.tryParse(AndroidGatewayErrors.NAME, message.id));
        return new ListedMessage(
                build(message, response, asked).rawJson(item.json()).build(),
                Optional.ofNullable(message.deviceId),
                message.hashed(),
                message.encrypted(),
                Optional.ofNullable(message.text()),
                Optional.ofNullable(message.data()),
                message.port() == null ? OptionalInt.empty() : OptionalInt.of(message.port()),
                Optional.ofNullable(message.hash()));
    }

    /** The message in a response; null if it is unreadable. */
    @Nullable
    MessageReply read(HttpResponse response) {
        return response.read(messageReply);
    }

    /** The result of a send with a 2xx; we chose the ID, so only an ID or state in the response proves acceptance. */
    SendResult answer(HttpResponse response, Asked asked) {
        MessageReply message = read(response);
        return Acceptance.of(
                response,
                message(message, response, asked),
                message != null && (message.id != null || message.state != null));
    }

    /** The message in a response. We chose its ID, so it is known even if the response is unreadable. */
    Message message(HttpResponse response, Asked asked) {
        return message(read(response), response, asked);
    }

    private Message message(@Nullable MessageReply message, HttpResponse response, Asked asked) {
        if (message == null) {
            return Message.builder(asked.id(), response.status() == 202 ? asked.waiting() : Status.UNKNOWN)
                    .build();
        }
        return build(message, response, asked).rawJson(response.lateBody()).build();
    }

    /** The message that a lookup found. */
    Message message(Held held, Asked asked) {
        MessageReply message = held.message();
        return message == null
                ? message(held.reply(), asked)
                : build(message, held.reply(), asked).rawJson(held.json()).build();
    }

    private static Message.Builder build(MessageReply message, HttpResponse response, Asked asked) {
        List<@Nullable RecipientReply> all = message.recipients();
        RecipientReply only = all.size() == 1 && !asked.isForSeveral() ? all.get(0) : null;
        List<RecipientStatus> recipients = recipients(message, response, asked);
        Status status = status(message, only, recipients);
        Message.Builder built = Message.builder(asked.id(), status == Status.QUEUED ? asked.waiting() : status)
                .rawStatus(message.outcome(only))
                .recipients(recipients)
                .text(message.encrypted() ? null : message.text())
                .scheduledAt(Timestamps.parse(message.scheduleAt))
                .failure(failure(status, firstError(all), response, asked));
        if (only != null) {
            built.to(number(only.phoneNumber, message, asked));
        }
        if (message.states != null) {
            built.submittedAt(Timestamps.parse(message.states.pending))
                    .sentAt(Timestamps.parse(message.states.sent))
                    .deliveredAt(status == Status.UNCONFIRMED ? null : Timestamps.parse(message.states.delivered));
        }
        return built;
    }

    /**
     * The status of a message: a failure only if no recipient's status contradicts it, DELIVERED only if every delivery is
     * confirmed. The gateway's aggregate can be Cancelled although a recipient got the message.
     */
    private static Status status(
            MessageReply message, @Nullable RecipientReply only, List<RecipientStatus> recipients) {
        Status whole = AndroidGatewayWire.certainStatus(message.outcome(only), only == null ? null : only.error);
        boolean isDoubtful = recipients.stream().anyMatch(one -> one.status() == Status.UNCONFIRMED);
        if (whole == Status.DELIVERED && isDoubtful) {
            return Status.UNCONFIRMED;
        }
        if (!whole.isFailure()) {
            return whole;
        }
        if (recipients.stream()
                .anyMatch(one -> one.status() == Status.UNKNOWN && one.failure().isPresent())) {
            return Status.UNKNOWN; // a recipient is missing in the response
        }
        return recipients.stream()
                .map(RecipientStatus::status)
                .filter(one -> !one.isFailure() && one != Status.QUEUED && one != Status.UNKNOWN)
                .findFirst()
                .orElse(whole);
    }

    private static List<RecipientStatus> recipients(MessageReply message, HttpResponse response, Asked asked) {
        List<RecipientStatus> recipients = new ArrayList<>();
        int size = message.recipients().size();
        if (size == 0 || (size == 1 && !asked.isForSeveral())) {
            return recipients;
        }
        for (RecipientReply one : message.recipients()) {
            if (one != null) {
                PhoneNumber to = number(one.phoneNumber, message, asked);
                Status status = AndroidGatewayWire.certainStatus(one.state, one.error);
                Failure failure = failure(status, one.error, response, asked);
                recipients.add(new RecipientStatus(asked.id(), to, status, one.state, failure));
            }
        }
        return asked.isForSeveral() ? ofThoseAsked(recipients, asked) : recipients;
    }

    /** Drops numbers that the send doesn't have, and adds missing recipients as unknown. */
    private static List<RecipientStatus> ofThoseAsked(List<RecipientStatus> named, Asked asked) {
        RecipientMatcher numbers = asked.numbers();
        List<PhoneNumber> all = numbers == null ? List.of() : numbers.all();
        List<RecipientStatus> recipients = new ArrayList<>(
                named.stream().filter(one -> one.to().isPresent()).toList());
        Set<PhoneNumber> found =
                recipients.stream().flatMap(one -> one.to().stream()).collect(Collectors.toSet());
        for (PhoneNumber to : all) {
            if (!found.contains(to)) {
                String reason = "the gateway's answer names " + found.size() + " of " + all.size()
                        + " recipients, and not this one";
                recipients.add(RecipientStatus.unnamed(asked.id(), to, reason));
            }
        }
        return recipients;
    }

    private static @Nullable PhoneNumber number(@Nullable String written, MessageReply message, Asked asked) {
        if (asked.numbers() != null) {
            return asked.numbers().find(written);
        }
        return message.hashed() ? null : PhoneNumber.tryParse(written).orElse(null);
    }

    private static @Nullable String firstError(List<@Nullable RecipientReply> recipients) {
        for (RecipientReply one : recipients) {
            if (one != null && one.error != null) {
                return one.error;
            }
        }
        return null;
    }

    private static @Nullable Failure failure(
            Status status, @Nullable String error, HttpResponse response, Asked asked) {
        return status == Status.FAILED
                ? AndroidGatewayErrors.PHONE.failure(response, null, error, asked.sensitiveValues())
                : null;
    }
}
