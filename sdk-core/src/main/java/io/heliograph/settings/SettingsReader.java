package io.heliograph.settings;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.routing.Route;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.VendorClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads the parts of a client from settings, with every fault named at once. Not thread-safe; for one reading. */
public final class SettingsReader {
    /** Variables of the Spring Boot starter, which may stand in the environment of other programs of the same container. */
    private static final List<String> STARTER_VARIABLES = List.of(
            "HELIOGRAPH_ENABLED",
            "HELIOGRAPH_SANDBOX_",
            "HELIOGRAPH_WEBHOOKS_",
            "HELIOGRAPH_SSL_",
            "HELIOGRAPH_HEALTH_");

    private static final String ROUTE = GeneralSetting.ROUTE.fullName();

    private final Settings settings;
    private final Map<String, ProviderFactory> factories = new TreeMap<>();
    /** Names that two factories have, and their classes: neither gets the settings, which hold the other's credentials. */
    private final Map<String, String> twins = new TreeMap<>();

    private final List<Violation> faults = new ArrayList<>();
    private final List<VendorClient> made = new ArrayList<>();
    private final Map<String, ProviderLimits> limits = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> strangers = new LinkedHashSet<>();

    public SettingsReader(Settings settings) {
        this(settings, ServiceLoader.load(ProviderFactory.class));
    }

    /** With these providers and no others. */
    SettingsReader(Settings settings, Iterable<ProviderFactory> all) {
        this.settings = settings;
        for (ProviderFactory factory : all) {
            ProviderFactory first = factories.putIfAbsent(factory.name(), factory);
            if (first != null && first.getClass() != factory.getClass()) {
                twins.put(factory.name(), className(first) + " and " + className(factory));
            }
        }
    }

    private static String className(ProviderFactory factory) {
        return factory.getClass().getName();
    }

    /**
     * Reads everything.
     *
     * @param http how the providers that are made connect
     * @param isThere whether a provider is set up in code, so that its settings make none
     * @throws InvalidRequestException naming every setting that is missing, wrong or unknown; no provider is left open
     */
    public ClientValues read(HttpOptions http, Predicate<String> isThere) {
        SettingValues values = SettingValues.general(settings);
        Optional<Route> route = values.text(GeneralSetting.ROUTE).flatMap(text -> route(values, text));
        configuredProviders(route).stream()
                .filter(isThere.negate())
                .forEach(name -> provider(name, http).ifPresent(made::add));
        ClientValues read = new ClientValues(
                List.copyOf(made),
                Map.copyOf(limits),
                route,
                deadline(values),
                shutdownTimeout(values),
                PolicySettingsReader.retry(values),
                values.flag(GeneralSetting.IDEMPOTENCY_WAIT),
                values.number(GeneralSetting.IDEMPOTENCY_KEYS),
                MoneySettingsReader.prices(values),
                MoneySettingsReader.spend(values),
                SuppressionSettingsReader.scope(values),
                SuppressionSettingsReader.suppressed(values));
        faults.addAll(0, values.faults()); // what is of all providers comes first
        values.known().forEach(known::add);
        nameUnknown();
        nameEmptied();
        if (!faults.isEmpty()) {
            made.forEach(door -> door.provider().close());
            throw new InvalidRequestException(faults);
        }
        return read;
    }

    private static Optional<Route> route(SettingValues values, String text) {
        try {
            return Optional.of(Route.parse(text));
        } catch (InvalidRequestException e) {
            e.faults().forEach(fault -> values.fault(GeneralSetting.ROUTE.shortName(), fault.problem()));
            return Optional.empty();
        }
    }

    private static Optional<Duration> deadline(SettingValues values) {
        Optional<Duration> deadline = values.duration(GeneralSetting.DEADLINE);
        if (deadline.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
            values.fault(GeneralSetting.DEADLINE.shortName(), "isn't more than 0");
        }
        return deadline;
    }

    private static Optional<Duration> shutdownTimeout(SettingValues values) {
        Optional<Duration> timeout = values.duration(GeneralSetting.SHUTDOWN_TIMEOUT);
        if (timeout.filter(Duration::isNegative).isPresent()) {
            values.fault(GeneralSetting.SHUTDOWN_TIMEOUT.shortName(), "is less than 0");
        }
        return timeout;
    }

    /** In the order of the file, then what only the route names, so that its missing settings are said, then the rest. */
    private Set<String> configuredProviders(Optional<Route> route) {
        Set<String> names = new LinkedHashSet<>(settings.providersInFile());
        route.ifPresent(one -> names.addAll(one.providers()));
        factories.keySet().stream().filter(settings::environmentHas).forEach(names::add);
        return names;
    }

    private Optional<VendorClient> provider(String name, HttpOptions http) {
        ProviderFactory factory = factories.get(name);
        if (factory == null) {
            strangers.add(name);
            boolean isSet =
                    settings.names().stream().anyMatch(set -> set.startsWith(SettingNames.ofProvider(name, "")));
            String there = "on the class path; there are " + String.join(", ", factories.keySet());
            faults.add(
                    isSet
                            ? new Violation("heliograph.providers." + name, "is no provider " + there)
                            : new Violation(ROUTE, "names " + name + ", which is no provider " + there));
            return Optional.empty();
        }
        if (twins.containsKey(name)) {
            strangers.add(name);
            faults.add(new Violation(
                    "heliograph.providers." + name,
                    "has two factories on the class path, " + twins.get(name) + "; take one of them out"));
            return Optional.empty();
        }
        SettingValues values = new SettingValues(
                SettingNames.ofProvider(name, ""),
                new ProviderSettings(setting -> settings.get(SettingNames.ofProvider(name, setting)), http));
        Optional<VendorClient> door = create(name, factory, values);
        limits.put(name, PolicySettingsReader.limits(values));
        faults.addAll(values.faults());
        values.known().forEach(known::add);
        return door;
    }

    private Optional<VendorClient> create(String name, ProviderFactory factory, SettingValues values) {
        try {
            return named(name, factory, factory.create(values.settings()));
        } catch (InvalidRequestException e) {
            e.faults().forEach(fault -> values.fault(fault.field(), fault.problem()));
            return Optional.empty();
        }
    }

    /** What a factory made, if it has the factory's name: routes and webhooks go by the provider's, settings by the factory's. */
    private Optional<VendorClient> named(String name, ProviderFactory factory, VendorClient door) {
        String providers = door.provider().name();
        if (providers.equals(name)) {
            return Optional.of(door);
        }
        door.provider().close();
        faults.add(new Violation(
                "heliograph.providers." + name,
                "is the name of " + className(factory) + ", whose provider is named " + providers
                        + "; both must have the same name"));
        return Optional.empty();
    }

    /** Names what is set and doesn't exist, but for the settings of a provider that was named already. */
    private void nameUnknown() {
        for (String name : settings.names()) {
            boolean isStrangers = strangers.stream().anyMatch(one -> name.startsWith(SettingNames.ofProvider(one, "")));
            if (!known.contains(name) && !isStrangers && !strangers.contains(lastWord(name))) {
                faults.add(UnknownSetting.fault(name, known));
            }
        }
        Set<String> variables = known.stream().map(Settings::variable).collect(Collectors.toSet());
        for (String variable : settings.variables()) {
            if (!variables.contains(variable) && STARTER_VARIABLES.stream().noneMatch(variable::startsWith)) {
                faults.add(unknownVariable(variable, variables));
            }
        }
    }

    private static Violation unknownVariable(String variable, Set<String> variables) {
        boolean isProviders = variable.startsWith(SettingNames.variable(SettingNames.PROVIDERS));
        return isProviders && UnknownSetting.nearest(variable, variables).isEmpty()
                ? new Violation(variable, "is no setting of a provider that is set up")
                : UnknownSetting.fault(variable, variables);
    }

    /** Names the guards that something sets to nothing, in a file or over it. */
    private void nameEmptied() {
        for (String name : known) {
            if (GuardSettings.isGuard(name)) {
                settings.emptied(name)
                        .ifPresent(where -> faults.add(new Violation(where, GuardSettings.emptied(name))));
            }
        }
    }

    private static String lastWord(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
