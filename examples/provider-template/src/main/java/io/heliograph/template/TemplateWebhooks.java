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

/** Reads Template's delivery reports, which look as a message does and aren't signed. */
final class TemplateWebhooks implements WebhookParser {
    private final WebhookVerifier check;

    TemplateWebhooks(WebhookSecurity security) {
        check = security.token(TemplateProvider.NAME);
    }

    @Override
    public WebhookVerifier verifier() {
        return check;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        String json = request.text();
        TemplateWire.MessageReply messageReply = TemplateWire.MESSAGE.read(json);
        MessageId id = MessageId.tryParse(TemplateProvider.NAME, messageReply == null ? null : messageReply.id);
        if (messageReply == null || !id.isKnown()) {
            return List.of(new SmsEvent.Unrecognised(TemplateProvider.NAME, json));
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
