package io.heliograph.cli;

import io.heliograph.Settings;
import io.heliograph.SmsClient;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.SandboxFault;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a failover and a delivery on the sandbox. */
@Command(
        name = "demo",
        description = "Shows a failover and a delivery on the sandbox; no real SMS is sent.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String ROUTE = "wavix || androidgateway";
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** What happened, step by step. */
    private record Story(SendOutcome outcome, List<Status> statuses, Duration waited, int inInbox) {
        boolean delivered() {
            return !statuses.isEmpty() && statuses.get(statuses.size() - 1) == Status.DELIVERED;
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Sandbox sandbox = Sandbox.builder().start();
                SmsClient client = client(sandbox)) {
            sandbox.fault("wavix", SandboxFault.OUTAGE);
            // A number that Ofcom keeps for films and examples.
            SendRequest request = SendRequest.to("+447700900123")
                    .text("Your Heliograph code is 482910")
                    .build();
            if (!json) {
                introduce(out, sandbox, request);
            }
            SendOutcome outcome = client.trySend(request);
            if (!json) {
                Report.attempts(out, outcome);
            }
            Story story = follow(sandbox, client, outcome);
            if (json) {
                out.println(document(story));
            } else {
                conclude(out, story);
            }
            return story.delivered() ? ExitCode.ACCEPTED : ExitCode.UNAVAILABLE;
        }
    }

    /** The client that a program would build from {@code heliograph.properties}. */
    private static SmsClient client(Sandbox sandbox) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("heliograph.route", ROUTE);
        settings.put("heliograph.providers.wavix.from", "ACME");
        for (String vendor : List.of("wavix", "androidgateway")) {
            String prefix = "heliograph.providers." + vendor + ".";
            settings.put(prefix + "base-url", sandbox.baseUrl(vendor).toString());
            sandbox.credentials(vendor).forEach((name, value) -> settings.put(prefix + name, value));
        }
        return SmsClient.builder().settings(Settings.of(settings)).build();
    }

    private static Story follow(Sandbox sandbox, SmsClient client, SendOutcome outcome) throws InterruptedException {
        List<Status> statuses = new ArrayList<>();
        long begin = System.nanoTime();
        if (outcome instanceof SendOutcome.Accepted accepted) {
            Message message = accepted.message();
            statuses.add(message.status());
            while (!message.status().isFinal() && System.nanoTime() - begin < LONGEST_WAIT.toNanos()) {
                Thread.sleep(BETWEEN_POLLS.toMillis());
                message = client.status(message.id());
                if (message.status() != statuses.get(statuses.size() - 1)) {
                    statuses.add(message.status());
                }
            }
        }
        Duration waited = Duration.ofNanos(System.nanoTime() - begin);
        return new Story(outcome, statuses, waited, sandbox.inbox().size());
    }

    private static void introduce(PrintWriter out, Sandbox sandbox, SendRequest request) {
        out.println(Report.colour("bold", "Heliograph demo")
                + ": a sandbox on this machine plays the vendors; no real SMS is sent.");
        out.println();
        out.println("sandbox   " + sandbox.url());
        out.println("fault     wavix is out: it refuses connections");
        out.println("send      an OTP to " + request.to() + ", route " + ROUTE);
        out.println();
    }

    private static void conclude(PrintWriter out, Story story) {
        out.println();
        out.println("status    "
                + String.join(" → ", story.statuses().stream().map(Status::name).toList()) + "  ("
                + Report.millis(story.waited()) + ")");
        out.println("inbox     " + story.inInbox() + " SMS reached the phone");
        out.println();
        out.println(
                story.delivered()
                        ? Report.colour("bold,green", "delivered") + ", after one provider's outage, and exactly once"
                        : Report.colour("bold,red", "not delivered"));
    }

    private static String document(Story story) {
        return Json.document(writer -> {
            writer.beginObject();
            writer.name("delivered").value(story.delivered());
            Json.writeOutcome(writer, story.outcome());
            writer.name("statuses").beginArray();
            for (Status status : story.statuses()) {
                writer.value(status.name());
            }
            writer.endArray();
            writer.name("waitedMillis").value(story.waited().toMillis());
            writer.name("inbox").value(story.inInbox());
            writer.endObject();
        });
    }
}
