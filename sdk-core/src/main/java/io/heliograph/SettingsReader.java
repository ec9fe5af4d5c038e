package io.heliograph;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.Fault;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.money.PriceTable;
import io.heliograph.money.SpendLimits;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.routing.Route;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the parts of a client from settings, with every fault named at once. Not thread-safe. */
final class SettingsReader {
    static final String ROUTE = "heliograph.route";
    static final String DEADLINE = "heliograph.deadline";
    static final String SHUTDOWN_TIMEOUT = "heliograph.shutdown-timeout";

    private final Settings settings;
    private final Map<String, ProviderFactory> factories = new TreeMap<>();
    /** Names that two factories have, and their classes: neither gets the settings, which hold the other's credentials. */
    private final Map<String, String> twins = new TreeMap<>();

    private final List<Fault> faults = new ArrayList<>();
    private final List<ProviderDoor> made = new ArrayList<>();
    private final Map<String, ProviderLimits> limits = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>(List.of(DEADLINE, ROUTE, SHUTDOWN_TIMEOUT));
    /** Variables of the Spring Boot starter, which may stand in the environment of other programs of the same container. */
    private static final List<String> STARTERS = List.of(
            "HELIOGRAPH_ENABLED",
            "HELIOGRAPH_SANDBOX_",
            "HELIOGRAPH_WEBHOOKS_",
            "HELIOGRAPH_SSL_",
            "HELIOGRAPH_HEALTH_");

    private final Set<String> strangers = new LinkedHashSet<>();

    SettingsReader(Settings settings) {
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

    void apply(SmsClientBuilder client) {
        Optional<Route> route = settings.get(ROUTE).flatMap(this::route);
        Optional<Duration> deadline = settings.get(DEADLINE).flatMap(this::deadline);
        Optional<Duration> shutdown = settings.get(SHUTDOWN_TIMEOUT).flatMap(this::shutdownTimeout);
        ProviderSettings general = new ProviderSettings(name -> settings.get(Settings.ROOT + name));
        PolicySettings policy = new PolicySettings(general);
        Optional<RetryPolicy> retry = policy.retry();
        boolean waits = policy.waitsForTwin();
        OptionalInt rememberedKeys = policy.rememberedKeys();
        MoneySettings money = new MoneySettings(general);
        Optional<PriceTable> prices = money.prices();
        SpendLimits spend = money.spend();
        SuppressionSettings suppression = new SuppressionSettings(general);
        Optional<SuppressionScope> scope = suppression.scope();
        List<Suppression> suppressed = suppression.suppressed();
        note(Settings.ROOT, general, policy);
        Stream.concat(money.faults().stream(), suppression.faults().stream())
                .forEach(fault -> faults.add(new Fault(Settings.ROOT + fault.field(), fault.problem())));
        configuredProviders(route).stream()
                .filter(name -> !client.has(name))
                .forEach(name -> provider(name, client.http).ifPresent(made::add));
        nameUnknown();
        nameEmptied();
        if (!faults.isEmpty()) {
            made.forEach(door -> door.provider().close());
            throw new InvalidRequestException(faults);
        }
        made.forEach(client::provider);
        route.ifPresent(client::route);
        deadline.ifPresent(client::deadline);
        shutdown.ifPresent(client::shutdownTimeout);
        retry.ifPresent(client::retry);
        client.waitForTwin(waits);
        rememberedKeys.ifPresent(client::rememberedKeys);
        prices.ifPresent(client::prices);
        client.spend(spend);
        scope.ifPresent(client::suppression);
        client.suppressed(suppressed);
        limits.forEach(client::limits);
    }

    /** Notes which settings exist, and what is wrong with them. */
    private void note(String prefix, ProviderSettings its, PolicySettings policy) {
        Stream.concat(its.faults().stream(), policy.faults().stream())
                .forEach(fault -> faults.add(new Fault(prefix + fault.field(), fault.problem())));
        its.known().forEach(name -> known.add(prefix + name));
    }

    private Optional<Route> route(String text) {
        try {
            return Optional.of(Route.parse(text));
        } catch (InvalidRequestException e) {
            e.faults().forEach(fault -> faults.add(new Fault(ROUTE, fault.problem())));
            return Optional.empty();
        }
    }

    private Optional<Duration> deadline(String text) {
        Optional<Duration> duration = duration(DEADLINE, text);
        if (duration.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
            faults.add(new Fault(DEADLINE, "isn't more than 0"));
        }
        return duration;
    }

    private Optional<Duration> shutdownTimeout(String text) {
        Optional<Duration> duration = duration(SHUTDOWN_TIMEOUT, text);
        if (duration.filter(Duration::isNegative).isPresent()) {
            faults.add(new Fault(SHUTDOWN_TIMEOUT, "is less than 0"));
        }
        return duration;
    }

    private Optional<Duration> duration(String name, String text) {
        try {
            return Optional.of(Settings.parseDuration(text));
        } catch (InvalidRequestException e) {
            faults.add(new Fault(name, e.faults().get(0).problem()));
            return Optional.empty();
        }
    }

    /** In the order of the file, then what only the route names, so that its missing settings are said, then the rest. */
    private Set<String> configuredProviders(Optional<Route> route) {
        Set<String> names = new LinkedHashSet<>(settings.providersInFile());
        route.ifPresent(its -> names.addAll(its.providers()));
        factories.keySet().stream().filter(settings::environmentHas).forEach(names::add);
        return names;
    }

    private Optional<ProviderDoor> provider(String name, HttpOptions http) {
        ProviderFactory factory = factories.get(name);
        if (factory == null) {
            strangers.add(name);
            boolean isSet = settings.names().stream().anyMatch(its -> its.startsWith(Settings.ofProvider(name, "")));
            String there = "on the class path; there are " + String.join(", ", factories.keySet());
            faults.add(
                    isSet
                            ? new Fault("heliograph.providers." + name, "is no provider " + there)
                            : new Fault(ROUTE, "names " + name + ", which is no provider " + there));
            return Optional.empty();
        }
        if (twins.containsKey(name)) {
            strangers.add(name);
            faults.add(new Fault(
                    "heliograph.providers." + name,
                    "has two factories on the class path, " + twins.get(name) + "; take one of them out"));
            return Optional.empty();
        }
        ProviderSettings its = new ProviderSettings(setting -> settings.get(Settings.ofProvider(name, setting)), http);
        PolicySettings policy = new PolicySettings(its);
        Optional<ProviderDoor> door = Optional.empty();
        try {
            door = named(name, factory, factory.create(its));
        } catch (InvalidRequestException e) {
            e.faults()
                    .forEach(fault -> faults.add(new Fault(Settings.ofProvider(name, fault.field()), fault.problem())));
        }
        limits.put(name, policy.limits());
        note(Settings.ofProvider(name, ""), its, policy);
        return door;
    }

    /** What a factory made, if it has the factory's name: routes and webhooks go by the provider's, settings by the factory's. */
    private Optional<ProviderDoor> named(String name, ProviderFactory factory, ProviderDoor door) {
        String providers = door.provider().name();
        if (providers.equals(name)) {
            return Optional.of(door);
        }
        door.provider().close();
        faults.add(new Fault(
                "heliograph.providers." + name,
                "is the name of " + className(factory) + ", whose provider is named " + providers
                        + "; both must have the same name"));
        return Optional.empty();
    }

    /** Names what is set and doesn't exist, but for the settings of a provider that was named already. */
    private void nameUnknown() {
        for (String name : settings.names()) {
            boolean isStrangers = strangers.stream().anyMatch(its -> name.startsWith(Settings.ofProvider(its, "")));
            if (!known.contains(name) && !isStrangers && !strangers.contains(lastWord(name))) {
                faults.add(UnknownName.fault(name, known));
            }
        }
        Set<String> variables = known.stream().map(Settings::variable).collect(Collectors.toSet());
        for (String variable : settings.variables()) {
            if (!variables.contains(variable) && STARTERS.stream().noneMatch(variable::startsWith)) {
                faults.add(unknownVariable(variable, variables));
            }
        }
    }

    private static Fault unknownVariable(String variable, Set<String> variables) {
        boolean isProviders = variable.startsWith(Settings.variable(Settings.PROVIDERS));
        return isProviders && UnknownName.nearest(variable, variables).isEmpty()
                ? new Fault(variable, "is no setting of a provider that is set up")
                : UnknownName.fault(variable, variables);
    }

    /** Names the guards that something sets to nothing, in a file or over it. */
    private void nameEmptied() {
        for (String name : known) {
            if (Guards.isGuard(name)) {
                settings.emptied(name).ifPresent(where -> faults.add(new Fault(where, Guards.emptied(name))));
            }
        }
    }

    private static String lastWord(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
