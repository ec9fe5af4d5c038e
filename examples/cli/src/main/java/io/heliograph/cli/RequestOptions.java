package io.heliograph.cli;

import io.heliograph.cli.process.UsageErrors;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import io.heliograph.routing.Route;
import io.heliograph.settings.VendorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of a request: recipient, text, sender, route, deadline, key, tag and options of providers. */
final class RequestOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "NUMBER",
            description = "The recipient, for example +66812345678.")
    private String to = "";

    @Option(
            names = "--from",
            paramLabel = "SENDER",
            description = "A number, a name or a short code; the provider's by default.")
    private @Nullable String from;

    @ArgGroup(multiplicity = "1")
    private Content content = new Content();

    /** The text, or the file that holds it. */
    static final class Content {
        @Option(
                names = "--text",
                required = true,
                paramLabel = "TEXT",
                description = "The text; - reads it from standard input.")
        private @Nullable String text;

        @Option(
                names = "--text-file",
                required = true,
                paramLabel = "FILE",
                description = "A file that holds the text in UTF-8.")
        private @Nullable Path file;
    }

    @ArgGroup
    private Via via = new Via();

    /** The route, or the only provider. */
    static final class Via {
        @Option(
                names = "--provider",
                required = true,
                paramLabel = "P",
                completionCandidates = ConfigOption.ProviderNames.class,
                description = "The only provider to use.")
        private @Nullable String provider;

        @Option(
                names = "--route",
                required = true,
                paramLabel = "\"A || B\"",
                description = "The providers to use, in order.")
        private @Nullable String route;
    }

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long it may take in all: 10s, 500ms, 2m; 30s by default.")
    private @Nullable Duration deadline;

    @Option(
            names = "--key",
            paramLabel = "K",
            description = "The idempotency key: the same key is one SMS, also in another run; a random one by default.")
    private @Nullable String key;

    @Option(names = "--tag", paramLabel = "T", description = "A label for routes, and for the vendor if it has labels.")
    private @Nullable String tag;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "An option of one provider, for example androidgateway.priority=100; others ignore it.")
    private List<String> vendorOptions = List.of();

    SendRequest request(InputStream standardInput) throws IOException {
        SendRequest.Builder request = SendRequest.to(to).text(text(standardInput));
        if (from != null) {
            request.from(from);
        }
        if (key != null) {
            request.idempotencyKey(key);
        }
        if (deadline != null) {
            request.deadline(deadline);
        }
        if (tag != null) {
            request.tag(tag);
        }
        vendorOptions.forEach(option -> set(request, option));
        try {
            return request.build();
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        }
    }

    private void set(SendRequest.Builder request, String option) {
        int equals = option.indexOf('=');
        if (equals < 0) {
            throw new ParameterException(
                    commandLine(), "--option has no =; it must be like androidgateway.priority=100");
        }
        try {
            VendorOptions.onClassPath().set(request, option.substring(0, equals), option.substring(equals + 1));
        } catch (InvalidRequestException e) {
            Violation violation = e.violations().get(0);
            String name = violation.field().equals("option") ? "" : violation.field() + " ";
            throw new ParameterException(commandLine(), "--option " + name + violation.problem(), e);
        }
    }

    private String text(InputStream standardInput) throws IOException {
        if (content.file != null) {
            return TextInput.read("text-file", content.file);
        }
        return "-".equals(content.text)
                ? TextInput.read(standardInput)
                : TextInput.argument(String.valueOf(content.text));
    }

    /**
     * The route that the options name; null for that of the settings.
     *
     * @param known the providers that it may name
     */
    @Nullable
    String route(Set<String> known) {
        return route(via, known, commandLine());
    }

    /** The route of a command with these options. */
    static @Nullable String route(Via via, Set<String> known, CommandLine command) {
        String route = via.provider != null ? via.provider : via.route;
        if (route == null) {
            return null;
        }
        String option = via.provider != null ? "--provider" : "--route";
        try {
            for (String name : Route.parse(route).providers()) {
                if (!known.contains(name)) {
                    throw new ParameterException(
                            command, UsageErrors.unknown(option + " names a provider that there isn't", name, known));
                }
            }
        } catch (InvalidRequestException e) {
            // Its problem has several lines, which show the place.
            throw new CommandFailure(
                    ExitCode.USAGE, option + " " + e.violations().get(0).problem());
        }
        return route;
    }

    private CommandLine commandLine() {
        return spec.commandLine();
    }
}
