package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.Attempt;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows on the sandbox the outcomes of sends when vendors fail. */
@Command(
        name = "demo",
        description = "Shows on the sandbox the outcomes of sends when vendors fail; no real SMS is sent.",
        footer = {"", "Example:", "  sms demo --keep"},
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final List<DemoScenario> SCENARIOS =
            List.of(DemoScenario.OUTAGE, DemoScenario.RATE_LIMIT, DemoScenario.LOST_ANSWER, DemoScenario.OPT_OUT);
    private static final Duration DELIVER_AFTER = Duration.ofMillis(400);
    private static final Set<String> DELIVERED = Set.of("delivered", "success");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private @Nullable CommandContext parent;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--keep", description = "Leave the sandbox and its page open afterwards, until Enter or Ctrl-C.")
    private boolean keep;

    /** The result of a scenario. */
    private record Result(DemoScenario scenario, SendOutcome outcome, long delivered) {
        boolean endedWell() {
            return scenario.endsWell(outcome) && delivered == scenario.sms();
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (Sandbox sandbox = Sandbox.builder().deliverAfter(DELIVER_AFTER).start()) {
            if (!json) {
                out.println(Report.colour(ansi(), "bold", "Heliograph demo")
                        + ": a sandbox on this machine simulates the vendors; no real SMS is sent.");
                out.println("sandbox   " + sandbox.url());
            }
            int exitCode = runAll(sandbox, out);
            if (keep) {
                out.flush();
                spec.commandLine()
                        .getErr()
                        .println("sms: the sandbox stays open at " + sandbox.url() + "; Enter or Ctrl-C ends it");
                awaitEnter(CommandContext.of(parent).in());
            }
            return exitCode;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int runAll(Sandbox sandbox, PrintWriter out) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (DemoScenario scenario : SCENARIOS) {
            Result result = run(scenario, sandbox);
            results.add(result);
            if (!json) {
                print(out, results.size(), result);
            }
        }
        boolean endedWell = results.stream().allMatch(Result::endedWell);
        if (json) {
            out.println(document(results, endedWell));
        } else {
            conclude(out, results, endedWell);
        }
        return endedWell ? ExitCode.ACCEPTED : ExitCode.UNAVAILABLE;
    }

    /** Where there is no input, as in the background, only a signal ends it. */
    private static void awaitEnter(InputStream in) throws IOException, InterruptedException {
        int next = in.read();
        while (next != '\n' && next >= 0) {
            next = in.read();
        }
        if (next < 0) {
            new CountDownLatch(1).await();
        }
    }

    private static Result run(DemoScenario scenario, Sandbox sandbox) throws InterruptedException {
        sandbox.fault(scenario.vendor(), scenario.fault());
        try (SmsClient client = client(sandbox, scenario)) {
            SendOutcome outcome = client.trySend(scenario.request());
            sandbox.fault(scenario.vendor(), SandboxFault.NONE);
            return new Result(scenario, outcome, delivered(sandbox, scenario));
        }
    }

    /** The settings for a client with each vendor of a sandbox. */
    static Map<String, String> settings(Sandbox sandbox) {
        Map<String, String> settings = new LinkedHashMap<>();
        sandbox.vendors().forEach(vendor -> settings.putAll(sandbox.settings(vendor)));
        return settings;
    }

    /** The client that a program would build from {@code heliograph.properties}, with a shorter attempt timeout. */
    private static SmsClient client(Sandbox sandbox, DemoScenario scenario) {
        return SmsClient.builder()
                .settings(Settings.of(settings(sandbox)))
                .retry(RetryPolicy.builder()
                        .attemptTimeout(Duration.ofSeconds(1))
                        .build())
                .listener(new SmsEventListener() {
                    @Override
                    public void retried(IdempotencyKey key, Attempt last, Duration wait) {
                        if (scenario.recovers()) {
                            sandbox.fault(scenario.vendor(), SandboxFault.NONE);
                        }
                    }
                })
                .build();
    }

    /** How many SMS got to the phone, after everything has been delivered. */
    private static long delivered(Sandbox sandbox, DemoScenario scenario) throws InterruptedException {
        Thread.sleep(DELIVER_AFTER.multipliedBy(2).toMillis());
        return sandbox.inbox().stream()
                .filter(message -> digits(message.to()).equals(digits(scenario.to())))
                .filter(DemoCommand::isDelivered)
                .count();
    }

    private static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private static boolean isDelivered(InboxMessage message) {
        return DELIVERED.contains(message.state().toLowerCase(Locale.ROOT));
    }

    private void print(PrintWriter out, int number, Result result) {
        DemoScenario scenario = result.scenario();
        out.println();
        out.println(Report.colour(ansi(), "bold", number + "  " + scenario.title()));
        out.println("   route " + scenario.route());
        Report.attempts(out, ansi(), result.outcome());
        String ending = result.outcome()
                .fold(
                        accepted -> "accepted by " + accepted.message().provider(),
                        rejected -> "not sent, " + rejected.errorType(),
                        unknown -> "unknown");
        out.println(ending + "; SMS on the phone: " + result.delivered());
        out.println(Report.colour(
                ansi(),
                result.endedWell() ? "green" : "red",
                result.endedWell() ? scenario.conclusion() : "that isn't as it should be"));
    }

    private Ansi ansi() {
        return spec.commandLine().getColorScheme().ansi();
    }

    private void conclude(PrintWriter out, List<Result> results, boolean endedWell) {
        long delivered = results.stream().mapToLong(Result::delivered).sum();
        out.println();
        out.println(
                endedWell
                        ? Report.colour(ansi(), "bold,green", "one SMS each") + ": " + delivered
                                + " SMS for three people who wanted one, and none for the one who didn't"
                        : Report.colour(ansi(), "bold,red", "not one SMS each"));
    }

    private static String document(List<Result> results, boolean endedWell) {
        return Json.document(writer -> {
            writer.beginObject();
            writer.name("oneSmsEach").value(endedWell);
            writer.name("scenes").beginArray();
            for (Result result : results) {
                writer.beginObject();
                writer.name("title").value(result.scenario().title());
                writer.name("delivered").value(result.delivered());
                Json.writeOutcome(writer, result.outcome());
                writer.endObject();
            }
            writer.endArray();
            writer.endObject();
        });
    }
}
