package io.heliograph.spring;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The providers on the class path, and the settings that each of them reads. Thread-safe. */
final class SettingNames {
    /** The setting that names the provider of an account. */
    static final String TYPE = "type";

    /** The application's own secrets, which stay with a sandbox too: it signs its webhooks with them. */
    static final String WEBHOOK_SECRETS = "webhook-secrets";

    /** The settings of every provider that the core reads itself. */
    private static final List<String> CORE_SETTINGS = List.of("enabled", "rate-limit", "max-concurrent");

    /** Settings of an account besides its credentials, which the provider declares itself. */
    private static final Pattern ACCOUNT_SETTINGS =
            Pattern.compile("base-url|allow-cleartext|username|token|passphrase|(.*-)?(key|id|secret|password)");

    /** Those of them that aren't shown where settings are shown. */
    private static final Pattern NOT_SHOWN = Pattern.compile(
            "(.*-)?(user|username|login|pin|key|id|secrets?|password|passphrase|token|auth|credentials?)");

    private static final Provider ABSENT = new Provider(Set.of(), Set.of(), Set.of(), List.of());

    private final Map<String, ProviderFactory> factories = new TreeMap<>();

    /** Filled on demand, to keep the start short: most applications use fewer providers than they have. */
    private final Map<String, Provider> inspected = new ConcurrentHashMap<>();

    private record Provider(Set<String> settings, Set<String> secrets, Set<String> lists, List<Violation> missing) {}

    SettingNames() {
        for (ProviderFactory factory : ServiceLoader.load(ProviderFactory.class)) {
            factories.put(factory.name(), factory);
        }
    }

    /** Creates the provider without settings, which shows what is missing and which settings it reads. */
    private static Provider inspect(ProviderFactory factory) {
        ProviderSettings empty = new ProviderSettings(name -> Optional.empty());
        List<Violation> missing = List.of();
        try {
            factory.create(empty).provider().close();
        } catch (InvalidRequestException e) {
            missing = e.violations();
        }
        Set<String> settings = new TreeSet<>(empty.known());
        settings.addAll(CORE_SETTINGS);
        return new Provider(settings, Set.copyOf(empty.secrets()), Set.copyOf(empty.lists()), missing);
    }

    /** The names of the providers. */
    Set<String> providers() {
        return factories.keySet();
    }

    /** The settings of a provider by their short names; none for an unknown provider. */
    Set<String> settings(String provider) {
        return provider(provider).settings();
    }

    /** Those of them that are credentials. */
    Set<String> secrets(String provider) {
        return provider(provider).secrets();
    }

    /** Those of them that are lists, with blanks between their elements. */
    Set<String> lists(String provider) {
        return provider(provider).lists();
    }

    /** Whether a setting belongs to the account at the vendor, and not to this application. */
    boolean isOfAccount(String provider, String setting) {
        return (secrets(provider).contains(setting) && !setting.equals(WEBHOOK_SECRETS))
                || ACCOUNT_SETTINGS.matcher(setting).matches();
    }

    /** Whether a setting's value may be shown: a known one that is neither a credential nor named like one. */
    boolean isShown(String provider, String setting) {
        return setting.equals(TYPE)
                || (settings(provider).contains(setting)
                        && !secrets(provider).contains(setting)
                        && !NOT_SHOWN.matcher(setting).matches());
    }

    /** The violations of a provider without any setting. */
    List<Violation> missing(String provider) {
        return provider(provider).missing();
    }

    private Provider provider(String name) {
        ProviderFactory factory = factories.get(name);
        return factory == null ? ABSENT : inspected.computeIfAbsent(name, key -> inspect(factory));
    }

    /**
     * A provider's settings under its own names: an environment variable comes as {@code api.key}, and {@code apiKey} is
     * allowed too. Of two spellings the first wins, which is from the source of higher precedence.
     */
    Map<String, String> spelled(String provider, Map<String, String> settings) {
        Map<String, String> spelled = new LinkedHashMap<>();
        settings.forEach((name, value) -> spelled.putIfAbsent(spelling(provider, name), value));
        return spelled;
    }

    private String spelling(String provider, String name) {
        return Stream.concat(settings(provider).stream(), Stream.of(name))
                .filter(known -> uniform(known).equals(uniform(name)))
                .findFirst()
                .orElse(name);
    }

    static String uniform(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
