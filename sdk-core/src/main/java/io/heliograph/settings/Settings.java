package io.heliograph.settings;

import io.heliograph.internal.base.ClientLog;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.ValueShape;
import io.heliograph.message.Violation;
import io.heliograph.spi.ProviderSettings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings under {@code heliograph.}, spelled the same everywhere: {@code heliograph.providers.wavix.api-key} in a file,
 * {@code HELIOGRAPH_PROVIDERS_WAVIX_API_KEY} in the environment, which wins.
 *
 * <p>Immutable and thread-safe. {@code toString} shows names, never values.
 */
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private static final String VARIABLES = "HELIOGRAPH_";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Map<String, String> properties;
    private final Map<String, String> environment;

    private Settings(Map<String, String> properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** Settings by full name; names that don't begin with {@code heliograph.} are ignored. */
    public static Settings of(Map<String, String> properties) {
        Map<String, String> ours = new LinkedHashMap<>();
        properties.forEach((name, value) -> {
            if (beginsWith(name, SettingNames.ROOT)) {
                ours.put(name, value.strip());
            }
        });
        return new Settings(ours, Map.of());
    }

    /**
     * Reads a properties file in UTF-8.
     *
     * @throws InvalidRequestException if it can't be read
     */
    public static Settings load(Path file) {
        Map<String, String> inOrder = new LinkedHashMap<>();
        Properties reader = new Properties() {
            @Override
            public synchronized Object put(Object name, Object value) {
                inOrder.put((String) name, (String) value);
                return value;
            }
        };
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            reader.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
        } catch (MalformedInputException e) {
            throw new InvalidRequestException("config", "isn't UTF-8 text: " + file);
        } catch (IOException e) {
            String why =
                    Files.isDirectory(file) ? "is a folder" : Files.exists(file) ? "can't be read" : "doesn't exist";
            throw new InvalidRequestException("config", why + ": " + file);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("config", "has a malformed \\u escape: " + file);
        }
        return of(inOrder);
    }

    /** No settings, as a base for {@link #withEnvironment}. */
    public static Settings none() {
        return new Settings(Map.of(), Map.of());
    }

    /** A copy with one more setting, which wins over the file and the environment. */
    public Settings with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(name, value);
        Map<String, String> others = new LinkedHashMap<>(environment);
        others.remove(variable(name));
        return new Settings(more, others);
    }

    /**
     * A copy with an environment, such as {@link System#getenv()}, whose settings win. Variables by which Kubernetes links a
     * Service are ignored.
     */
    public Settings withEnvironment(Map<String, String> variables) {
        Map<String, String> ours = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            if (beginsWith(name, VARIABLES) && !isServiceLink(name, value)) {
                ours.put(name, value.strip());
            }
        });
        return new Settings(properties, Map.copyOf(ours));
    }

    /**
     * Whether Kubernetes has set a variable to link a Service whose name begins like ours; if so, that is logged at
     * DEBUG.
     */
    public static boolean isServiceLink(String variable, String value) {
        boolean isServiceLink = ServiceLinks.isServiceLink(variable, value);
        if (isServiceLink) {
            LOG.debug("{} is ignored: it links a Service of Kubernetes", SettingNames.shown(variable));
        }
        return isServiceLink;
    }

    /** The violation of an unknown name, with the setting that may have been meant, or else its neighbours. */
    public static Violation unknown(String name, Collection<String> known) {
        return UnknownSetting.violation(name, known);
    }

    /** The known name that a misspelt one may have meant; empty where all differ in more than a typing error does. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return UnknownSetting.nearest(name, known);
    }

    /** Ignores case: a name in another case would count as foreign, and a guard would be lost. */
    private static boolean beginsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    /**
     * A setting's value by its full name; empty where it isn't set, is empty, or is a guard that is switched {@code off}.
     *
     * @throws InvalidRequestException if the value is a placeholder such as {@code ${WAVIX_KEY}}, which only Spring fills
     */
    public Optional<String> get(String name) {
        unfilled(name).ifPresent(violation -> {
            throw new InvalidRequestException(List.of(violation));
        });
        return find(name);
    }

    /** As {@link #get}, also with a placeholder: for a reader that reports all violations at once. */
    Optional<String> find(String name) {
        String value = environment.getOrDefault(variable(name), properties.getOrDefault(name, ""));
        return value.isEmpty() || GuardSettings.isOff(name, value) ? Optional.empty() : Optional.of(value);
    }

    /** The violation of a value that is a placeholder, which would be taken for the value itself; empty where it is none. */
    Optional<Violation> unfilled(String name) {
        return find(name)
                .filter(ValueShape::isPlaceholder)
                .map(value -> new Violation(
                        SettingNames.shown(name),
                        "has a placeholder that nothing fills; only Spring fills placeholders, so set the environment variable "
                                + SettingNames.shown(variable(name)) + ", or write the value itself"));
    }

    /** The name by which the winning source sets a setting to an empty value; empty where it doesn't. */
    Optional<String> nameIfEmpty(String name) {
        String variable = variable(name);
        boolean inEnvironment = environment.containsKey(variable);
        String value = inEnvironment ? environment.get(variable) : properties.get(name);
        return value != null && value.isEmpty() ? Optional.of(inEnvironment ? variable : name) : Optional.empty();
    }

    /** The environment variable of a setting. */
    public static String variable(String name) {
        return SettingNames.variable(name);
    }

    /**
     * Parses a duration of a setting: {@code 10s}, {@code 500ms}, {@code 2m}, or ISO 8601.
     *
     * @throws InvalidRequestException if it is none of these
     */
    public static Duration parseDuration(String text) {
        ProviderSettings reader = new ProviderSettings(name -> Optional.of(text));
        return reader.duration("duration").orElseThrow(() -> new InvalidRequestException(reader.violations()));
    }

    /**
     * Parses the path of a file that is written to: {@code /var/lib/acme/sms.db} or its URL, {@code file:/var/lib/acme/sms.db}.
     *
     * @param name the setting's name, for the error
     * @throws InvalidRequestException if it is neither, such as {@code classpath:sms.db}, which can only be read, or the URL
     *     of a database; the value isn't repeated
     */
    public static Path parsePath(String name, String place) {
        if (SettingFile.isForeignUrl(place)) {
            throw new InvalidRequestException(name, "is a URL, and must be the path of a file");
        }
        try {
            return SettingFile.of(place.strip())
                    .path()
                    .orElseThrow(() -> new InvalidRequestException(
                            name, "is on the class path, which can't be written to: name the path of a file"));
        } catch (InvalidPathException e) { // without its message, which repeats the value
            throw new InvalidRequestException(name, "is no path of a file; in a URL file:/… a blank is %20");
        }
    }

    /** The names in the file, in its order. */
    Set<String> names() {
        return properties.keySet();
    }

    /** The variables, except empty ones of a provider, which may not be set up. */
    Set<String> variables() {
        String prefix = variable(SettingNames.PROVIDERS);
        return environment.keySet().stream()
                .filter(name -> !name.startsWith(prefix)
                        || !environment.getOrDefault(name, "").isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The providers that the file names, in its order, known or not. */
    Set<String> providersInFile() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : properties.keySet()) {
            if (name.startsWith(SettingNames.PROVIDERS)) {
                String rest = name.substring(SettingNames.PROVIDERS.length());
                int dot = rest.indexOf('.');
                names.add(dot < 0 ? rest : rest.substring(0, dot));
            }
        }
        return names;
    }

    /**
     * The providers that the environment names.
     *
     * @param known the names that there are: {@code …_WAVIX_EU_FROM} is a setting of {@code wavix-eu} where there is one, else of
     *     {@code wavix}
     */
    Set<String> providersInEnvironment(Collection<String> known) {
        Set<String> names = new TreeSet<>();
        environment.forEach((variable, value) -> {
            if (!value.isEmpty()) {
                known.stream()
                        .filter(name -> variable.startsWith(variable(SettingNames.ofProvider(name, ""))))
                        .max(Comparator.comparingInt(String::length))
                        .ifPresent(names::add);
            }
        });
        return names;
    }

    private static List<String> shown(Set<String> names) {
        return names.stream().map(SettingNames::shown).toList();
    }

    @Override
    public String toString() {
        return "Settings" + shown(properties.keySet()) + shown(environment.keySet());
    }
}
