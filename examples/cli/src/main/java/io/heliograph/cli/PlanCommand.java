package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.message.SendRequest;
import io.heliograph.routing.Plan;
import picocli.CommandLine.Command;

/** Shows which providers an SMS would be sent by. */
@Command(
        name = "plan",
        description = "Shows which providers an SMS would be sent by, and why not by the others; nothing is sent.",
        footer = {"", "Example:", "  sms plan --to +66812345678 --text \"Your code is 482910\" --from ACME"},
        mixinStandardHelpOptions = true)
final class PlanCommand extends RequestCommand {
    @Override
    int run(SmsClient client, SendRequest request) {
        Plan plan = client.plan(request);
        if (isJson()) {
            out().println(Json.plan(plan));
        } else {
            Report.plan(out(), ansi(), plan);
        }
        return plan.providers().isEmpty() ? ExitCode.UNAVAILABLE : ExitCode.ACCEPTED;
    }
}
