package io.heliograph.sandbox.server;

import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an application in another process needs to use this sandbox: where the vendors are, and a place for its webhooks. Thread-safe. */
final class RemoteClients {
    private final VendorPorts vendors;
    private final WebhookTargets targets;

    RemoteClients(VendorPorts vendors, WebhookTargets targets) {
        this.vendors = vendors;
        this.targets = targets;
    }

    /** Each vendor with the path of its base URL on the main port, and its credentials, which are no secrets here. */
    List<Map<String, @Nullable Object>> vendors() {
        return vendors.all().stream()
                .map(VendorPort::vendor)
                .map(RemoteClients::json)
                .toList();
    }

    private static Map<String, @Nullable Object> json(SimulatedVendor vendor) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("vendor", vendor.name());
        json.put("basePath", "/" + vendor.name() + vendor.basePath());
        json.put("credentials", vendor.credentials());
        json.put("webhookSecret", vendor.webhookSecret().orElse(null));
        return json;
    }

    /** Sends a vendor's webhooks to a URL, as {@code Sandbox.webhook} does. */
    SandboxResponse register(String vendor, String url) {
        URI target = targets.parse(url.strip());
        if (target == null) {
            return SandboxResponse.text(400, "The body must be a URL: " + WebhookTargets.REFUSED + ".\n");
        }
        try {
            vendors.get(vendor).vendor().webhook(target);
            return SandboxResponse.text(200, "set\n");
        } catch (IllegalArgumentException e) { // it documents no webhooks
            return SandboxResponse.text(400, e.getMessage() + "\n");
        }
    }
}
