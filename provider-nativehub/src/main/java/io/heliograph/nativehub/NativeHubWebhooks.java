package io.heliograph.nativehub;

import com.squareup.moshi.Json;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.spi.VendorTimes;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.Source;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SignatureScheme;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookCheck;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads NativeHub's delivery reports and inbound messages (developers.nativehub.live, guide to webhooks, 2026-02). The
 * signature is over the raw bytes and holds no time, and the vendor repeats a webhook for up to about eight hours, so a
 * request is remembered for a day.
 */
final class NativeHubWebhooks implements WebhookParser {
    private static final SignatureScheme SCHEME = SignatureScheme.of("X-Webhook-Signature", Duration.ofDays(1));

    private final WebhookCheck check;
    private final JsonBinding<Callback> binding = JsonBinding.of(Callback.class);

    NativeHubWebhooks(WebhookSecurity security) {
        check = security.signed(NativeHubProvider.NAME, SCHEME);
    }

    @Override
    public WebhookCheck check() {
        return check;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        String json = request.text();
        Callback said = binding.read(json);
        if (said == null || said.event == null) {
            return List.of(new SmsEvent.Unrecognised(NativeHubProvider.NAME, json));
        }
        MessageId id = MessageId.find(NativeHubProvider.NAME, said.messageId);
        String event = said.event;
        String kind = event.toLowerCase(Locale.ROOT);
        // The reference's example subscribes to message.delivered and alike, whose documents are shown nowhere
        boolean isReport = (kind.equals("dlr") || kind.startsWith("message.")) && said.status != null;
        if (isReport && id.isKnown()) {
            return List.of(new StatusChanged(report(said, id, receivedAt), event, json));
        }
        return List.of(
                kind.equals("mo") && said.source != null
                        ? inbound(said, id).vendorEvent(event).rawJson(json).build()
                        : new SmsEvent.Unrecognised(NativeHubProvider.NAME, event, Optional.empty(), json));
    }

    private static StatusReport report(Callback said, MessageId id, Instant receivedAt) {
        Status status = NativeHubWire.status(said.status);
        StatusReport.Builder report = StatusReport.of(id, status, Source.WEBHOOK, receivedAt)
                .rawStatus(said.status)
                .recipient(PhoneNumber.find(said.destination).orElse(null))
                .recipients(1) // a message there is to one number
                .occurredAt(VendorTimes.parse(said.deliveredAt));
        if (status.isFailure()) {
            report.failure(NativeHubErrors.reported(said.errorCode));
        }
        return report.build();
    }

    private static MessageReceived.Builder inbound(Callback said, MessageId id) {
        return MessageReceived.builder(id, MessageReceived.Kind.SMS)
                .from(said.source)
                .to(PhoneNumber.find(said.destination).orElse(null))
                .text(said.content)
                .receivedAt(VendorTimes.parse(said.receivedAt));
    }

    /** A report or an inbound message: destination and source, not to and from as elsewhere. */
    static final class Callback {
        private @Nullable String event;

        @Json(name = "message_id")
        private @Nullable String messageId;

        private @Nullable String status;

        @Json(name = "error_code")
        private @Nullable String errorCode;

        private @Nullable String source;
        private @Nullable String destination;
        private @Nullable String content;

        @Json(name = "delivered_at")
        private @Nullable String deliveredAt;

        @Json(name = "received_at")
        private @Nullable String receivedAt;
    }
}
