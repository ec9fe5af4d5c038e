package io.heliograph.nativehub;

import com.squareup.moshi.Json;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.spi.Timestamps;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.SignatureScheme;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses NativeHub's delivery reports and inbound messages (developers.nativehub.live, guide to webhooks, 2026-02).
 * The signature covers the raw bytes and no timestamp, and the vendor retries a webhook for up to about eight hours,
 * so the replay cache keeps a request for a day.
 */
final class NativeHubWebhooks implements WebhookParser {
    private static final SignatureScheme SCHEME = SignatureScheme.of("X-Webhook-Signature", Duration.ofDays(1));

    private final WebhookVerifier verifier;
    private final JsonBinding<Callback> binding = JsonBinding.of(Callback.class);

    NativeHubWebhooks(WebhookSecurity security) {
        verifier = security.signed(NativeHubErrors.NAME, SCHEME);
    }

    @Override
    public WebhookVerifier verifier() {
        return verifier;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        String json = request.text();
        Callback callback = binding.read(json);
        if (callback == null || callback.event == null) {
            return List.of(new SmsEvent.Unrecognised(NativeHubErrors.NAME, json));
        }
        MessageId id = MessageId.tryParse(NativeHubErrors.NAME, callback.messageId);
        String event = callback.event;
        String kind = event.toLowerCase(Locale.ROOT);
        // The reference's example subscribes to message.delivered and the like, but documents no such webhook
        boolean isReport = (kind.equals("dlr") || kind.startsWith("message.")) && callback.status != null;
        if (isReport && id.isKnown()) {
            return List.of(new StatusChanged(report(callback, id, receivedAt), event, json));
        }
        return List.of(
                kind.equals("mo") && callback.source != null
                        ? inbound(callback, id).vendorEvent(event).rawJson(json).build()
                        : new SmsEvent.Unrecognised(NativeHubErrors.NAME, event, Optional.empty(), json));
    }

    private static StatusReport report(Callback callback, MessageId id, Instant receivedAt) {
        Status status = NativeHubWire.status(callback.status);
        StatusReport.Builder report = StatusReport.of(id, status, ReportSource.WEBHOOK, receivedAt)
                .rawStatus(callback.status)
                .recipient(PhoneNumber.tryParse(callback.destination).orElse(null))
                .recipients(1) // an inbound message has one recipient
                .occurredAt(Timestamps.parse(callback.deliveredAt));
        if (status.isFailure()) {
            report.failure(NativeHubErrors.reported(callback.errorCode));
        }
        return report.build();
    }

    private static MessageReceived.Builder inbound(Callback callback, MessageId id) {
        return MessageReceived.builder(id, MessageReceived.Kind.SMS)
                .from(callback.source)
                .to(PhoneNumber.tryParse(callback.destination).orElse(null))
                .text(callback.content)
                .receivedAt(Timestamps.parse(callback.receivedAt));
    }

    /** A report or an inbound message: its fields are destination and source, not to and from as elsewhere. */
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
