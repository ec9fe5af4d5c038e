package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.tracking.Timeline;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Queries the status of a message. */
@Command(
        name = "status",
        description = "Queries the status of a message.",
        footer = {"", "Examples:", "  sms status wavix:6f1c2a", "  sms status wavix:6f1c2a --reports --json"},
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(
            index = "0..1",
            arity = "1..2",
            paramLabel = "MESSAGE",
            description = "The message as send prints it, PROVIDER:ID, or its PROVIDER and its ID.")
    private List<String> parameters = List.of();

    @Mixin
    private StoreOption storeOption = new StoreOption();

    @Option(
            names = "--reports",
            description = "Print what sms webhooks has received about the message, from the store; asks nobody.")
    private boolean reports;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        MessageId id = MessageArgument.parse(spec.commandLine(), parameters, "wavix:6f1c2a or wavix 6f1c2a");
        if (reports) {
            return reports(id);
        }
        config.checkProvider(spec.commandLine(), CommandContext.of(parent), id.provider());
        try (SmsClient client = config.client(CommandContext.of(parent), id.provider())) {
            Message message = client.status(id);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.message(message));
            } else {
                Report.message(out, message);
            }
            return ExitCode.ACCEPTED;
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        } catch (MessageNotFoundException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        }
    }

    private int reports(MessageId id) {
        try (JdbcStore store = storeOption
                .open(CommandContext.of(parent), config)
                .orElseThrow(() -> new CommandFailure(ExitCode.CONFIGURATION, "there is no store with reports"))) {
            Timeline timeline = store.timelines()
                    .find(id)
                    .orElseThrow(() -> new CommandFailure(ExitCode.BAD_DATA, "the store has no report about it"));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.timeline(timeline));
            } else {
                Report.timeline(out, timeline);
            }
            return ExitCode.ACCEPTED;
        }
    }
}
