package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import picocli.CommandLine.Command;

/** Sends one SMS. */
@Command(name = "send", description = "Sends one SMS.", mixinStandardHelpOptions = true)
final class SendCommand extends RequestCommand {
    @Override
    int run(SmsClient client, SendRequest request) {
        SendOutcome outcome = client.trySend(request);
        if (isJson()) {
            out().println(Json.outcome(outcome));
        } else {
            Report.outcome(out(), outcome);
        }
        return outcome.fold(
                accepted -> ExitCode.ACCEPTED,
                rejected -> fail(ExitCode.of(rejected.errorType()), "not sent: " + rejected.failure()),
                unknown -> fail(ExitCode.MAY_HAVE_BEEN_SENT, Report.unknown(unknown)));
    }

    private int fail(int exitCode, String line) {
        err().println("sms: " + line);
        return exitCode;
    }
}
