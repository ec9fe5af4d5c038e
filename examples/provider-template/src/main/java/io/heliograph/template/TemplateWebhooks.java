package io.heliograph.template;

import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.time.Instant;
import java.util.List;

/** Parses Template's delivery reports: unsigned JSON in the form of a message. */
final class TemplateWebhooks implements WebhookParser {
    private final WebhookVerifier verifier;

    TemplateWebhooks(WebhookSecurity security) {
        verifier = security.token(TemplateErrors.NAME);
    }

    @Override
    public WebhookVerifier verifier() {
        return verifier;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        String json = request.text();
        TemplateWire.MessageReply messageReply = TemplateWire.MESSAGE.read(json);
        MessageId id = MessageId.tryParse(TemplateErrors.NAME, messageReply == null ? null : messageReply.id);
        if (messageReply == null || !id.isKnown()) {
            return List.of(new SmsEvent.Unrecognised(TemplateErrors.NAME, json));
        }
        Status status = TemplateWire.status(messageReply.status);
        StatusReport.Builder report =
                StatusReport.of(id, status, ReportSource.WEBHOOK, receivedAt).rawStatus(messageReply.status);
        if (status.isFailure()) {
            report.failure(TemplateErrors.TABLE.reported(messageReply.code, null));
        }
        return List.of(new StatusChanged(report.build(), "", json));
    }
}
