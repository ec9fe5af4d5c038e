package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import java.io.PrintWriter;
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
@Command(name = "status", description = "Queries the status of a message.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(index = "0", paramLabel = "PROVIDER", description = "The provider that accepted the message.")
    private String provider = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The message's id there.")
    private String id = "";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        config.checkProvider(spec.commandLine(), CommandContext.of(parent), provider);
        try (SmsClient client = config.client(CommandContext.of(parent), provider)) {
            Message message = client.status(new MessageId(provider, id));
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
}
