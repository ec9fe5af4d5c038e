package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Sends one SMS. */
@Command(name = "send", description = "Sends one SMS.", mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Sms sms;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private RequestOptions options = new RequestOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        SendRequest request = options.request(sms());
        try (SmsClient client = config.client(sms(), options.route())) {
            SendOutcome outcome = client.trySend(request);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.outcome(outcome));
            } else {
                Report.outcome(out, outcome);
            }
            return outcome.fold(
                    accepted -> ExitCode.ACCEPTED,
                    rejected -> say(ExitCode.of(rejected.errorType()), "not sent: " + rejected.failure()),
                    unknown -> say(ExitCode.MAY_HAVE_BEEN_SENT, Report.unknown(unknown)));
        }
    }

    private int say(int exitCode, String line) {
        spec.commandLine().getErr().println("sms: " + line);
        return exitCode;
    }

    private Sms sms() {
        if (sms == null) {
            throw new IllegalStateException("run as a part of sms");
        }
        return sms;
    }
}
