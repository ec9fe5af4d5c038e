package io.heliograph.architecture.providers;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider as its page describes it.
 *
 * @param name its name in routes and settings
 * @param title the vendor's name
 * @param page the page's file in docs/providers
 * @param account the settings of an account, with which it can be created
 * @param variants settings that change what it offers
 */
record Provider(String name, String title, String page, Map<String, String> account, Map<String, String> variants) {
    /** A provider to copy, which has no page. */
    private static final String TEMPLATE = "template";

    private static final String SECRET = "a-secret-of-32-characters-0123456";

    static List<Provider> all() {
        return List.of(
                new Provider("nativehub", "NativeHub", "nativehub", Map.of("api-key", "key"), Map.of()),
                new Provider("wavix", "Wavix", "wavix", Map.of("api-key", "key"), Map.of("lookup-by-tag", "true")),
                new Provider(
                        "textingline",
                        "TextingLine",
                        "textingline",
                        Map.of("key-id", "id", "key-secret", "secret"),
                        Map.of()),
                new Provider(
                        "thaibulk",
                        "ThaiBulk (Me SMS)",
                        "thaibulk",
                        Map.of("api-key", "key"),
                        Map.of("chunk-size", "2000000")),
                // scripts/new-provider adds above this line
                new Provider(
                        "androidgateway",
                        "Android SMS Gateway",
                        "android-gateway",
                        Map.of("username", "user", "password", "password"),
                        Map.of("device-id", "phone", "passphrase", "passphrase")));
    }

    /** The names of all providers of the build, but for the one to copy. */
    static Set<String> names() {
        return ServiceLoader.load(ProviderFactory.class).stream()
                .map(factory -> factory.get().name())
                .filter(name -> !name.equals(TEMPLATE))
                .collect(Collectors.toSet());
    }

    ProviderFactory factory() {
        return ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The provider with the settings of an account. */
    VendorClient create() {
        return create(Map.of());
    }

    /** The provider with the settings of an account and others. */
    VendorClient create(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(account);
        all.put("webhook-secrets", SECRET);
        all.putAll(others);
        return factory().create(settings(all));
    }

    /** The settings that the provider reads, and those of them that are secret. */
    ProviderSettings read() {
        ProviderSettings settings = settings(account);
        factory().create(settings).provider().close();
        return settings;
    }

    /** Whether a webhook in the vendor's bytes, which a test of the provider reads, becomes an event of this kind. */
    boolean hasWebhook(String kind) {
        Path folder =
                Path.of("..", "provider-" + name, "src", "test", "resources", "io", "heliograph", name, "webhooks");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".expected")).toList()) {
                if (Files.readString(file).startsWith(kind)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong without any setting. */
    List<Violation> missing() {
        try {
            factory().create(settings(Map.of())).provider().close();
            return List.of();
        } catch (InvalidRequestException e) {
            return e.violations();
        }
    }

    private static ProviderSettings settings(Map<String, String> values) {
        return new ProviderSettings(setting -> Optional.ofNullable(values.get(setting)));
    }

    @Override
    public String toString() {
        return name;
    }
}
