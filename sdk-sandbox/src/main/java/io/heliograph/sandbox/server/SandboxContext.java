package io.heliograph.sandbox.server;

import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.webhook.WebhookSchedule;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the vendors of one sandbox share. Thread-safe.
 *
 * @param secrets what webhooks are signed with, by vendor
 */
public record SandboxContext(
        Clock clock,
        Duration deliverAfter,
        WebhookSchedule webhooks,
        WebhookTargets targets,
        Map<String, String> secrets)
        implements VendorContext {
    /** What is signed with unless another secret was set. */
    private static final String SECRET = "sandbox";

    @Override
    public void schedule(Instant at, Supplier<List<OutgoingWebhook>> due) {
        webhooks.add(at, due);
    }

    @Override
    public Optional<URI> webhookTarget(String url) {
        return Optional.ofNullable(targets.parse(url));
    }

    @Override
    public String webhookSecret(String vendor) {
        return secrets.getOrDefault(vendor, SECRET);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SandboxContext[deliverAfter=" + deliverAfter + "]";
    }
}
