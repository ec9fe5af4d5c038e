package io.heliograph.cli;

import io.heliograph.cli.process.UsageErrors;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxHealth;
import io.heliograph.outbox.OutboxItem;
import io.heliograph.outbox.OutboxState;
import io.heliograph.store.StoreException;
import io.heliograph.store.jdbc.JdbcStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows and changes the messages of an application's outbox. */
@Command(
        name = "outbox",
        description =
                "Shows and changes the messages in the outbox of an application's store; it sends nothing itself.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  sms outbox list --store /var/lib/acme/sms.db"},
        mixinStandardHelpOptions = true)
final class OutboxCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    @Command(
            description = "Prints the messages of a state, the oldest first, with masked numbers and without texts.",
            footer = {"", "Example:", "  sms outbox list --store /var/lib/acme/sms.db --state unknown --limit 20"},
            mixinStandardHelpOptions = true)
    int list(
            @Mixin ConfigOption config,
            @Mixin StoreOption store,
            @Option(
                            names = "--state",
                            paramLabel = "STATE",
                            defaultValue = "dead",
                            description = "waiting, sending, unknown, dead or sent; ${DEFAULT-VALUE} by default.")
                    String state,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "100",
                            description = "How many at most; ${DEFAULT-VALUE} by default.")
                    int limit) {
        OutboxState wanted = state(state);
        return with(config, store, outbox -> {
            outbox.list(wanted, limit).forEach(item -> out().println(line(item)));
            out().println(summary(outbox.health()));
        });
    }

    private static OutboxState state(String name) {
        try {
            return OutboxState.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    UsageErrors.unknown(
                                    "--state is none that there is",
                                    name,
                                    Stream.of(OutboxState.values())
                                            .map(each -> each.name().toLowerCase(Locale.ROOT))
                                            .toList())
                            + " (see sms outbox list --help)");
        }
    }

    private static String line(OutboxItem item) {
        return item.key() + "  " + item.state().name().toLowerCase(Locale.ROOT) + "  " + item.recipient()
                + ", enqueued "
                + item.enqueuedAt() + ", " + item.attempts() + (item.attempts() == 1 ? " attempt" : " attempts")
                + (item.reason().isEmpty() ? "" : ": " + item.reason());
    }

    private static String summary(OutboxHealth health) {
        return health.waiting() + " waiting, the oldest for "
                + health.oldestWaiting().toSeconds() + " s; " + health.sending() + " being sent; " + health.unresolved()
                + " unresolved; " + health.dead() + " dead";
    }

    @Command(
            description = "Lets dead letters be sent again, by the application's workers.",
            footer = {"", "Example:", "  sms outbox retry --store /var/lib/acme/sms.db order-42 order-43"},
            mixinStandardHelpOptions = true)
    int retry(
            @Mixin ConfigOption config,
            @Mixin StoreOption store,
            @Parameters(arity = "1..*", paramLabel = "KEY", description = "The keys that they were enqueued with.")
                    List<String> keys) {
        return with(config, store, outbox -> each(outbox, keys, Outbox::retry, "waits"));
    }

    @Command(
            description = "Removes messages that wait, are dead or unresolved.",
            footer = {"", "Example:", "  sms outbox drop --store /var/lib/acme/sms.db order-43"},
            mixinStandardHelpOptions = true)
    int drop(
            @Mixin ConfigOption config,
            @Mixin StoreOption store,
            @Parameters(arity = "1..*", paramLabel = "KEY", description = "The keys that they were enqueued with.")
                    List<String> keys) {
        return with(config, store, outbox -> each(outbox, keys, Outbox::drop, "dropped"));
    }

    /** Changes one after the other; the first that can't be changed ends the command. */
    private void each(Outbox outbox, List<String> keys, BiConsumer<Outbox, IdempotencyKey> change, String done) {
        for (String key : keys) {
            change.accept(outbox, IdempotencyKey.of(key));
            out().println(key + " " + done);
        }
    }

    /** What a command does with an outbox. */
    private interface Work {
        void on(Outbox outbox);
    }

    private int with(ConfigOption config, StoreOption option, Work work) {
        CommandContext context = CommandContext.of(parent);
        try (JdbcStore store = option.open(context, config.settings(context))
                        .orElseThrow(() -> new CommandFailure(
                                ExitCode.CONFIGURATION, "there is no store; --store FILE names one"));
                Outbox outbox = store.outbox()) {
            work.on(outbox);
            return ExitCode.ACCEPTED;
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, "the store failed: " + e.getMessage());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
