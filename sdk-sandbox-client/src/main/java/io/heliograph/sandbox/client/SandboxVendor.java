package io.heliograph.sandbox.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A vendor that a sandbox simulates. Immutable and thread-safe.
 *
 * @param name the provider's name in settings and routes
 * @param baseUrl the base URL on the vendor's own port
 * @param basePath the path of the base URL on the sandbox's main port
 * @param credentials what it accepts, by the names of the provider's settings
 * @param webhookSecret what it signs webhooks with; empty if it signs none
 */
public record SandboxVendor(
        String name, URI baseUrl, String basePath, Map<String, String> credentials, Optional<String> webhookSecret) {
    public SandboxVendor {
        credentials = Map.copyOf(credentials);
    }

    /** The settings by which a client calls it on its own port, by their full names: its base URL and its credentials. */
    public Map<String, String> settings() {
        String prefix = "heliograph.providers." + name + ".";
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(prefix + "base-url", baseUrl.toString());
        credentials.forEach((setting, value) -> settings.put(prefix + setting, value));
        return settings;
    }

    static SandboxVendor of(JsonObject json) {
        Map<String, String> credentials = new LinkedHashMap<>();
        JsonObject named = json.object("credentials");
        named.fields()
                .keySet()
                .forEach(name -> credentials.put(String.valueOf(name), named.text(String.valueOf(name))));
        return new SandboxVendor(
                json.text("name"),
                URI.create(json.text("baseUrl")),
                json.text("basePath"),
                credentials,
                json.optional("webhookSecret"));
    }

    @Override
    public String toString() {
        return "SandboxVendor[" + name + "]";
    }
}
