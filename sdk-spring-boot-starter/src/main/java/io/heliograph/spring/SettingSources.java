package io.heliograph.spring;

import io.heliograph.message.Violation;
import io.heliograph.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The sources of an application's properties in their order of precedence, without the variables by which Kubernetes links a
 * Service, which would be read as settings or hide some. Not thread-safe.
 */
final class SettingSources {
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("heliograph");
    private static final Pattern ELEMENT = Pattern.compile("(.+)_[0-9]{1,4}");
    static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]+}");

    private static final String VARIABLES = "HELIOGRAPH_";
    private static final String PROVIDER_VARIABLES = "HELIOGRAPH_PROVIDERS_";

    private final Environment environment;
    private final List<ConfigurationPropertySource> sources = new ArrayList<>();
    private final Set<String> variables = new LinkedHashSet<>();

    SettingSources(Environment environment) {
        this.environment = environment;
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource environmentSource) {
                sources.add(withoutLinks(source, environmentSource));
            } else {
                sources.add(source);
            }
        }
    }

    private ConfigurationPropertySource withoutLinks(
            ConfigurationPropertySource source, SystemEnvironmentPropertySource environmentSource) {
        Map<String, Object> rest = new LinkedHashMap<>(environmentSource.getSource());
        boolean hasLinks = rest.entrySet()
                .removeIf(variable -> isOurs(variable.getKey())
                        && Settings.isServiceLink(variable.getKey(), String.valueOf(variable.getValue())));
        rest.keySet().stream().filter(SettingSources::isOurs).forEach(variables::add);
        if (!hasLinks) {
            return source;
        }
        return Objects.requireNonNull(ConfigurationPropertySource.from(
                new SystemEnvironmentPropertySource(environmentSource.getName(), rest)));
    }

    /** In any case of letters: Spring ignores variables in lower case, and a guard would be lost. */
    private static boolean isOurs(String variable) {
        return variable.regionMatches(true, 0, VARIABLES, 0, VARIABLES.length());
    }

    Binder binder() {
        return new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
    }

    /**
     * A setting's text if it is empty or {@code off}, else null: binding would ignore the first, and has no number for the
     * second.
     */
    @Nullable
    String emptyOrOff(String name) {
        ConfigurationPropertyName wanted = ConfigurationPropertyName.of(name);
        for (ConfigurationPropertySource source : sources) {
            ConfigurationProperty property = source.getConfigurationProperty(wanted);
            if (property != null) {
                String text = environment
                        .resolvePlaceholders(String.valueOf(property.getValue()))
                        .strip();
                return text.isEmpty() || text.equalsIgnoreCase("off") ? text : null;
            }
            if (source.containsDescendantOf(wanted) == ConfigurationPropertyState.PRESENT) {
                return null; // a list
            }
        }
        return null;
    }

    /** Whether there is a source that only answers queries, such as a vault's, so that what is set there can't be listed. */
    boolean hasUnlistable() {
        return sources.stream()
                .anyMatch(source -> !(source instanceof IterableConfigurationPropertySource)
                        && !(source.getUnderlyingSource() instanceof RandomValuePropertySource)
                        && !(source.getUnderlyingSource() instanceof PropertySource.StubPropertySource));
    }

    /** A setting's text, if it is set and can be read. */
    Optional<String> text(String name) {
        return Optional.ofNullable(
                binder().bind(name, Bindable.of(String.class)).orElse(null));
    }

    /** A setting's elements, if the source of highest precedence that has it has a list. */
    Optional<List<String>> list(String name) {
        ConfigurationPropertyName wanted = ConfigurationPropertyName.of(name);
        for (ConfigurationPropertySource source : sources) {
            if (source.getConfigurationProperty(wanted) != null) {
                return Optional.empty();
            }
            if (source.containsDescendantOf(wanted) == ConfigurationPropertyState.PRESENT) {
                Binder only = new Binder(List.of(source), new PropertySourcesPlaceholdersResolver(environment));
                return Optional.ofNullable(
                        only.bind(wanted, Bindable.listOf(String.class)).orElse(null));
            }
        }
        return Optional.empty();
    }

    /** The names, among these, of values or lists with a placeholder that nothing fills. */
    List<String> unresolved(List<String> names) {
        List<String> lists = PropertyNames.lists();
        return names.stream()
                .filter(name -> lists.contains(name)
                        ? list(name).orElse(List.of()).stream().anyMatch(this::isUnresolved) || isUnresolved(raw(name))
                        : isUnresolved(raw(name)))
                .toList();
    }

    /** A value before its placeholders are filled; empty where there is none. */
    private String raw(String name) {
        ConfigurationPropertyName wanted = ConfigurationPropertyName.of(name);
        return sources.stream()
                .map(source -> source.getConfigurationProperty(wanted))
                .filter(Objects::nonNull)
                .findFirst()
                .map(property -> String.valueOf(property.getValue()))
                .orElse("");
    }

    private boolean isUnresolved(String text) {
        return PLACEHOLDER.matcher(environment.resolvePlaceholders(text)).find();
    }

    /**
     * Names that aren't settings; the core checks those of providers in the environment itself.
     *
     * @param bound the names that were bound
     */
    Stream<Violation> unknown(Set<ConfigurationPropertyName> bound) {
        List<String> all = PropertyNames.all();
        Set<ConfigurationPropertyName> known =
                all.stream().map(ConfigurationPropertyName::of).collect(Collectors.toSet());
        Set<ConfigurationPropertyName> names = new LinkedHashSet<>();
        for (ConfigurationPropertySource source : sources) {
            if (source instanceof IterableConfigurationPropertySource iterable
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                iterable.stream().filter(ROOT::isAncestorOf).forEach(names::add);
            }
        }
        Set<ConfigurationPropertyName> lists = PropertyNames.lists().stream()
                .map(ConfigurationPropertyName::of)
                .collect(Collectors.toSet());
        List<String> asVariables = all.stream().map(Settings::variable).toList();
        return Stream.concat(
                names.stream()
                        .filter(name -> !bound.contains(name) && !known.contains(name))
                        // An element of a list that a source of higher precedence hides
                        .filter(name -> !(name.isLastElementIndexed() && lists.contains(name.getParent())))
                        .map(name -> Settings.unknown(name.toString(), all)),
                variables.stream()
                        .filter(variable ->
                                !variable.regionMatches(true, 0, PROVIDER_VARIABLES, 0, PROVIDER_VARIABLES.length()))
                        .filter(variable -> !asVariables.contains(variable) && !isKnown(variable, known))
                        .map(variable -> Settings.unknown(variable, asVariables)));
    }

    /** Whether Spring reads a variable as a setting: {@code HELIOGRAPH_SPEND_MAXPARTS}, {@code HELIOGRAPH_SPEND_COUNTRIES_0}. */
    private static boolean isKnown(String variable, Set<ConfigurationPropertyName> known) {
        Matcher element = ELEMENT.matcher(variable);
        return known.contains(asName(variable))
                || (element.matches()
                        && PropertyNames.lists().stream()
                                .anyMatch(list -> Settings.variable(list).equals(element.group(1))
                                        || ConfigurationPropertyName.of(list).equals(asName(element.group(1)))));
    }

    private static ConfigurationPropertyName asName(String variable) {
        return ConfigurationPropertyName.adapt(variable.toLowerCase(Locale.ROOT), '_');
    }
}
