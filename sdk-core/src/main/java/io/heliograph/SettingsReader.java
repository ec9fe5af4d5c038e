package io.heliograph;

import io.heliograph.message.Fault;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.routing.Route;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** Makes the parts of a client from settings, with every fault named at once. Not thread-safe. */
final class SettingsReader {
    static final String ROUTE = "heliograph.route";
    static final String DEADLINE = "heliograph.deadline";

    private final Settings settings;
    private final Map<String, ProviderFactory> factories = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>(List.of(ROUTE, DEADLINE));

    SettingsReader(Settings settings) {
        this.settings = settings;
        for (ProviderFactory factory : ServiceLoader.load(ProviderFactory.class)) {
            factories.put(factory.name(), factory);
        }
    }

    void apply(SmsClient.Builder client) {
        Optional<Route> route = route();
        route.ifPresent(client::route);
        configuredProviders(route).forEach(name -> provider(name).ifPresent(client::provider));
        settings.get(DEADLINE).flatMap(this::duration).ifPresent(client::deadline);
        for (String name : settings.names()) {
            if (!known.contains(name) && isOfKnownProvider(name)) {
                faults.add(new Fault(name, "is no setting; there are " + String.join(", ", siblings(name))));
            }
        }
        if (!faults.isEmpty()) {
            client.closeProviders();
            throw new InvalidRequestException(faults);
        }
    }

    private Optional<Route> route() {
        try {
            return settings.get(ROUTE).map(Route::parse);
        } catch (InvalidRequestException e) {
            e.faults().forEach(fault -> faults.add(new Fault(ROUTE, fault.problem())));
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

    private Optional<ProviderDoor> provider(String name) {
        ProviderFactory factory = factories.get(name);
        if (factory == null) {
            faults.add(new Fault(
                    "heliograph.providers." + name,
                    "is no provider on the class path; there are " + String.join(", ", factories.keySet())));
            return Optional.empty();
        }
        ProviderSettings its = new ProviderSettings(setting -> settings.get(Settings.ofProvider(name, setting)));
        Optional<ProviderDoor> door = Optional.empty();
        List<Fault> wrong = new ArrayList<>();
        try {
            door = Optional.of(factory.create(its));
        } catch (InvalidRequestException e) {
            wrong.addAll(e.faults());
        }
        wrong.addAll(its.faults());
        wrong.forEach(fault -> faults.add(new Fault(Settings.ofProvider(name, fault.field()), fault.problem())));
        its.known().forEach(setting -> known.add(Settings.ofProvider(name, setting)));
        return door;
    }

    private Optional<Duration> duration(String text) {
        try {
            return Optional.of(Settings.parseDuration(text));
        } catch (InvalidRequestException e) {
            faults.add(new Fault(DEADLINE, e.faults().get(0).problem()));
            return Optional.empty();
        }
    }

    /** A setting of an unknown provider has been named with its provider already. */
    private boolean isOfKnownProvider(String name) {
        return known.stream().anyMatch(other -> parent(other).equals(parent(name)))
                || !name.startsWith("heliograph.providers.");
    }

    private List<String> siblings(String name) {
        List<String> same = known.stream()
                .filter(other -> parent(other).equals(parent(name)))
                .sorted()
                .toList();
        return same.isEmpty() ? List.of(ROUTE, DEADLINE, "heliograph.providers.…") : same;
    }

    private static String parent(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }
}
