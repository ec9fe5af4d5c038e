package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.message.SendRequest;
import io.heliograph.routing.Plan;
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

/** Shows which way an SMS would go. */
@Command(
        name = "plan",
        description = "Shows which providers an SMS would be sent by, and why not by the others; nothing is sent.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
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
        if (sms == null) {
            throw new IllegalStateException("run as a part of sms");
        }
        SendRequest request = options.request(sms);
        try (SmsClient client = config.client(sms, options.route())) {
            Plan plan = client.plan(request);
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.plan(plan));
            } else {
                Report.plan(out, plan);
            }
            return plan.providers().isEmpty() ? ExitCode.UNAVAILABLE : ExitCode.ACCEPTED;
        }
    }
}
