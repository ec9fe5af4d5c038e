package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.cli.doctor.CallObserver;
import io.heliograph.cli.doctor.Check;
import io.heliograph.cli.doctor.CleartextCheck;
import io.heliograph.cli.doctor.CountriesCheck;
import io.heliograph.cli.doctor.DiskCheck;
import io.heliograph.cli.doctor.Findings;
import io.heliograph.cli.doctor.Level;
import io.heliograph.cli.doctor.ProviderCheck;
import io.heliograph.cli.doctor.ProxyCheck;
import io.heliograph.cli.doctor.RouteCheck;
import io.heliograph.cli.doctor.RuntimeCheck;
import io.heliograph.cli.doctor.SettingNames;
import io.heliograph.cli.doctor.SettingPlacesCheck;
import io.heliograph.cli.doctor.SettingsCheck;
import io.heliograph.cli.doctor.StoreCheck;
import io.heliograph.cli.doctor.SuppressionsCheck;
import io.heliograph.cli.doctor.TempFolderCheck;
import io.heliograph.cli.doctor.WebhookReachCheck;
import io.heliograph.cli.doctor.WebhooksCheck;
import io.heliograph.error.SmsException;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.policy.ProviderState;
import io.heliograph.settings.GeneralSetting;
import io.heliograph.settings.Settings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Checks the set-up. */
@Command(
        name = "doctor",
        description = {
            "Checks the set-up and says what to do about what it finds: settings, route, countries, store, disk,"
                    + " suppressions, webhooks, proxy, Java. Without --online it uses no network; nothing is ever sent.",
            "",
            "Exits with 0 if nothing fails, 78 if something does, and with --strict 1 if something may surprise."
        },
        footer = {
            "",
            "Examples:",
            "  sms doctor",
            "  sms doctor --online --provider wavix",
            "  sms doctor --online --public-url https://sms.example.com --strict --json"
        },
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final int ONLY_WARNINGS = 1;
    private static final String REGISTER_AT = "HELIOGRAPH_WEBHOOKS_REGISTER_AT";

    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private StoreOption storeOption = new StoreOption();

    @Option(
            names = "--provider",
            paramLabel = "P",
            completionCandidates = ConfigOption.ProviderNames.class,
            description = "Check this provider only, besides what concerns all.")
    private @Nullable String only;

    @Option(names = "--online", description = "Ask the vendors too, by calls that cost nothing: keys, TLS, DNS, clock.")
    private boolean online;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Where vendors reach the receiver of webhooks, such as https://sms.example.com.")
    private @Nullable URI publicUrl;

    @Option(names = "--strict", description = "Exit with 1 if there are warnings only.")
    private boolean strict;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    private final Clock clock = Clock.systemUTC();
    private final List<Violation> violations = new ArrayList<>();

    @Override
    public Integer call() {
        CommandContext context = CommandContext.of(parent);
        CallObserver observer = new CallObserver(clock);
        OkHttpClient http = new OkHttpClient.Builder().eventListener(observer).build();
        Settings settings = settings(context);
        if (only != null && violations.isEmpty()) {
            config.checkProvider(spec.commandLine(), context, only);
        }
        try (SmsClient client = violations.isEmpty() ? client(context, http) : null) {
            List<Check> checks = new ArrayList<>(ofSettings(context, settings, client));
            checks.addAll(ofMachine(context, settings));
            checks.addAll(ofWebhooks(publicUrl(context), settings, client, http));
            if (online && client != null) {
                providers(client).forEach(provider -> checks.add(new ProviderCheck(client, provider, observer)));
            }
            return print(Findings.of(checks, online));
        }
    }

    private Settings settings(CommandContext context) {
        try {
            return config.settings(context);
        } catch (InvalidRequestException e) {
            violations.addAll(e.violations());
            return Settings.none();
        }
    }

    private @Nullable SmsClient client(CommandContext context, OkHttpClient http) {
        try {
            return config.clientToCheck(context, http);
        } catch (InvalidRequestException e) {
            violations.addAll(e.violations());
            return null;
        }
    }

    private List<Check> ofSettings(CommandContext context, Settings settings, @Nullable SmsClient client) {
        SettingNames names = SettingNames.of(config.file().orElse(null), context.environment());
        Map<String, ProviderState> states = client == null ? Map.of() : client.states();
        Set<String> installed = violations.isEmpty() || client != null ? config.providers(context) : Set.of();
        List<Check> checks = new ArrayList<>(List.of(
                new SettingsCheck(names, violations, states.keySet()),
                new SettingPlacesCheck(names, installed),
                new RouteCheck(route(settings), names, installed, states)));
        if (client != null) {
            checks.add(new CountriesCheck(client));
            checks.add(new CleartextCheck(settings, providers(client)));
        }
        return checks;
    }

    /** Empty where it has a placeholder, which the check of the settings reports. */
    private static Optional<String> route(Settings settings) {
        try {
            return settings.get(GeneralSetting.ROUTE.fullName());
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
    }

    private List<Check> ofMachine(CommandContext context, Settings settings) {
        Optional<Path> store = storeOption.file(context, settings);
        List<Check> checks = new ArrayList<>();
        boolean isNamed = storeOption.isNamed(settings);
        checks.add(new StoreCheck(store, isNamed, file -> storeOption.openUnchanged(context, file)));
        store.ifPresent(file -> checks.add(new DiskCheck(file)));
        checks.add(new TempFolderCheck(TempFolderCheck.folder()));
        if (violations.isEmpty()) {
            config.suppressionFile(context).ifPresent(file -> checks.add(new SuppressionsCheck(file.path(), clock)));
        }
        checks.add(RuntimeCheck.here(context.environment()));
        checks.add(new ProxyCheck(context.environment(), System::getProperty));
        return checks;
    }

    /** Of the option, else what an application with the starter registers; null where neither is given. */
    private @Nullable URI publicUrl(CommandContext context) {
        String registered = context.environment().getOrDefault(REGISTER_AT, "");
        if (publicUrl != null || registered.isBlank()) {
            return publicUrl;
        }
        try {
            return URI.create(registered.strip());
        } catch (IllegalArgumentException e) {
            return URI.create(""); // which the check calls one without a host
        }
    }

    private List<Check> ofWebhooks(
            @Nullable URI url, Settings settings, @Nullable SmsClient client, OkHttpClient http) {
        Set<String> providers = client == null
                ? Set.of()
                : providers(client).stream()
                        .filter(provider -> hasWebhooks(client, provider))
                        .collect(Collectors.toCollection(TreeSet::new));
        List<Check> checks = new ArrayList<>();
        checks.add(new WebhooksCheck(url, settings, providers));
        if (online && url != null && url.getHost() != null) {
            String provider = providers.stream().findFirst().orElse("any");
            checks.add(new WebhookReachCheck(url, provider, http, Dns.SYSTEM));
        }
        return checks;
    }

    private static boolean hasWebhooks(SmsClient client, String provider) {
        try {
            client.webhooks().callbackUrl(provider, URI.create("https://example.com/"));
            return true;
        } catch (SmsException e) {
            return false;
        }
    }

    private Set<String> providers(SmsClient client) {
        return only == null ? client.states().keySet() : Set.of(only);
    }

    private int print(Findings findings) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.document(findings::writeTo));
        } else {
            findings.print(out, spec.commandLine().getColorScheme().ansi());
        }
        if (findings.count(Level.FAIL) > 0) {
            return ExitCode.CONFIGURATION;
        }
        return strict && findings.count(Level.WARN) > 0 ? ONLY_WARNINGS : ExitCode.ACCEPTED;
    }
}
