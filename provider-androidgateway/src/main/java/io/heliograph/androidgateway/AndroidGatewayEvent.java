package io.heliograph.androidgateway;

import io.heliograph.json.JsonBinding;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.spi.Timestamps;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.MessageReceived.Kind;
import io.heliograph.webhook.ReceivedMedia;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The JSON document of a phone's webhook; the app omits null fields (app 1.68, 2026-08). */
final class AndroidGatewayEvent {
    private static final JsonBinding<AndroidGatewayEvent> BINDING = JsonBinding.of(AndroidGatewayEvent.class);
    private static final String BATCH = ":batch:";

    private @Nullable String id;
    private @Nullable String event;
    private @Nullable Payload payload;

    /**
     * Reads the events of a document that came at {@code receivedAt}: one, or one for each item of a batch. The events of a
     * batch share the document, and each has an event ID of its own.
     */
    static List<SmsEvent> read(String json, Instant receivedAt, Numbers numbers) {
        AndroidGatewayEvent document = BINDING.read(json);
        if (document == null || document.event == null) {
            return List.of(new SmsEvent.Unrecognised(AndroidGatewayErrors.NAME, json));
        }
        String event = document.event;
        if (event.equalsIgnoreCase("system:ping")) {
            return List.of(new SmsEvent.Ping(AndroidGatewayErrors.NAME, event, Optional.ofNullable(document.id), json));
        }
        List<@Nullable Payload> items = document.payload == null ? null : document.payload.messages;
        if (!event.toLowerCase(Locale.ROOT).contains(BATCH) || items == null || items.isEmpty()) {
            return List.of(event(new Fact(event, document.id, json, receivedAt, numbers), document.payload));
        }
        List<SmsEvent> events = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            // Each item of a batch needs its own event ID; otherwise all but one look like duplicates
            String id = document.id == null ? null : document.id + "#" + i;
            events.add(event(new Fact(event, id, json, receivedAt, numbers), items.get(i)));
        }
        return events;
    }

    private static SmsEvent event(Fact fact, @Nullable Payload payload) {
        SmsEvent known = payload == null ? null : payload.known(fact);
        return known != null
                ? known
                : new SmsEvent.Unrecognised(
                        AndroidGatewayErrors.NAME, fact.event(), Optional.ofNullable(fact.id()), fact.json());
    }

    /** The context of a payload. */
    private record Fact(String event, @Nullable String id, String json, Instant receivedAt, Numbers numbers) {}

    /**
     * Parses the phones' numbers.
     *
     * @param encryption decrypts numbers; null if they aren't encrypted
     * @param region the country of the phones' national numbers; null if it isn't set
     */
    record Numbers(
            @Nullable AndroidGatewayEncryption encryption,
            @Nullable String region) {
        /** The recipient's number, decrypted if it isn't E.164; null if unreadable: the event is the whole message's. */
        private @Nullable PhoneNumber recipient(@Nullable String written) {
            PhoneNumber plain = withPlus(written);
            return plain != null || encryption == null || written == null
                    ? plain
                    : encryption.decrypt(written).map(Numbers::withPlus).orElse(null);
        }

        /** The phone's own number, in the format that the SIM card stores. */
        private @Nullable PhoneNumber ours(@Nullable String written) {
            return region == null
                    ? withPlus(written)
                    : PhoneNumber.findNational(written, region).orElse(null);
        }

        private static @Nullable PhoneNumber withPlus(@Nullable String written) {
            return PhoneNumber.findWithPlus(written).orElse(null);
        }
    }

    /** The payload of an event; its fields depend on the event. */
    static final class Payload {
        private @Nullable String messageId;

        /** The sender of a received message, or the recipient of a sent one; from older apps only. */
        private @Nullable String phoneNumber;

        private @Nullable String sender;
        private @Nullable String recipient;
        private @Nullable String reason;

        /** The number of segments of a sent text; -1 if the phone doesn't know it. */
        private @Nullable Integer partsCount;

        private @Nullable String message;
        private @Nullable String data;
        private @Nullable String subject;
        private @Nullable String body;
        private @Nullable List<@Nullable Attachment> attachments;
        private @Nullable String sentAt;
        private @Nullable String deliveredAt;
        private @Nullable String failedAt;
        private @Nullable String cancelledAt;
        private @Nullable String receivedAt;

        /** The items of a batch, at most 100. */
        private @Nullable List<@Nullable Payload> messages;

        private @Nullable SmsEvent known(Fact fact) {
            return switch (fact.event().toLowerCase(Locale.ROOT).replace(BATCH, ":")) {
                case "sms:sent" -> report(Status.SENT, fact, sentAt);
                case "sms:delivered" -> report(Status.DELIVERED, fact, deliveredAt);
                case "sms:failed" -> report(Status.FAILED, fact, failedAt);
                case "sms:cancelled" -> report(Status.CANCELLED, fact, cancelledAt);
                case "sms:received" -> received(Kind.SMS, fact, message);
                case "sms:data-received" -> received(Kind.BINARY, fact, null);
                case "mms:received" -> received(Kind.MMS, fact, subject);
                case "mms:downloaded" -> received(Kind.MMS, fact, body != null ? body : subject);
                default -> null;
            };
        }

        private @Nullable SmsEvent report(Status word, Fact fact, @Nullable String time) {
            // Events of app 1.68 have no TP-Status, and a reason only for failures: only a query shows UNCONFIRMED
            boolean isDoubtful = word == Status.DELIVERED && AndroidGatewayWire.isDoubtful(reason);
            Status status = isDoubtful ? Status.UNCONFIRMED : word;
            MessageId id = MessageId.tryParse(AndroidGatewayErrors.NAME, messageId);
            if (!id.isKnown()) {
                return null;
            }
            StatusReport.Builder report = StatusReport.of(id, status, ReportSource.WEBHOOK, fact.receivedAt())
                    .rawStatus(fact.event())
                    .recipient(fact.numbers().recipient(recipient != null ? recipient : phoneNumber))
                    .parts(partsCount == null ? 0 : partsCount)
                    .occurredAt(Timestamps.parse(time))
                    .eventId(fact.id())
                    // The sender of a message chooses its ID: for our messages it is the idempotency key
                    .key(IdempotencyKey.tryParse(messageId).orElse(null));
            if (word == Status.DELIVERED) {
                report.unnumberedPart();
            }
            if (status == Status.FAILED) {
                report.failure(AndroidGatewayErrors.PHONE.reported(null, reason));
            }
            return new StatusChanged(report.build(), fact.event(), fact.json());
        }

        private @Nullable SmsEvent received(Kind kind, Fact fact, @Nullable String text) {
            String from = sender != null ? sender : phoneNumber;
            if (from == null) {
                return null; // a message without a sender is invalid
            }
            return MessageReceived.builder(MessageId.tryParse(AndroidGatewayErrors.NAME, messageId), kind)
                    .nationalOrFrom(from, fact.numbers().region())
                    .to(fact.numbers().ours(recipient))
                    .text(text)
                    .subject(subject)
                    .bytes(kind == Kind.BINARY ? base64(data) : null)
                    .media(media())
                    .receivedAt(Timestamps.parse(receivedAt))
                    .vendorEvent(fact.event())
                    .eventId(fact.id())
                    .rawJson(fact.json())
                    .build();
        }

        private List<ReceivedMedia> media() {
            Stream<@Nullable Attachment> all = attachments == null ? Stream.of() : attachments.stream();
            return all.filter(Objects::nonNull)
                    .map(file -> new ReceivedMedia(file.contentType, file.name, null, base64(file.data)))
                    .toList();
        }
    }

    /** A file of an MMS. */
    static final class Attachment {
        private @Nullable String contentType;
        private @Nullable String name;
        private @Nullable String data;
    }

    private static byte @Nullable [] base64(@Nullable String text) {
        try {
            return text == null ? null : Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            return null; // the raw document keeps it
        }
    }
}
