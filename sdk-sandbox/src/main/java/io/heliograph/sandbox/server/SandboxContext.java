package io.heliograph.sandbox.server;

import io.heliograph.sandbox.journal.Event;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.journal.KeptMessage;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SimulatedMessage;
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
 * The clock, settings, messages and webhooks that a sandbox's vendors share. Thread-safe.
 *
 * @param secrets the secrets for webhook signatures, by vendor
 */
public record SandboxContext(
        Journal journal,
        Duration deliverAfter,
        WebhookSchedule webhooks,
        WebhookTargets targets,
        FaultSwitches faults,
        Map<String, String> secrets)
        implements VendorContext {
    /** The default secret. */
    private static final String SECRET = "sandbox";

    @Override
    public Clock clock() {
        return journal.clock();
    }

    @Override
    public void accept(SimulatedMessage message) {
        KeptMessage unused = journal.keep(message);
        message.reports().start(webhooks::add);
    }

    @Override
    public void schedule(Instant at, Supplier<List<OutgoingWebhook>> due) {
        webhooks.add(at, due);
    }

    @Override
    public Optional<URI> webhookTarget(String url) {
        return Optional.ofNullable(targets.parse(url));
    }

    @Override
    public Optional<VendorFault> takeFault(String vendor, VendorFault.Effect effect) {
        Optional<VendorFault> met = faults.take(vendor, effect);
        met.ifPresent(fault -> {
            journal.exchanges().met(fault.code());
            // The number of times that are left has changed.
            journal.events().publish(Event.Kind.FAULT, vendor);
        });
        return met;
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
