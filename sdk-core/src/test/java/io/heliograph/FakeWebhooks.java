package io.heliograph;

import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Secret;
import io.heliograph.message.Status;
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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks of a made-up vendor that signs: a body is an id and a status,
 * or for what comes in two numbers and a word, with blanks between them. */
class FakeWebhooks implements WebhookParser {
    static final String SECRET = "fake-vendors-signing-key";
    static final String HEADER = "X-Fake-Signature";

    private final String provider;
    private final WebhookVerifier check;

    FakeWebhooks(String provider) {
        this(
                provider,
                new WebhookSecurity(List.of(Secret.of("webhook-secrets", SECRET)), List.of(), false)
                        .signed(provider, SignatureScheme.of(HEADER, Duration.ofDays(1))));
    }

    private FakeWebhooks(String provider, WebhookVerifier check) {
        this.provider = provider;
        this.check = check;
    }

    /** Of one that signs nothing, taken without a proof. */
    static FakeWebhooks unsigned(String provider) {
        return new FakeWebhooks(provider, new WebhookSecurity(List.of(), List.of(), true).token(provider));
    }

    /** What the vendor would sign a body with. */
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
        String[] items = request.text().split(" ", -1);
        if (items.length == 3) {
            return List.of(MessageReceived.builder(MessageId.unknown(provider), MessageReceived.Kind.SMS)
                    .from(items[0])
                    .to(PhoneNumber.of(items[1]))
                    .text(items[2])
                    .receivedAt(receivedAt)
                    .rawJson(request.text())
                    .build());
        }
        if (items.length != 2) {
            return List.of(new SmsEvent.Unrecognised(provider, request.text()));
        }
        StatusReport report = StatusReport.of(
                        new MessageId(provider, items[0]), Status.valueOf(items[1]), ReportSource.WEBHOOK, receivedAt)
                .build();
        return List.of(new StatusChanged(report, "report", request.text()));
    }
}
