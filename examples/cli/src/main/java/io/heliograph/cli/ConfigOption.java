package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.cli.process.UsageErrors;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import io.heliograph.settings.GeneralSetting;
import io.heliograph.settings.Settings;
import io.heliograph.settings.SettingsReader;
import io.heliograph.spi.ProviderFactory;
import io.heliograph.store.jdbc.JdbcStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option for the settings file, and the client that is built from the settings. */
final class ConfigOption {
    /** Behind the core's message, which names a setting. */
    private static final String WITHOUT_PROVIDERS =
            " in heliograph.properties, or HELIOGRAPH_PROVIDERS_WAVIX_API_KEY; without an account, try sms sandbox";

    /** The names of the providers on the class path, for the completion of a shell. */
    static final class ProviderNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return installed().iterator();
        }
    }

    private static final Path DEFAULT = Path.of("heliograph.properties");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings; heliograph.properties in this folder, if there is one, by default.")
    private @Nullable Path file;

    /** The providers on the class path, and their accounts that the settings name. */
    Set<String> providers(CommandContext context) {
        Set<String> names = installed();
        try {
            names.addAll(SettingsReader.accounts(settings(context), names));
            return names;
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    private static Set<String> installed() {
        return ServiceLoader.load(ProviderFactory.class).stream()
                .map(provider -> provider.get().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Ends the command with a usage error if there is no such provider. */
    void checkProvider(CommandLine command, CommandContext context, String name) {
        Set<String> known = providers(context);
        if (!known.contains(name)) {
            throw new ParameterException(command, UsageErrors.unknown("PROVIDER is one that there isn't", name, known));
        }
    }

    /** A client that remembers nothing, for commands that send nothing; a null route stands for that of the settings. */
    SmsClient client(CommandContext context, @Nullable String route) {
        return client(context, route, Optional.empty());
    }

    /** A client for a route; null stands for the route of the settings. The store stays the caller's. */
    SmsClient client(CommandContext context, @Nullable String route, Optional<JdbcStore> store) {
        try {
            LocalSandbox sandbox = LocalSandbox.of(settings(context), providers(context), context.err());
            Settings settings = sandbox.settings();
            if (route != null) {
                settings = settings.with("heliograph.route", route);
            }
            Optional<SuppressionFile> file = suppressionFile(settings);
            if (file.isPresent() && store.isPresent()) {
                StoredSuppressions.move(store.get().suppressions(), file.get());
            }
            OkHttpClient http = new OkHttpClient();
            context.stopSignal().cancelBy(http.dispatcher()::cancelAll);
            SmsClientBuilder builder =
                    SmsClient.builder().http(HttpOptions.defaults().using(http)).settings(withoutStore(settings));
            if (store.isPresent()) {
                builder.idempotencyStore(store.get().idempotency())
                        .timelineStore(store.get().timelines())
                        .spendStore(store.get().spend())
                        .rateLimits(store.get().rateLimits())
                        .earlyReports(store.get().earlyReports());
                if (file.isEmpty()) {
                    builder.suppressionStore(store.get().suppressions());
                }
            }
            sandbox.reporter().ifPresent(reporter -> {
                builder.listener(reporter);
                context.closeAtEnd(reporter);
            });
            SmsClient client = builder.build();
            file.ifPresent(list -> client.suppressions().listen(list.recorder(context.err())));
            return client;
        } catch (InvalidRequestException e) {
            boolean hasNone = e.violations().stream()
                    .anyMatch(violation -> violation.field().equals("providers"));
            throw new CommandFailure(ExitCode.CONFIGURATION, e.getMessage() + (hasNone ? WITHOUT_PROVIDERS : ""));
        }
    }

    /** A client for the settings; empty if they set up no provider. */
    Optional<SmsClient> clientIfAny(CommandContext context) {
        try {
            SmsClientBuilder builder = SmsClient.builder().settings(withoutStore(settings(context)));
            try {
                return Optional.of(builder.build());
            } catch (InvalidRequestException e) {
                if (e.violations().stream()
                        .allMatch(violation -> violation.field().equals("providers"))) {
                    return Optional.empty();
                }
                throw e;
            }
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    /**
     * A client over an HTTP client of the caller's, to be looked at: it remembers nothing, and has no suppression list.
     *
     * @throws InvalidRequestException naming every setting that is missing, wrong or unknown
     */
    SmsClient clientToCheck(CommandContext context, OkHttpClient http) {
        Settings settings = LocalSandbox.of(settings(context), providers(context), context.err())
                .settings()
                .with(SuppressionFile.SETTING, "off");
        return SmsClient.builder()
                .http(HttpOptions.defaults().using(http))
                .settings(withoutStore(settings))
                .build();
    }

    /** The file of suppressed numbers; empty if none is set. */
    Optional<SuppressionFile> suppressionFile(CommandContext context) {
        try {
            return suppressionFile(settings(context));
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<SuppressionFile> suppressionFile(Settings settings) {
        return settings.get(SuppressionFile.SETTING)
                .map(place -> new SuppressionFile(Settings.parsePath(SuppressionFile.SETTING, place)));
    }

    /** The client gets its store, or none, from the command. */
    private static Settings withoutStore(Settings settings) {
        return settings.with(GeneralSetting.STORE.fullName(), "memory");
    }

    /**
     * The settings of the file and the environment.
     *
     * @throws InvalidRequestException if the file can't be read
     */
    Settings settings(CommandContext context) {
        Settings settings = file().map(ConfigOption::load).orElseGet(Settings::none);
        return settings.withEnvironment(context.environment());
    }

    /** The settings of a file; an error names the option, not the field. */
    private static Settings load(Path file) {
        if (!Files.exists(file)) {
            Settings.parsePath("--config", file.toString()); // a URL, which may have a password, isn't repeated
        }
        try {
            return Settings.load(file);
        } catch (InvalidRequestException e) {
            throw new InvalidRequestException(e.violations().stream()
                    .map(violation -> new Violation("--config", violation.problem()))
                    .toList());
        }
    }

    /** The file of the settings, which may not be there if an option names it; empty if none is used. */
    Optional<Path> file() {
        return file != null ? Optional.of(file) : Optional.of(DEFAULT).filter(Files::exists);
    }
}
