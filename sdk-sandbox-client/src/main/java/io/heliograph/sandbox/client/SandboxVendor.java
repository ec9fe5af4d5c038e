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
        return settings(baseUrl.toString(), Map.of());
    }

    /**
     * The settings by which a client in another process, or on another machine, calls it on the sandbox's main port, by their full
     * names: its base URL, its credentials, and {@code allow-cleartext}, which the client needs, and honours, in a private network
     * only.
     *
     * @param sandbox the URL by which the client reaches the sandbox, such as {@code http://sandbox:8026/}
     */
    public Map<String, String> settings(URI sandbox) {
        String url = sandbox.toString().replaceAll("/+$", "") + basePath;
        return settings(url, Map.of("allow-cleartext", "true"));
    }

    private Map<String, String> settings(String url, Map<String, String> more) {
        String prefix = "heliograph.providers." + name + ".";
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(prefix + "base-url", url);
        more.forEach((setting, value) -> settings.put(prefix + setting, value));
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
