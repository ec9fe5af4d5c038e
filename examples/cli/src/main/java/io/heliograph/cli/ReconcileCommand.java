package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.store.jdbc.JdbcStore;
import java.io.PrintWriter;
import java.util.ArrayList;
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

/** Finds out what became of sends without a certain outcome, of this run or of processes that died. */
@Command(
        name = "reconcile",
        description =
                "Lists sends that may have left and finds out what can be found out without their recipient and text,"
                        + " such as that no provider was asked; exits with 76 while one is unknown. See sms send --reconcile.",
        footer = {"", "Examples:", "  sms reconcile --pending", "  sms reconcile order-17 --json"},
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private StoreOption storeOption = new StoreOption();

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** Some keys, or all without a certain outcome. */
    static final class Which {
        @Parameters(arity = "1..*", paramLabel = "KEY", description = "The keys, as send printed them.")
        private List<String> keys = List.of();

        @Option(
                names = "--pending",
                required = true,
                description = "All keys without a certain outcome, the oldest first.")
        private boolean pending;
    }

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many of the pending at most, 1 to 100000; 1000 by default.")
    private int limit = 1_000;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        if (limit < 1 || limit > 100_000) {
            throw new ParameterException(spec.commandLine(), "--limit must be 1 to 100000");
        }
        List<IdempotencyKey> named = which.keys.stream().map(this::key).toList();
        CommandContext context = CommandContext.of(parent);
        try (JdbcStore store = storeOption
                .open(context, config)
                .orElseThrow(() ->
                        new CommandFailure(ExitCode.CONFIGURATION, "there is no store, so no key is remembered"))) {
            List<IdempotencyKey> keys = which.pending ? store.unresolved(limit) : named;
            if (keys.isEmpty()) { // which needs no provider
                out().println(json ? Json.outcomes(List.of()) : "nothing is unresolved");
                return ExitCode.ACCEPTED;
            }
            return reconcile(context, store, keys);
        }
    }

    private int reconcile(CommandContext context, JdbcStore store, List<IdempotencyKey> keys) {
        try (SmsClient client = config.client(context, null, Optional.of(store))) {
            int exitCode = reconcile(client, keys);
            boolean moreThanLimit =
                    which.pending && keys.size() == limit && store.info().unresolved() > 0;
            return moreThanLimit ? Math.max(exitCode, ExitCode.MAY_HAVE_BEEN_SENT) : exitCode;
        }
    }

    private int reconcile(SmsClient client, List<IdempotencyKey> keys) {
        List<SendOutcome> outcomes = new ArrayList<>();
        boolean isMissing = false;
        for (IdempotencyKey key : keys) {
            try {
                SendOutcome outcome = client.reconcile(key);
                outcomes.add(outcome);
                if (!json) {
                    out().println(line(outcome));
                }
            } catch (InvalidRequestException e) {
                isMissing = true;
                spec.commandLine().getErr().println("sms: " + key + " isn't in the store");
            }
        }
        if (json) {
            out().println(Json.outcomes(outcomes));
        }
        boolean isUnknown = outcomes.stream().anyMatch(SendOutcome.Unknown.class::isInstance);
        if (isUnknown) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "sms: a provider is asked by the recipient and the text, which aren't stored: repeat the send"
                                    + " with its --key and --reconcile");
        }
        return isUnknown ? ExitCode.MAY_HAVE_BEEN_SENT : isMissing ? ExitCode.BAD_DATA : ExitCode.ACCEPTED;
    }

    private static String line(SendOutcome outcome) {
        String what = outcome.fold(
                accepted -> "accepted  " + accepted.message().id() + "  "
                        + accepted.message().status(),
                rejected -> "not sent  " + rejected.failure(),
                unknown -> "unknown  by " + unknown.provider() + ": " + unknown.reason());
        return outcome.key() + "  " + what;
    }

    private IdempotencyKey key(String text) {
        try {
            return IdempotencyKey.of(text);
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
