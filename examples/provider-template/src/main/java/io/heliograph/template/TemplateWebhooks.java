package io.heliograph.template;

import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.Source;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookCheck;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import java.time.Instant;
import java.util.List;

/** Reads Template's delivery reports, which look as a message does and aren't signed. */
final class TemplateWebhooks implements WebhookParser {
    private final WebhookCheck check;

    TemplateWebhooks(WebhookSecurity security) {
        check = security.token(TemplateProvider.NAME);
    }

    @Override
    public WebhookCheck check() {
        return check;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        String json = request.text();
        TemplateWire.MessageReply said = TemplateWire.MESSAGE.read(json);
        MessageId id = MessageId.find(TemplateProvider.NAME, said == null ? null : said.id);
        if (said == null || !id.isKnown()) {
            return List.of(new SmsEvent.Unrecognised(TemplateProvider.NAME, json));
        }
        Status status = TemplateWire.status(said.status);
        StatusReport.Builder report =
                StatusReport.of(id, status, Source.WEBHOOK, receivedAt).rawStatus(said.status);
        if (status.isFailure()) {
            report.failure(TemplateErrors.TABLE.reported(said.code, null));
        }
        return List.of(new StatusChanged(report.build(), "", json));
    }
}
