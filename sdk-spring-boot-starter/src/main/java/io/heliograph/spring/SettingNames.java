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
import java.util.stream.Stream;

/** The providers on the class path, and which settings each of them asks for. Thread-safe. */
final class SettingNames {
    /** What the core reads beside the provider. */
    private static final List<String> OF_ALL = List.of("enabled", "rate-limit", "max-concurrent");

    private static final Provider NOBODY = new Provider(Set.of(), Set.of(), List.of());

    private final Map<String, ProviderFactory> factories = new TreeMap<>();

    /** Only who is needed: most applications set up fewer providers than they have, and a start is waited for. */
    private final Map<String, Provider> map = new ConcurrentHashMap<>();

    private record Provider(Set<String> settings, Set<String> secrets, List<Violation> missing) {}

    SettingNames() {
        for (ProviderFactory factory : ServiceLoader.load(ProviderFactory.class)) {
            factories.put(factory.name(), factory);
        }
    }

    /** Makes the provider of nothing: it says what is missing, and which settings it looked for. */
    private static Provider ask(ProviderFactory factory) {
        ProviderSettings nothing = new ProviderSettings(name -> Optional.empty());
        List<Violation> missing = List.of();
        try {
            factory.create(nothing).provider().close();
        } catch (InvalidRequestException e) {
            missing = e.faults();
        }
        Set<String> settings = new TreeSet<>(nothing.known());
        settings.addAll(OF_ALL);
        return new Provider(settings, Set.copyOf(nothing.secrets()), missing);
    }

    /** The names of the providers. */
    Set<String> providers() {
        return factories.keySet();
    }

    /** The settings of a provider by their short names; none of one that isn't there. */
    Set<String> settings(String provider) {
        return provider(provider).settings();
    }

    /** Those of them that are credentials. */
    Set<String> secrets(String provider) {
        return provider(provider).secrets();
    }

    /** What a provider without any setting complains of. */
    List<Violation> missing(String provider) {
        return provider(provider).missing();
    }

    private Provider provider(String name) {
        ProviderFactory factory = factories.get(name);
        return factory == null ? NOBODY : map.computeIfAbsent(name, text -> ask(factory));
    }

    /**
     * A provider's settings under the names that it knows them by: an environment variable comes as {@code api.key}, and
     * {@code apiKey} is allowed too. Of two spellings the first wins, which is that of the source that counts for more.
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

    private static String uniform(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
