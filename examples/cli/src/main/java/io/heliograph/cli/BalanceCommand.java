package io.heliograph.cli;

import com.squareup.moshi.JsonWriter;
import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.Balance;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Queries the balances of the accounts. */
@Command(
        name = "balance",
        description = "Queries the balances of the accounts; that costs nothing.",
        footer = {"", "Examples:", "  sms balance", "  sms balance wavix --json"},
        mixinStandardHelpOptions = true)
final class BalanceCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "PROVIDER",
            completionCandidates = ConfigOption.ProviderNames.class,
            description = "One provider; without it, all that are set up.")
    private @Nullable String only;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** A provider's balances, or why they aren't known. */
    private record Result(
            String provider,
            List<Balance> balances,
            @Nullable SmsException failure) {
        static Result of(SmsClient client, String provider) {
            try {
                return new Result(provider, client.balance(provider), null);
            } catch (SmsException e) {
                return new Result(provider, List.of(), e);
            }
        }

        void print(PrintWriter out) {
            String text = failure == null
                    ? balances.stream().map(Balance::toString).collect(Collectors.joining(", "))
                    : "not known: " + failure.getMessage();
            out.printf(Locale.ROOT, "%-16s%s%n", provider, text);
        }

        void write(JsonWriter document) throws IOException {
            document.beginObject();
            document.name("provider").value(provider);
            document.name("balances").beginArray();
            for (Balance balance : balances) {
                document.beginObject();
                document.name("amount").value(balance.amount().toPlainString());
                document.name("unit").value(balance.unit());
                document.endObject();
            }
            document.endArray();
            if (failure != null) {
                document.name("error").value(failure.errorType().name());
                document.name("reason").value(failure.getMessage());
            }
            document.endObject();
        }
    }

    @Override
    public Integer call() {
        List<Result> results = results();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.document(document -> {
                document.beginObject();
                document.name("providers").beginArray();
                for (Result result : results) {
                    result.write(document);
                }
                document.endArray();
                document.endObject();
            }));
        } else {
            results.forEach(result -> result.print(out));
        }
        return exitCode(results);
    }

    /** The code of the first failure; a provider without such a call counts only where no balance is known. */
    private static int exitCode(List<Result> results) {
        for (Result result : results) {
            SmsException failure = result.failure();
            if (failure != null && !(failure instanceof UnsupportedException)) {
                return ExitCode.of(failure.errorType());
            }
        }
        boolean anyKnown = results.stream().anyMatch(result -> result.failure() == null);
        return anyKnown ? ExitCode.ACCEPTED : ExitCode.UNAVAILABLE;
    }

    private List<Result> results() {
        if (only != null) {
            config.checkProvider(spec.commandLine(), CommandContext.of(parent), only);
        }
        try (SmsClient client = config.client(CommandContext.of(parent), only)) {
            List<Result> results = new ArrayList<>();
            for (String provider :
                    only != null ? List.of(only) : List.copyOf(client.states().keySet())) {
                results.add(Result.of(client, provider));
            }
            return results;
        }
    }
}
