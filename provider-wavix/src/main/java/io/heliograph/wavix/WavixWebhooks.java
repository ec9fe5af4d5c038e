package io.heliograph.wavix;

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
import io.heliograph.webhook.ReceivedMedia;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Parser of Wavix's delivery reports and inbound messages (OpenAPI document of 2026-06-30), which have no event name,
 * event id or signature. Their field names differ from those of the API's responses. The fields that Wavix renamed or
 * dropped on 2026-02-17 ({@code segments}, {@code message_type}) are read too; older documents have no charge.
 */
final class WavixWebhooks implements WebhookParser {
    private final WebhookVerifier check;
    private final JsonBinding<Callback> binding = JsonBinding.of(Callback.class);

    WavixWebhooks(WebhookSecurity security) {
        check = security.token(WavixErrors.NAME);
    }

    @Override
    public WebhookVerifier verifier() {
        return check;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        String json = request.text();
        Callback callback = binding.read(json);
        MessageId id = MessageId.tryParse(WavixErrors.NAME, callback == null ? null : callback.messageId);
        if (callback != null && callback.status != null && id.isKnown()) {
            return List.of(new StatusChanged(report(callback, id, callback.status, receivedAt), "", json));
        }
        // An inbound message without an id still counts: it may be an opt-out (STOP).
        if (callback != null && callback.status == null && callback.messageBody != null && callback.from != null) {
            return List.of(
                    inbound(callback, id, callback.messageBody).rawJson(json).build());
        }
        return List.of(new SmsEvent.Unrecognised(WavixErrors.NAME, json));
    }

    private static StatusReport report(Callback callback, MessageId id, String word, Instant receivedAt) {
        Status status = WavixWire.status(word);
        StatusReport.Builder report = StatusReport.of(id, status, ReportSource.WEBHOOK, receivedAt)
                .rawStatus(word)
                .recipient(PhoneNumber.tryParse(callback.to).orElse(null))
                .recipients(1) // a report is about one recipient
                .parts(callback.segmentsCount != null ? callback.segmentsCount : orZero(callback.segments))
                .price(WavixWire.usd(callback.charge))
                .fees(WavixWire.usd(callback.carrierFees))
                .tag(callback.tag)
                // "delivered" is the time of the final status, also of a failed one
                .occurredAt(Timestamps.parse(status.isFinal() ? callback.delivered : callback.sent));
        if (status.isFailure()) {
            report.failure(WavixErrors.TABLE.reported(null, callback.error));
        }
        return report.build();
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    private static MessageReceived.Builder inbound(Callback callback, MessageId id, WavixWire.Content content) {
        List<ReceivedMedia> media = content.media == null
                ? List.of()
                : content.media.stream()
                        .filter(Objects::nonNull)
                        .map(url -> new ReceivedMedia(null, null, url, null))
                        .toList();
        boolean isMms = !media.isEmpty() || "mms".equalsIgnoreCase(callback.messageType);
        return MessageReceived.builder(id, isMms ? MessageReceived.Kind.MMS : MessageReceived.Kind.SMS)
                .from(callback.from)
                .to(PhoneNumber.tryParse(callback.to).orElse(null))
                .text(content.text)
                .media(media)
                .receivedAt(Timestamps.parse(callback.receivedAt));
    }

    /** A delivery report has a status; an inbound message has a body. */
    static final class Callback {
        @Json(name = "message_id")
        private @Nullable String messageId;

        /** In inbound messages until 2026-02-17. */
        @Json(name = "message_type")
        private @Nullable String messageType;

        private @Nullable String from;
        private @Nullable String to;
        private @Nullable String status;
        private @Nullable String sent;
        private @Nullable String delivered;
        private @Nullable String error;
        private @Nullable String tag;
        private @Nullable BigDecimal charge;

        @Json(name = "carrier_fees")
        private @Nullable BigDecimal carrierFees;

        @Json(name = "segments_count")
        private @Nullable Integer segmentsCount;

        /** The name of {@code segments_count} until 2026-02-17. */
        private @Nullable Integer segments;

        @Json(name = "message_body")
        private WavixWire.@Nullable Content messageBody;

        @Json(name = "received_at")
        private @Nullable String receivedAt;
    }
}
