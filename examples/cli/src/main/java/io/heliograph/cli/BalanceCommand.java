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

/** Asks what is left in the accounts. */
@Command(
        name = "balance",
        description = "Asks what is left in the accounts; that costs nothing.",
        mixinStandardHelpOptions = true)
final class BalanceCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Sms sms;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(
            arity = "0..1",
            paramLabel = "PROVIDER",
            description = "One provider; without it, all that are set up are asked.")
    private @Nullable String only;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** What a provider said, or why it didn't. */
    private record Answer(
            String provider,
            List<Balance> balances,
            @Nullable SmsException failure) {
        static Answer of(SmsClient client, String provider) {
            try {
                return new Answer(provider, client.balance(provider), null);
            } catch (SmsException e) {
                return new Answer(provider, List.of(), e);
            }
        }

        void print(PrintWriter out) {
            String text = failure == null
                    ? balances.stream().map(Balance::toString).collect(Collectors.joining(", "))
                    : "not known: " + failure.getMessage();
            out.printf("%-16s%s%n", provider, text);
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
        List<Answer> answers = answers();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.document(document -> {
                document.beginObject();
                document.name("providers").beginArray();
                for (Answer answer : answers) {
                    answer.write(document);
                }
                document.endArray();
                document.endObject();
            }));
        } else {
            answers.forEach(answer -> answer.print(out));
        }
        return exitCode(answers);
    }

    /** As the first that refused or was silent; a provider that has no such question is no failure beside others. */
    private static int exitCode(List<Answer> answers) {
        for (Answer answer : answers) {
            SmsException failure = answer.failure();
            if (failure != null && !(failure instanceof UnsupportedException)) {
                return ExitCode.of(failure.errorType());
            }
        }
        boolean anyKnown = answers.stream().anyMatch(answer -> answer.failure() == null);
        return anyKnown ? ExitCode.ACCEPTED : ExitCode.UNAVAILABLE;
    }

    private List<Answer> answers() {
        if (only != null) {
            ConfigOption.checkProvider(spec.commandLine(), only);
        }
        if (sms == null) {
            throw new IllegalStateException("run as a part of sms");
        }
        try (SmsClient client = config.client(sms, only)) {
            List<Answer> answers = new ArrayList<>();
            for (String provider :
                    only != null ? List.of(only) : List.copyOf(client.states().keySet())) {
                answers.add(Answer.of(client, provider));
            }
            return answers;
        }
    }
}
