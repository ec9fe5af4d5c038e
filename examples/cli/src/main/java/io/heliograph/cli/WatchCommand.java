package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.cli.process.Terminal;
import io.heliograph.cli.watch.ChangeLines;
import io.heliograph.cli.watch.ClientSource;
import io.heliograph.cli.watch.SandboxSource;
import io.heliograph.cli.watch.Watch;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Secret;
import io.heliograph.sandbox.client.SandboxClient;
import io.heliograph.sandbox.client.SandboxException;
import io.heliograph.store.jdbc.JdbcStore;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Follows messages until their status is final. */
@Command(
        name = "watch",
        description = {
            "Follows messages until their status is final: by the reports that sms webhooks has put into the store, by"
                    + " asking the vendor, less often the longer it takes, or by the events of a sandbox.",
            "",
            "Exits with 0 when all are final, and with 75 when the time was up before.",
            "With --all, it exits with 0 at the end of --timeout."
        },
        footer = {
            "",
            "Examples:",
            "  sms watch wavix:6f1c2a",
            "  sms watch --to +66812345678 --timeout 2m",
            "  sms watch --all --json",
            "  sms watch --all --sandbox http://localhost:8026/"
        },
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** The messages to follow. */
    static final class Which {
        @Parameters(arity = "0..1", paramLabel = "MESSAGE", description = "One, as send prints it: PROVIDER:ID.")
        private @Nullable String message;

        @Option(names = "--to", required = true, paramLabel = "NUMBER", description = "Those to a number.")
        private @Nullable String to;

        @Option(
                names = "--all",
                required = true,
                description = "Those that aren't final yet and all to come, until Ctrl-C or --timeout.")
        private boolean all;
    }

    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private StoreOption storeOption = new StoreOption();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long at most: 30s, 10m; 10m by default, with --all without an end.")
    private @Nullable Duration timeout;

    @Option(
            names = "--sandbox",
            paramLabel = "URL",
            description = "Follow the messages of the sandbox at this URL instead of those of the store.")
    private @Nullable URI sandbox;

    @Option(names = "--json", description = "Print a line of JSON for each change.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Watch watch = new Watch();
        return sandbox == null ? ofClient(watch) : ofSandbox(watch, sandbox);
    }

    private int ofClient(Watch watch) throws InterruptedException {
        CommandContext context = CommandContext.of(parent);
        Optional<MessageId> id = id();
        PhoneNumber number = number();
        id.ifPresent(one -> config.checkProvider(spec.commandLine(), context, one.provider()));
        Optional<JdbcStore> store = storeOption.open(context, config);
        if (id.isEmpty() && store.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.CONFIGURATION, "without a store only one MESSAGE can be followed, or a --sandbox");
        }
        try (JdbcStore open = store.orElse(null);
                SmsClient client =
                        config.client(context, id.map(MessageId::provider).orElse(null), store);
                ClientSource source = new ClientSource(client, watch, time())) {
            if (id.isPresent()) {
                source.follow(id.get(), ask(client, id.get(), store));
            } else if (open != null) {
                source.follow(open, message -> number == null || isTo(message, number), number != null);
            }
            return run(watch);
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        }
    }

    /** Asks the vendor once, so that an id or a key that is wrong ends the command at once; returns the masked recipient. */
    private static String ask(SmsClient client, MessageId id, Optional<JdbcStore> store) {
        boolean isKnown = store.flatMap(open -> open.timelines().find(id)).isPresent();
        try {
            return client.status(id).to().map(Object::toString).orElse("");
        } catch (MessageNotFoundException e) {
            if (!isKnown) {
                throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
            }
        } catch (UnsupportedException e) {
            if (store.isEmpty()) {
                throw e;
            }
        } catch (SmsException e) {
            if (!e.retryable() && !isKnown) {
                throw e;
            }
        }
        return "";
    }

    private static boolean isTo(Message message, PhoneNumber number) {
        return message.to()
                .filter(to -> to.canonical().equals(number.canonical()))
                .isPresent();
    }

    private int ofSandbox(Watch watch, URI url) throws InterruptedException {
        checkUrl(url);
        Optional<MessageId> id = id();
        PhoneNumber number = number();
        try (SandboxSource source = new SandboxSource(url, watch, Clock.systemUTC())) {
            source.follow(
                    seen -> id.map(seen.id()::equals).orElseGet(() -> number == null || seen.isTo(number)), !which.all);
            return run(watch);
        } catch (IOException | SandboxException | IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.UNAVAILABLE,
                    "no sandbox answers at --sandbox "
                            + Secret.maskLogin(url.resolve("/").toString()));
        }
    }

    private void checkUrl(URI url) {
        try {
            SandboxClient.of(url);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--sandbox must be an http or https URL with a host and without a query, such as"
                            + " http://localhost:8026/",
                    e);
        }
    }

    private int run(Watch watch) throws InterruptedException {
        boolean isDrawn = !json
                && Terminal.isInteractive()
                && spec.commandLine().getColorScheme().ansi().enabled();
        ChangeLines.Form form =
                json ? ChangeLines.Form.JSON : isDrawn ? ChangeLines.Form.DRAWN : ChangeLines.Form.LINES;
        ChangeLines lines = new ChangeLines(spec.commandLine().getOut(), form, ZoneId.systemDefault());
        return switch (watch.run(lines, !which.all, time().toNanos())) {
            case FINAL -> ExitCode.ACCEPTED;
            case TIMEOUT -> {
                if (which.all) {
                    yield ExitCode.ACCEPTED;
                }
                String open = watch.isEmpty() ? "no such message was seen" : watch.open() + " not final";
                throw new CommandFailure(ExitCode.TEMPORARY, "the time is up; " + open);
            }
            case LOST -> throw new CommandFailure(ExitCode.UNAVAILABLE, "the sandbox or the store has ended");
        };
    }

    private Optional<MessageId> id() {
        return Optional.ofNullable(which.message)
                .map(message -> MessageArgument.parse(spec.commandLine(), List.of(message), "wavix:6f1c2a"));
    }

    private @Nullable PhoneNumber number() {
        try {
            return which.to == null ? null : PhoneNumber.of(which.to);
        } catch (InvalidRequestException e) {
            throw new CommandFailure(
                    ExitCode.BAD_DATA, "--to " + e.violations().get(0).problem());
        }
    }

    private Duration time() {
        if (timeout != null) {
            return timeout;
        }
        return which.all ? Duration.ofDays(365) : Duration.ofMinutes(10);
    }
}
