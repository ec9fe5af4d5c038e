package io.heliograph.testkit;

import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.SignatureScheme;
import io.heliograph.webhook.SignatureScheme.Algorithm;
import io.heliograph.webhook.SignatureScheme.Encoding;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookResponse;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Delivery reports on segments, as a form or in the query, signed over the public URL and the sorted parameters. */
final class FormVendorWebhooks implements WebhookParser {
    private static final SignatureScheme SCHEME = SignatureScheme.of("X-Form-Signature", Duration.ofDays(1))
            .algorithm(Algorithm.HMAC_SHA1)
            .encoding(Encoding.BASE64)
            .overText(request -> signedText(parameters(request)));

    private final WebhookVerifier check;

    FormVendorWebhooks(WebhookSecurity security) {
        check = security.signed("formvendor", SCHEME);
    }

    /** What the vendor signs: its callback URL, and each parameter's name and value, sorted by name. */
    static String signedText(Map<String, List<String>> parameters) {
        StringBuilder text = new StringBuilder(FormVendor.PUBLIC_URL);
        new TreeMap<>(parameters).forEach((name, values) -> text.append(name).append(String.join("", values)));
        return text.toString();
    }

    private static Map<String, List<String>> parameters(WebhookRequest request) {
        return request.method().equals("GET") ? request.query() : request.form();
    }

    @Override
    public WebhookVerifier verifier() {
        return check;
    }

    @Override
    public Set<String> methods() {
        return Set.of("GET", "POST");
    }

    @Override
    public WebhookResponse response(WebhookRequest request) {
        return new WebhookResponse("text/xml", "<ok/>");
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        Map<String, List<String>> parameters = parameters(request);
        String id = String.join("", parameters.getOrDefault("id", List.of()));
        String word = String.join("", parameters.getOrDefault("status", List.of()));
        if (id.isEmpty()) {
            return List.of(new SmsEvent.Unrecognised("formvendor", request.text()));
        }
        Status status = switch (word) {
            case "delivered" -> Status.DELIVERED;
            case "failed" -> Status.UNDELIVERED;
            default -> Status.UNKNOWN;
        };
        StatusReport report = StatusReport.of(
                        MessageId.tryParse("formvendor", id), status, ReportSource.WEBHOOK, receivedAt)
                .rawStatus(word)
                .build();
        return List.of(new StatusChanged(report, "report", request.text()));
    }
}
