package io.heliograph.androidgateway;

import io.heliograph.androidgateway.AndroidGatewayEvent.Attachment;
import io.heliograph.androidgateway.AndroidGatewayEvent.Payload;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.spi.VendorTimes;
import io.heliograph.spi.WebhookParser;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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

    private final WebhookCheck check;
    private final JsonBinding<AndroidGatewayEvent> binding = JsonBinding.of(AndroidGatewayEvent.class);

    AndroidGatewayWebhooks(WebhookSecurity security) {
        check = security.signed(AndroidGatewayProvider.NAME, SCHEME);
    }

    @Override
    public WebhookCheck check() {
        return check;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request) {
        String json = request.text();
        AndroidGatewayEvent said = binding.read(json);
        if (said == null || said.event == null) {
            return List.of(new SmsEvent.Unrecognised(AndroidGatewayProvider.NAME, json));
        }
        String event = said.event;
        if (event.equals("system:ping")) {
            return List.of(new SmsEvent.Ping(AndroidGatewayProvider.NAME, event, Optional.ofNullable(said.id), json));
        }
        List<SmsEvent> events = new ArrayList<>();
        if (said.payload != null) {
            List<@Nullable Payload> items = said.payload.messages;
            boolean batch = event.contains(":batch:") && items != null;
            List<@Nullable Payload> payloads = batch && items != null ? items : List.of(said.payload);
            for (int i = 0; i < payloads.size(); i++) {
                // Each of a batch needs a name of its own, or all but one would look like repetitions
                String id = batch && said.id != null ? said.id + "#" + i : said.id;
                SmsEvent known = known(event, payloads.get(i), id, json);
                if (known != null) {
                    events.add(known);
                }
            }
        }
        return events.isEmpty()
                ? List.of(new SmsEvent.Unrecognised(
                        AndroidGatewayProvider.NAME, event, Optional.ofNullable(said.id), json))
                : events;
    }

    private static @Nullable SmsEvent known(String event, @Nullable Payload said, @Nullable String id, String json) {
        if (said == null) {
            return null;
        }
        return switch (event.replace(":batch:", ":")) {
            case "sms:sent" -> report(Status.SENT, said, said.sentAt, event, id, json);
            case "sms:delivered" -> report(Status.DELIVERED, said, said.deliveredAt, event, id, json);
            case "sms:failed" -> report(Status.FAILED, said, said.failedAt, event, id, json);
            case "sms:cancelled" -> report(Status.CANCELLED, said, said.cancelledAt, event, id, json);
            case "sms:received" -> received(Kind.SMS, said, said.message, event, id, json);
            case "sms:data-received" -> received(Kind.BINARY, said, null, event, id, json);
            case "mms:received" -> received(Kind.MMS, said, said.subject, event, id, json);
            case "mms:downloaded" ->
                received(Kind.MMS, said, said.body != null ? said.body : said.subject, event, id, json);
            default -> null;
        };
    }

    private static @Nullable SmsEvent report(
            Status status, Payload said, @Nullable String time, String event, @Nullable String eventId, String json) {
        MessageId id = MessageId.find(AndroidGatewayProvider.NAME, said.messageId);
        if (!id.isKnown()) {
            return null;
        }
        StatusChanged.Builder report = StatusChanged.builder(id, status)
                .rawStatus(event)
                .recipient(number(said.recipient != null ? said.recipient : said.phoneNumber))
                .parts(said.partsCount)
                .occurredAt(VendorTimes.parse(time))
                .vendorEvent(event)
                .eventId(eventId)
                .rawJson(json);
        if (status == Status.FAILED) {
            report.failure(AndroidGatewayErrors.PHONE.reported(null, said.reason));
        }
        return report.build();
    }

    private static SmsEvent received(
            Kind kind, Payload said, @Nullable String text, String event, @Nullable String eventId, String json) {
        return MessageReceived.builder(MessageId.find(AndroidGatewayProvider.NAME, said.messageId), kind)
                .nationalOrFrom(said.sender != null ? said.sender : said.phoneNumber)
                .to(number(said.recipient))
                .text(text)
                .bytes(kind == Kind.BINARY ? base64(said.data) : null)
                .media(media(said.attachments))
                .receivedAt(VendorTimes.parse(said.receivedAt))
                .vendorEvent(event)
                .eventId(eventId)
                .rawJson(json)
                .build();
    }

    /** Only with its plus: without one it is a national number, or encrypted. */
    private static @Nullable PhoneNumber number(@Nullable String written) {
        return written != null && written.startsWith("+")
                ? PhoneNumber.find(written).orElse(null)
                : null;
    }

    private static List<ReceivedMedia> media(@Nullable List<@Nullable Attachment> attachments) {
        Stream<@Nullable Attachment> all = attachments == null ? Stream.of() : attachments.stream();
        return all.filter(Objects::nonNull)
                .map(its -> new ReceivedMedia(its.contentType, its.name, null, base64(its.data)))
                .toList();
    }

    private static byte @Nullable [] base64(@Nullable String text) {
        try {
            return text == null ? null : Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null; // it stays in the raw document
        }
    }
}
