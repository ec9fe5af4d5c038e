package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import picocli.CommandLine.Command;

/** Sends one SMS. */
@Command(name = "send", description = "Sends one SMS.", mixinStandardHelpOptions = true)
final class SendCommand extends RequestCommand {
    private static final StopSignal.Stage PREPARING =
            new StopSignal.Stage(StopSignal.Ending.NOW, ExitCode.TEMPORARY, "stopped; nothing was sent");

    @Override
    void begin() {
        stopSignal().enter(PREPARING);
    }

    @Override
    int run(SmsClient client, SendRequest request) {
        String key = request.key().value();
        err().println("sms: sending with --key " + key); // before the first byte, for whoever stops this process
        stopSignal()
                .enter(new StopSignal.Stage(
                        StopSignal.Ending.INTERRUPT,
                        ExitCode.MAY_HAVE_BEEN_SENT,
                        "stopped; MAY HAVE BEEN SENT; " + Report.howToFindOut(key)));
        SendOutcome outcome = client.trySend(request);
        if (isJson()) {
            out().println(Json.outcome(outcome));
        } else {
            Report.outcome(out(), outcome);
        }
        int exitCode = outcome.fold(
                accepted -> ExitCode.ACCEPTED,
                rejected -> fail(
                        // A signal isn't the provider's fault, so the same request may be tried again.
                        stopSignal().isStopped() ? ExitCode.TEMPORARY : ExitCode.of(rejected.errorType()),
                        "not sent: " + rejected.failure()),
                unknown -> fail(ExitCode.MAY_HAVE_BEEN_SENT, Report.unknown(unknown)));
        stopSignal().ended(exitCode);
        return exitCode;
    }

    private int fail(int exitCode, String line) {
        err().println("sms: " + line);
        return exitCode;
    }
}
