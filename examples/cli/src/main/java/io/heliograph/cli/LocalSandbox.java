package io.heliograph.cli;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.sandbox.client.SandboxReporter;
import io.heliograph.settings.Settings;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What the command does for providers whose base URL is one of this machine: they need no credentials, because the sandbox has its
 * own, and their sends are reported to it.
 */
final class LocalSandbox {
    private static final String CREDENTIAL = "sandbox";

    private final Settings settings;
    private final SandboxReporter reporter;

    private LocalSandbox(Settings settings, SandboxReporter reporter) {
        this.settings = settings;
        this.reporter = reporter;
    }

    /**
     * Reads which providers call this machine.
     *
     * @param providers the providers on the class path, and their accounts
     * @param err gets a line for each provider whose credentials are filled in
     */
    static LocalSandbox of(Settings settings, Set<String> providers, PrintWriter err) {
        Map<String, URI> urls = new LinkedHashMap<>();
        for (String provider : providers) {
            settings.get(prefix(provider) + "base-url")
                    .flatMap(LocalSandbox::url)
                    .ifPresent(url -> urls.put(provider, url));
        }
        urls.values().removeIf(url -> !SandboxReporter.mayBeSandbox(url));
        Settings filled = settings;
        if (!urls.isEmpty()) {
            for (ProviderFactory factory : ServiceLoader.load(ProviderFactory.class)) {
                if (urls.containsKey(factory.name())) {
                    filled = withCredentials(filled, factory, err);
                }
            }
        }
        return new LocalSandbox(filled, SandboxReporter.to(urls));
    }

    /** Anything that is no URL is a fault of the setting, which the provider names. */
    private static Optional<URI> url(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whatever is missing, the sandbox has under one word; another server refuses it, and nothing is sent. */
    private static Settings withCredentials(Settings settings, ProviderFactory factory, PrintWriter err) {
        String prefix = prefix(factory.name());
        List<String> missing = new ArrayList<>();
        try {
            factory.create(new ProviderSettings(name -> settings.get(prefix + name)))
                    .provider()
                    .close();
        } catch (InvalidRequestException e) {
            e.violations().stream()
                    .map(Violation::field)
                    .filter(field -> settings.get(prefix + field).isEmpty())
                    .forEach(missing::add);
        }
        Settings filled = settings;
        for (String name : missing) {
            filled = filled.with(prefix + name, CREDENTIAL);
        }
        if (!missing.isEmpty()) {
            err.println("sms: " + factory.name() + " is called on this machine, with the sandbox's "
                    + String.join(" and ", missing));
        }
        return filled;
    }

    private static String prefix(String provider) {
        return "heliograph.providers." + provider + ".";
    }

    /** The settings, with the sandbox's credentials where there were none. */
    Settings settings() {
        return settings;
    }

    /** The listener that reports sends; empty if no provider calls this machine. */
    Optional<SandboxReporter> reporter() {
        return reporter.isOn() ? Optional.of(reporter) : Optional.empty();
    }
}
