package io.heliograph.spring;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.SignatureScheme;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookResponse;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A vendor whose webhooks are forms, or come by GET; it signs the raw body and the query. */
final class FormVendor implements VendorClient, SmsProvider, WebhookParser {
    static final String KEY = "key-of-the-forms";

    private final WebhookVerifier verifier = new WebhookSecurity(
                    List.of(Secret.of("webhook-secrets", KEY)), List.of(), false)
            .signed(
                    "forms",
                    SignatureScheme.of("X-Sign", Duration.ofDays(1))
                            .over(request -> (request.rawQuery() + request.text()).getBytes(StandardCharsets.UTF_8)));

    @Override
    public SmsProvider provider() {
        return this;
    }

    @Override
    public String name() {
        return "forms";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public DuplicateProtection duplicateProtection() {
        return DuplicateProtection.NONE;
    }

    @Override
    public List<Violation> validate(SendRequest request) {
        return List.of();
    }

    @Override
    public SendResult send(SendRequest request, AttemptContext context) {
        throw new UnsupportedOperationException("it has webhooks only");
    }

    @Override
    public Message status(MessageId id, Deadline deadline) {
        throw new UnsupportedOperationException("it has webhooks only");
    }

    @Override
    public Optional<WebhookParser> webhooks() {
        return Optional.of(this);
    }

    @Override
    public WebhookVerifier verifier() {
        return verifier;
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
        String note = request.form("note").or(() -> request.query("note")).orElse("none");
        return List.of(new SmsEvent.Unrecognised("forms", request.method() + " " + note));
    }

    @Override
    public void close() {}
}
