package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.cli.process.StopSignal;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.store.jdbc.JdbcStore;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends one SMS. */
@Command(
        name = "send",
        description = "Sends one SMS.",
        footer = {
            "",
            "Examples:",
            "  sms send --to +66812345678 --from ACME --text \"Your code is 482910\"",
            "  sms send --to +66812345678 --text-file text.txt --key order-17",
            "  sms send --to +66812345678 --text Hi --route \"wavix || androidgateway\""
        },
        mixinStandardHelpOptions = true)
final class SendCommand extends RequestCommand {
    private static final StopSignal.Stage PREPARING =
            new StopSignal.Stage(StopSignal.Ending.NOW, ExitCode.TEMPORARY, "stopped; nothing was sent");

    @Mixin
    private StoreOption storeOption = new StoreOption();

    @Option(
            names = "--reconcile",
            description =
                    "Send nothing new: find out what became of an earlier send with this --key and these options.")
    private boolean reconcile;

    private boolean isStored;

    @Override
    Optional<JdbcStore> openStore(CommandContext context, ConfigOption settings) {
        Optional<JdbcStore> store = storeOption.open(context, settings);
        isStored = store.isPresent();
        if (reconcile && !isStored) {
            throw new CommandFailure(ExitCode.CONFIGURATION, "--reconcile needs a store; nothing was sent");
        }
        return store;
    }

    @Override
    void begin() {
        stopSignal().enter(PREPARING);
    }

    @Override
    int run(SmsClient client, SendRequest request) {
        String key = request.key().value();
        err().println("sms: " + (reconcile ? "reconciling" : "sending with") + " --key "
                + key); // before the first byte, for whoever stops this process
        stopSignal()
                .enter(new StopSignal.Stage(
                        StopSignal.Ending.INTERRUPT,
                        ExitCode.MAY_HAVE_BEEN_SENT,
                        "stopped; MAY HAVE BEEN SENT; " + Report.howToFindOut(key, isStored)));
        SendOutcome outcome = outcome(client, request);
        if (isJson()) {
            out().println(Json.outcome(outcome));
        } else {
            Report.outcome(out(), ansi(), outcome, outcome.replayed() && !reconcile);
        }
        if (outcome.replayed() && !reconcile) {
            err().println("sms: nothing new was sent: this is the outcome of the first send with this key");
        }
        int exitCode = outcome.fold(
                accepted -> ExitCode.ACCEPTED,
                rejected -> fail(
                        // A signal isn't the provider's fault, so the same request may be tried again.
                        stopSignal().isStopped() ? ExitCode.TEMPORARY : ExitCode.of(rejected.errorType()),
                        "not sent: " + rejected.failure()),
                unknown -> fail(ExitCode.MAY_HAVE_BEEN_SENT, Report.unknown(unknown, isStored)));
        stopSignal().ended(exitCode);
        return exitCode;
    }

    private SendOutcome outcome(SmsClient client, SendRequest request) {
        try {
            return reconcile ? client.reconcile(request) : client.trySend(request);
        } catch (InvalidRequestException e) {
            stopSignal().ended(ExitCode.BAD_DATA);
            throw new CommandFailure(ExitCode.BAD_DATA, e.getMessage() + "; nothing new was sent");
        }
    }

    private int fail(int exitCode, String line) {
        err().println("sms: " + line);
        return exitCode;
    }
}
