package io.heliograph.webhook.server;

import io.heliograph.message.MessageId;
import io.heliograph.message.Secret;
import io.heliograph.message.Status;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.SignatureScheme;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The webhooks of a fake vendor that signs: a body is an id and a status, separated by a blank. */
class FakeWebhooks implements WebhookParser {
    static final String HEADER = "X-Fake-Signature";
    private static final String SECRET = "fake-vendors-signing-key";

    private final WebhookVerifier check = new WebhookSecurity(
                    List.of(Secret.of("webhook-secrets", SECRET)), List.of(), false)
            .signed("fake", SignatureScheme.of(HEADER, Duration.ofDays(1)));

    /** The vendor's signature of a body. */
    static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public WebhookVerifier verifier() {
        return check;
    }

    @Override
    public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
        String[] words = request.text().split(" ", -1);
        if (words.length != 2) {
            return List.of(new SmsEvent.Unrecognised("fake", request.text()));
        }
        StatusReport report = StatusReport.of(
                        new MessageId("fake", words[0]), Status.valueOf(words[1]), ReportSource.WEBHOOK, receivedAt)
                .build();
        return List.of(new StatusChanged(report, "report", request.text()));
    }
}
