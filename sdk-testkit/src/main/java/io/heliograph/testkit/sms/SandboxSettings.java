package io.heliograph.testkit.sms;

import io.heliograph.sandbox.client.SandboxVendor;
import io.heliograph.settings.Settings;
import io.heliograph.spi.ProviderFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of a client that sends to a sandbox. */
final class SandboxSettings {
    /** A sender that the vendor takes, for requests that have none; a phone has its own. */
    private static final Map<String, String> SENDERS = Map.of(
            "wavix", "HELIOGRAPH",
            "nativehub", "HELIOGRAPH",
            "textingline", "+12025550100",
            "thaibulk", "HELIOGRAPH");

    private SandboxSettings() {}

    static Settings of(SmsSandbox wanted, List<SandboxVendor> vendors) {
        Map<String, SandboxVendor> byName = vendors.stream()
                .collect(Collectors.toMap(
                        SandboxVendor::name, vendor -> vendor, (one, other) -> one, LinkedHashMap::new));
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> providers = providers(wanted, byName);
        providers.forEach(name -> add(name, byName.get(name), settings));
        settings.put("heliograph.route", wanted.route().isBlank() ? String.join(" || ", providers) : wanted.route());
        for (String setting : wanted.settings()) {
            String[] parts = setting.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException(
                        "@SmsSandbox: a setting must be name=value, such as heliograph.deadline=2s");
            }
            settings.put(parts[0].strip(), parts[1].strip());
        }
        return Settings.of(settings);
    }

    private static void add(String name, @Nullable SandboxVendor vendor, Map<String, String> settings) {
        if (vendor == null) {
            throw new IllegalArgumentException("@SmsSandbox: the sandbox has no vendor " + name);
        }
        settings.putAll(vendor.settings());
        String sender = SENDERS.get(name);
        if (sender != null) {
            settings.put("heliograph.providers." + name + ".from", sender);
        }
    }

    private static List<String> providers(SmsSandbox wanted, Map<String, SandboxVendor> vendors) {
        TreeSet<String> present = new TreeSet<>();
        ServiceLoader.load(ProviderFactory.class).forEach(factory -> present.add(factory.name()));
        present.retainAll(vendors.keySet());
        List<String> chosen = wanted.providers().length == 0 ? List.copyOf(present) : List.of(wanted.providers());
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "@SmsSandbox: there is no provider on the class path; add one, for example"
                            + " io.heliograph:heliograph-provider-wavix");
        }
        for (String name : chosen) {
            if (!present.contains(name)) {
                throw new IllegalArgumentException("@SmsSandbox: " + name
                        + " isn't a provider on the class path that the sandbox simulates; there are " + present);
            }
        }
        return chosen;
    }
}
