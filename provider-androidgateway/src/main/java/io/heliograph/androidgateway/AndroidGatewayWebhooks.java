package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayEvent.Attachment;
import io.heliograph.androidgateway.AndroidGatewayEvent.Payload;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.spi.VendorTimes;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.Source;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.MessageReceived.Kind;
import io.heliograph.webhook.ReceivedMedia;
import io.heliograph.webhook.SignatureScheme;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookCheck;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the phones' webhooks (app 1.68 and its branch for batches, 2026-08). Each phone has its own signing key, and signs
 * the raw body with the Unix seconds right behind it, anew at each attempt; the documentation advises five minutes of
 * tolerance. There is one event for each recipient, for each delivered part, and sometimes several for one fact.
 */
final class AndroidGatewayWebhooks implements WebhookParser {
    private static final SignatureScheme SCHEME =
            SignatureScheme.withTime("X-Signature", "X-Timestamp", Duration.ofMinutes(5));

    private static final String BATCH = ":batch:";

    private final WebhookCheck check;
    private final @Nullable Encryption encryption;
    private final @Nullable String region;
    private final JsonBinding<AndroidGatewayEvent> binding = JsonBinding.of(AndroidGatewayEvent.class);

    /**
     * A reader of webhooks.
     *
     * @param encryption what numbers were hidden by; null for nothing
     * @param region the country whose national numbers the phones show; null where that isn't said
     */
    AndroidGatewayWebhooks(WebhookSecurity security, @Nullable Encryption encryption, @Nullable String region) {
        check = security.signed(AndroidGatewayProvider.NAME, SCHEME);
        // To decrypt takes time, of which an unsigned request could ask for any amount
        this.encryption = check.provesContent() ? encryption : null;
        this.region = region;
    }

    /** The phone tells of each part that arrived, and doesn't say which. */
    @Override
    public boolean reportsParts() {
        return true;
    }

    @Override
    public WebhookCheck check() {
        return check;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        String json = request.text();
        AndroidGatewayEvent said = binding.read(json);
        if (said == null || said.event == null) {
            return List.of(new SmsEvent.Unrecognised(AndroidGatewayProvider.NAME, json));
        }
        String event = said.event;
        if (event.equalsIgnoreCase("system:ping")) {
            return List.of(new SmsEvent.Ping(AndroidGatewayProvider.NAME, event, Optional.ofNullable(said.id), json));
        }
        List<@Nullable Payload> items = said.payload == null ? null : said.payload.messages;
        if (!event.toLowerCase(Locale.ROOT).contains(BATCH) || items == null || items.isEmpty()) {
            return List.of(event(new Fact(event, said.id, json, receivedAt), said.payload));
        }
        List<SmsEvent> events = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            // Each of a batch needs a name of its own, or all but one would look like repetitions
            String id = said.id == null ? null : said.id + "#" + i;
            events.add(event(new Fact(event, id, json, receivedAt), items.get(i)));
        }
        return events;
    }

    private SmsEvent event(Fact fact, @Nullable Payload said) {
        SmsEvent known = said == null ? null : known(fact, said);
        return known != null
                ? known
                : new SmsEvent.Unrecognised(
                        AndroidGatewayProvider.NAME, fact.event(), Optional.ofNullable(fact.id()), fact.json());
    }

    private @Nullable SmsEvent known(Fact fact, Payload said) {
        return switch (fact.event().toLowerCase(Locale.ROOT).replace(BATCH, ":")) {
            case "sms:sent" -> report(Status.SENT, fact, said, said.sentAt);
            case "sms:delivered" -> report(Status.DELIVERED, fact, said, said.deliveredAt);
            case "sms:failed" -> report(Status.FAILED, fact, said, said.failedAt);
            case "sms:cancelled" -> report(Status.CANCELLED, fact, said, said.cancelledAt);
            case "sms:received" -> received(Kind.SMS, fact, said, said.message);
            case "sms:data-received" -> received(Kind.BINARY, fact, said, null);
            case "mms:received" -> received(Kind.MMS, fact, said, said.subject);
            case "mms:downloaded" -> received(Kind.MMS, fact, said, said.body != null ? said.body : said.subject);
            default -> null;
        };
    }

    private @Nullable SmsEvent report(Status word, Fact fact, Payload said, @Nullable String time) {
        // An event of app 1.68 has no TP-Status, and no reason but for a failure: of a doubt only a question tells
        boolean doubtful = word == Status.DELIVERED && AndroidGatewayWire.isDoubtful(said.reason);
        Status status = doubtful ? Status.UNCONFIRMED : word;
        MessageId id = MessageId.find(AndroidGatewayProvider.NAME, said.messageId);
        if (!id.isKnown()) {
            return null;
        }
        StatusReport.Builder report = StatusReport.of(id, status, Source.WEBHOOK, fact.receivedAt())
                .rawStatus(fact.event())
                .recipient(recipient(said.recipient != null ? said.recipient : said.phoneNumber))
                .parts(said.partsCount == null ? 0 : said.partsCount)
                .occurredAt(VendorTimes.parse(time))
                .eventId(fact.id())
                // The id is the one that the sender of the message gave it: ours is its key
                .key(IdempotencyKey.find(said.messageId).orElse(null));
        if (word == Status.DELIVERED) {
            report.somePart();
        }
        if (status == Status.FAILED) {
            report.failure(AndroidGatewayErrors.PHONE.reported(null, said.reason));
        }
        return new StatusChanged(report.build(), fact.event(), fact.json());
    }

    private @Nullable SmsEvent received(Kind kind, Fact fact, Payload said, @Nullable String text) {
        String sender = said.sender != null ? said.sender : said.phoneNumber;
        if (sender == null) {
            return null; // a message of nobody is none
        }
        return MessageReceived.builder(MessageId.find(AndroidGatewayProvider.NAME, said.messageId), kind)
                .nationalOrFrom(sender, region)
                .to(ours(said.recipient))
                .text(text)
                .bytes(kind == Kind.BINARY ? base64(said.data) : null)
                .media(media(said.attachments))
                .receivedAt(VendorTimes.parse(said.receivedAt))
                .vendorEvent(fact.event())
                .eventId(fact.id())
                .rawJson(fact.json())
                .build();
    }

    /** Whom a message was for: what isn't a number with its plus is encrypted, or counts for the message. */
    private @Nullable PhoneNumber recipient(@Nullable String written) {
        PhoneNumber plain = withPlus(written);
        return plain != null || encryption == null || written == null
                ? plain
                : encryption
                        .decrypt(written)
                        .map(AndroidGatewayWebhooks::withPlus)
                        .orElse(null);
    }

    /** The number of the phone's card, as the card has it. */
    private @Nullable PhoneNumber ours(@Nullable String written) {
        return region == null
                ? withPlus(written)
                : PhoneNumber.findNational(written, region).orElse(null);
    }

    private static @Nullable PhoneNumber withPlus(@Nullable String written) {
        return PhoneNumber.findWithPlus(written).orElse(null);
    }

    private static List<ReceivedMedia> media(@Nullable List<@Nullable Attachment> attachments) {
        Stream<@Nullable Attachment> all = attachments == null ? Stream.of() : attachments.stream();
        return all.filter(Objects::nonNull)
                .map(its -> new ReceivedMedia(its.contentType, its.name, null, base64(its.data)))
                .toList();
    }

    private static byte @Nullable [] base64(@Nullable String text) {
        try {
            return text == null ? null : Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            return null; // it stays in the raw document
        }
    }

    /** What is around a payload. */
    private record Fact(String event, @Nullable String id, String json, Instant receivedAt) {}
}
