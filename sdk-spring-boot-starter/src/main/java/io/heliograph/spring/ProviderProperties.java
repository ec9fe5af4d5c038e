package io.heliograph.spring;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.routing.Route;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The properties of the providers, each under its own name and spelling: environment variables are assigned to the accounts that
 * they are of, lists become one text, and sources that can't be listed are queried for every setting. Not thread-safe.
 */
final class ProviderProperties {
    private static final String ROOT = "heliograph.providers.";
    private static final Pattern TYPE_OF_VARIABLE = Pattern.compile("(.+)\\.type");

    private final SettingSources sources;
    private final SettingNames names;
    private final Map<String, Map<String, String>> providers = new LinkedHashMap<>();

    private ProviderProperties(SettingSources sources, SettingNames names) {
        this.sources = sources;
        this.names = names;
    }

    /**
     * The settings of each provider.
     *
     * @param bound as Spring Boot has bound them
     */
    static Map<String, Map<String, String>> of(HeliographProperties bound, SettingSources sources, SettingNames names) {
        ProviderProperties all = new ProviderProperties(sources, names);
        all.assign(bound.providers());
        if (sources.hasUnlistable()) {
            all.query(bound.route());
        }
        Map<String, Map<String, String>> spelled = new LinkedHashMap<>();
        all.providers.forEach((provider, settings) -> spelled.put(provider, all.spelled(provider, settings)));
        return spelled;
    }

    /** The provider that an account is of; its own name where it has no type. */
    static String type(String provider, Map<String, String> settings) {
        return settings.getOrDefault(SettingNames.TYPE, provider).strip();
    }

    /** Assigns each setting to the provider or account with the longest name that it begins with. */
    private void assign(Map<String, Map<String, String>> bound) {
        Set<String> accounts = accounts(bound);
        bound.forEach((outer, settings) -> settings.forEach((inner, value) -> {
            Optional<String> account = accounts.stream()
                    .filter(name -> isOf(name, outer, inner))
                    .max(Comparator.comparingInt(String::length));
            String owner = account.orElse(outer);
            String setting = account.filter(name -> !uniform(name).equals(uniform(outer)))
                    .map(name -> after(elements(name) - elements(outer), inner))
                    .orElse(inner);
            providers.computeIfAbsent(owner, name -> new LinkedHashMap<>()).putIfAbsent(setting, value);
        }));
    }

    /** The names with a type: an environment variable has them as {@code wavix} and {@code eu.type}. */
    private Set<String> accounts(Map<String, Map<String, String>> bound) {
        Set<String> accounts = new TreeSet<>();
        bound.forEach((outer, settings) -> settings.forEach((inner, value) -> {
            Matcher variable = TYPE_OF_VARIABLE.matcher(inner);
            if (inner.equals(SettingNames.TYPE)) {
                accounts.add(outer);
            } else if (variable.matches() && names.providers().contains(value.strip())) {
                accounts.add(outer + "-" + variable.group(1).replace('.', '-'));
            }
        }));
        return accounts;
    }

    private static boolean isOf(String account, String outer, String inner) {
        return uniform(account).equals(uniform(outer))
                || (elements(account) > elements(outer)
                        && (outer + "." + inner).replace('-', '.').startsWith(account.replace('-', '.') + "."));
    }

    /** Spring reads {@code HELIOGRAPH_PROVIDERS_WAVIXEU_FROM} as a setting of {@code wavix-eu} too. */
    private static String uniform(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static int elements(String name) {
        return name.split("[.-]", -1).length;
    }

    /** The rest of a name without its first elements. */
    private static String after(int count, String name) {
        return name.split("[.-]", count + 1)[count];
    }

    /** Queries every setting by name; sources that can't be listed answer only that. */
    private void query(@Nullable String route) {
        Set<String> all = new TreeSet<>(names.providers());
        all.addAll(providers.keySet());
        all.addAll(named(route));
        for (String provider : all) {
            Map<String, String> settings = new LinkedHashMap<>();
            sources.text(ROOT + provider + "." + SettingNames.TYPE)
                    .ifPresent(type -> settings.put(SettingNames.TYPE, type));
            for (String setting : names.settings(type(provider, settings))) {
                sources.text(ROOT + provider + "." + setting).ifPresent(value -> settings.put(setting, value));
            }
            if (!settings.isEmpty()) {
                providers
                        .computeIfAbsent(provider, name -> new LinkedHashMap<>())
                        .putAll(settings);
            }
        }
    }

    /** The providers in a route; none where it can't be read, which the core reports. */
    private static List<String> named(@Nullable String route) {
        try {
            return route == null ? List.of() : Route.parse(route).providers();
        } catch (InvalidRequestException e) {
            return List.of();
        }
    }

    /** Settings under the provider's own names; a list as one text, from the source of highest precedence alone. */
    private Map<String, String> spelled(String provider, Map<String, String> settings) {
        String type = type(provider, settings);
        Map<String, String> rest = new LinkedHashMap<>(settings);
        Map<String, String> lists = new LinkedHashMap<>();
        for (String list : names.lists(type)) {
            boolean hasElements = rest.keySet().removeIf(name -> isElement(name, list));
            if (hasElements) {
                sources.list(ROOT + provider + "." + list)
                        .ifPresent(elements -> lists.put(list, String.join(" ", elements)));
            }
        }
        Map<String, String> spelled = new LinkedHashMap<>(names.spelled(type, rest));
        spelled.putAll(lists);
        return spelled;
    }

    private static boolean isElement(String name, String list) {
        Matcher element = Pattern.compile("(.+?)[.\\[]([0-9]{1,4})]?").matcher(name);
        return element.matches() && SettingNames.uniform(element.group(1)).equals(SettingNames.uniform(list));
    }
}
