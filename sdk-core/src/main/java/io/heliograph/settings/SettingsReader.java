package io.heliograph.settings;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.routing.Route;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.spi.ProviderSettings;
import io.heliograph.spi.SmsProvider;
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
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a client's values from settings, and reports all violations at once. Not thread-safe; for one reading. */
public final class SettingsReader {
    /** Variables of the Spring Boot starter, which other programs of the same container may see. */
    private static final List<String> STARTER_VARIABLES = List.of(
            "HELIOGRAPH_ENABLED",
            "HELIOGRAPH_SANDBOX_",
            "HELIOGRAPH_JDBC_STORE_",
            "HELIOGRAPH_OUTBOX_",
            "HELIOGRAPH_WEBHOOKS_",
            "HELIOGRAPH_SSL_",
            "HELIOGRAPH_HEALTH_",
            "HELIOGRAPH_RECONCILE_",
            "HELIOGRAPH_ONE_TIME_TOKEN_");

    private static final String ROUTE = GeneralSetting.ROUTE.fullName();

    private final Settings settings;
    private final Map<String, ProviderFactory> factories = new TreeMap<>();
    private final ProviderAccounts accounts;
    /** Names of more than one factory, with the classes: none gets the settings, which may hold another's credentials. */
    private final Map<String, String> duplicates = new TreeMap<>();

    private final List<Violation> violations = new ArrayList<>();
    private final List<VendorClient> clients = new ArrayList<>();
    private final Map<String, ProviderLimits> limits = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> unknownProviders = new LinkedHashSet<>();

    public SettingsReader(Settings settings) {
        this(settings, ServiceLoader.load(ProviderFactory.class));
    }

    /** A reader with these factories only. */
    SettingsReader(Settings settings, Iterable<ProviderFactory> all) {
        this.settings = settings;
        for (ProviderFactory factory : all) {
            ProviderFactory first = factories.putIfAbsent(factory.name(), factory);
            if (first != null && first.getClass() != factory.getClass()) {
                duplicates.put(factory.name(), className(first) + " and " + className(factory));
            }
        }
        accounts = new ProviderAccounts(settings, factories.keySet());
    }

    /**
     * The names of accounts that have a provider's settings under a name of their own, by the setting {@code type}.
     *
     * @param providers the names of the providers on the class path
     */
    public static Set<String> accounts(Settings settings, Set<String> providers) {
        Set<String> names = new TreeSet<>(new ProviderAccounts(settings, providers).names());
        names.removeIf(name -> providers.contains(name)
                || settings.find(SettingNames.ofProvider(name, ProviderAccounts.TYPE))
                        .filter(providers::contains)
                        .isEmpty());
        return names;
    }

    private static String className(ProviderFactory factory) {
        return factory.getClass().getName();
    }

    /**
     * Reads all settings.
     *
     * @param http the HTTP options of the providers that are made
     * @param isSetUp whether a provider is set up in code, so that its settings make none
     * @throws InvalidRequestException naming every setting that is missing, wrong or unknown; no provider is left open
     */
    public ClientValues read(HttpOptions http, Predicate<String> isSetUp) {
        SettingValues values = SettingValues.general(settings);
        Optional<Route> route = values.text(GeneralSetting.ROUTE).flatMap(text -> route(values, text));
        HttpOptions options = connectTimeout(values, http);
        Set<String> names = configuredProviders(route);
        names.stream()
                .filter(isSetUp.negate())
                .forEach(name -> provider(name, options).ifPresent(clients::add));
        Set<String> inCode = names.stream().filter(isSetUp).collect(Collectors.toSet());
        ClientValues read = new ClientValues(
                List.copyOf(clients),
                Map.copyOf(limits),
                route,
                deadline(values),
                shutdownTimeout(values),
                PolicySettingsReader.retry(values),
                values.flag(GeneralSetting.IDEMPOTENCY_WAIT),
                values.number(GeneralSetting.IDEMPOTENCY_KEYS),
                values.text(GeneralSetting.STORE),
                MoneySettingsReader.prices(values),
                MoneySettingsReader.spend(values),
                SuppressionSettingsReader.scope(values),
                SuppressionSettingsReader.suppressed(values));
        violations.addAll(0, values.violations()); // general settings come first
        values.known().forEach(known::add);
        reportUnknown(reportSetUpInCode(inCode));
        reportEmptied();
        reportUnfilled();
        if (!violations.isEmpty()) {
            clients.forEach(client -> client.provider().close());
            throw new InvalidRequestException(violations);
        }
        return read;
    }

    private static Optional<Route> route(SettingValues values, String text) {
        try {
            return Optional.of(Route.parse(text));
        } catch (InvalidRequestException e) {
            e.violations()
                    .forEach(violation -> values.violation(GeneralSetting.ROUTE.shortName(), violation.problem()));
            return Optional.empty();
        }
    }

    private static HttpOptions connectTimeout(SettingValues values, HttpOptions http) {
        return values.duration(GeneralSetting.CONNECT_TIMEOUT)
                .flatMap(timeout -> values.make("", () -> http.connectTimeout(timeout)))
                .orElse(http);
    }

    private static Optional<Duration> deadline(SettingValues values) {
        Optional<Duration> deadline = values.duration(GeneralSetting.DEADLINE);
        if (deadline.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
            values.violation(GeneralSetting.DEADLINE.shortName(), "isn't more than 0");
        }
        return deadline;
    }

    private static Optional<Duration> shutdownTimeout(SettingValues values) {
        Optional<Duration> timeout = values.duration(GeneralSetting.SHUTDOWN_TIMEOUT);
        if (timeout.filter(Duration::isNegative).isPresent()) {
            values.violation(GeneralSetting.SHUTDOWN_TIMEOUT.shortName(), "is less than 0");
        }
        return timeout;
    }

    /**
     * In the order of the file; then those that only the route names, so that missing settings are reported; then those that only
     * the environment has, by name.
     */
    private Set<String> configuredProviders(Optional<Route> route) {
        Set<String> names = new LinkedHashSet<>(settings.providersInFile());
        route.ifPresent(named -> names.addAll(named.providers()));
        names.addAll(settings.providersInEnvironment(accounts.names()));
        return names;
    }

    private Optional<VendorClient> provider(String name, HttpOptions http) {
        Optional<Violation> wrongType = accounts.violation(name);
        if (wrongType.isPresent()) {
            unknownProviders.add(name);
            violations.add(wrongType.get());
            return Optional.empty();
        }
        String type = accounts.type(name);
        ProviderFactory factory = factories.get(type);
        if (factory == null) {
            unknownProviders.add(name);
            violations.add(noProvider(name));
            return Optional.empty();
        }
        if (duplicates.containsKey(type)) {
            unknownProviders.add(name);
            violations.add(new Violation(
                    "heliograph.providers." + name,
                    "has two factories on the class path, " + duplicates.get(type) + "; take one of them out"));
            return Optional.empty();
        }
        SettingValues values = new SettingValues(
                SettingNames.ofProvider(name, ""),
                new ProviderSettings(setting -> settings.find(SettingNames.ofProvider(name, setting)), http));
        accounts.read(values);
        Optional<VendorClient> client = create(name, factory, values);
        limits.put(name, PolicySettingsReader.limits(values));
        violations.addAll(values.violations());
        values.known().forEach(known::add);
        return client;
    }

    private Violation noProvider(String name) {
        boolean isSet = settings.names().stream().anyMatch(set -> set.startsWith(SettingNames.ofProvider(name, "")));
        String account = accounts.advice(name);
        String onClassPath = "on the class path; "
                + (account.isEmpty()
                        ? ClassPathAdvice.of(name, factories.keySet())
                        : ClassPathAdvice.all(factories.keySet()) + account);
        return isSet
                ? new Violation(SettingNames.shown("heliograph.providers." + name), "is no provider " + onClassPath)
                : new Violation(ROUTE, "names " + SettingNames.shown(name) + ", which is no provider " + onClassPath);
    }

    private Optional<VendorClient> create(String name, ProviderFactory factory, SettingValues values) {
        try {
            return named(name, factory, factory.create(values.settings()));
        } catch (InvalidRequestException e) {
            e.violations().forEach(violation -> values.violation(violation.field(), violation.problem()));
            return Optional.empty();
        }
    }

    /** The client of a factory, if both have one name: routes and webhooks use the provider's, settings the factory's. */
    private Optional<VendorClient> named(String name, ProviderFactory factory, VendorClient client) {
        String providers = client.provider().name();
        if (providers.equals(factory.name())) {
            return Optional.of(providers.equals(name) ? client : account(name, client));
        }
        client.provider().close();
        violations.add(new Violation(
                "heliograph.providers." + name,
                "is the name of " + className(factory) + ", whose provider is named " + providers
                        + "; both must have the same name"));
        return Optional.empty();
    }

    private static VendorClient account(String name, VendorClient client) {
        SmsProvider provider = new AccountProvider(name, client.provider());
        return () -> provider;
    }

    /** Reports providers whose settings nobody would read; returns the names of all settings that need no other report. */
    private Predicate<String> reportSetUpInCode(Set<String> inCode) {
        Set<String> reported = new TreeSet<>();
        Stream.concat(settings.names().stream(), settings.variables().stream())
                .forEach(name -> inCode.stream()
                        .filter(provider -> name.startsWith(SettingNames.ofProvider(provider, ""))
                                || name.startsWith(Settings.variable(SettingNames.ofProvider(provider, ""))))
                        .forEach(provider -> {
                            if (reported.add(provider)) {
                                violations.add(
                                        new Violation(
                                                "heliograph.providers." + provider,
                                                "has settings, which have no effect: " + provider
                                                        + " is set up in code already, in Spring as a bean; keep one of the two"));
                            }
                        }));
        return name -> reported.stream()
                .anyMatch(provider -> name.startsWith(SettingNames.ofProvider(provider, ""))
                        || name.startsWith(Settings.variable(SettingNames.ofProvider(provider, ""))));
    }

    /** Reports settings that don't exist, except those of a provider that was reported already. */
    private void reportUnknown(Predicate<String> isReported) {
        for (String name : settings.names()) {
            boolean isOfUnknownProvider = unknownProviders.stream()
                    .anyMatch(unknown -> name.startsWith(SettingNames.ofProvider(unknown, "")));
            if (!known.contains(name)
                    && !isOfUnknownProvider
                    && !unknownProviders.contains(lastSegment(name))
                    && !isReported.test(name)) {
                violations.add(UnknownSetting.violation(name, known));
            }
        }
        Set<String> variables = known.stream().map(Settings::variable).collect(Collectors.toSet());
        for (String variable : settings.variables()) {
            if (!variables.contains(variable)
                    && STARTER_VARIABLES.stream().noneMatch(variable::startsWith)
                    && !accounts.isOfWrongType(variable)
                    && !isReported.test(variable)) {
                violations.add(unknownVariable(variable, variables));
            }
        }
    }

    private static Violation unknownVariable(String variable, Set<String> variables) {
        boolean isProviderSetting = variable.startsWith(SettingNames.variable(SettingNames.PROVIDERS));
        if (isProviderSetting && variable.endsWith(ProviderAccounts.TYPE_VARIABLE)) {
            return new Violation(variable, "names no provider that is on the class path");
        }
        return isProviderSetting && UnknownSetting.nearest(variable, variables).isEmpty()
                ? new Violation(SettingNames.shown(variable), "is no setting of a provider that is set up")
                : UnknownSetting.violation(variable, variables);
    }

    /** Reports guards with an empty value, in the file or in the environment. */
    private void reportEmptied() {
        for (String name : known) {
            if (GuardSettings.isGuard(name)) {
                settings.nameIfEmpty(name)
                        .ifPresent(where -> violations.add(new Violation(where, GuardSettings.problemIfEmpty(name))));
            }
        }
    }

    /** Reports placeholders, in place of what the placeholder's text violates as a value. */
    private void reportUnfilled() {
        Set<String> names = new LinkedHashSet<>(known);
        settings.names().stream()
                .filter(name -> lastSegment(name).equals(ProviderAccounts.TYPE)) // a wrong one is never known
                .forEach(names::add);
        for (String name : names) {
            settings.unfilled(name).ifPresent(violation -> {
                violations.removeIf(other -> other.field().equals(violation.field()));
                violations.add(violation);
            });
        }
    }

    private static String lastSegment(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
