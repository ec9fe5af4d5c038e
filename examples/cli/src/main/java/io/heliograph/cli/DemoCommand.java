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
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows on the sandbox what becomes of sends when vendors misbehave. */
@Command(
        name = "demo",
        description = "Shows on the sandbox what becomes of sends when vendors misbehave; no real SMS is sent.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final List<DemoScenario> SCENES =
            List.of(DemoScenario.OUTAGE, DemoScenario.RATE_LIMIT, DemoScenario.LOST_ANSWER, DemoScenario.OPT_OUT);
    private static final Duration DELIVER_AFTER = Duration.ofMillis(400);
    private static final Set<String> DELIVERED = Set.of("delivered", "success");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** A scene as it was played. */
    private record Played(DemoScenario scene, SendOutcome outcome, long delivered) {
        boolean endedWell() {
            return scene.endsWell(outcome) && delivered == scene.sms();
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Played> story = new ArrayList<>();
        try (Sandbox sandbox = Sandbox.builder().deliverAfter(DELIVER_AFTER).start()) {
            if (!json) {
                out.println(Report.colour("bold", "Heliograph demo")
                        + ": a sandbox on this machine plays the vendors; no real SMS is sent.");
                out.println("sandbox   " + sandbox.url());
            }
            for (DemoScenario scene : SCENES) {
                Played played = play(scene, sandbox);
                story.add(played);
                if (!json) {
                    tell(out, story.size(), played);
                }
            }
        }
        boolean endedWell = story.stream().allMatch(Played::endedWell);
        if (json) {
            out.println(document(story, endedWell));
        } else {
            conclude(out, story, endedWell);
        }
        return endedWell ? ExitCode.ACCEPTED : ExitCode.UNAVAILABLE;
    }

    private static Played play(DemoScenario scene, Sandbox sandbox) throws InterruptedException {
        sandbox.fault(scene.vendor(), scene.fault());
        try (SmsClient client = client(sandbox, scene)) {
            SendOutcome outcome = client.trySend(scene.request());
            sandbox.fault(scene.vendor(), SandboxFault.NONE);
            return new Played(scene, outcome, delivered(sandbox, scene));
        }
    }

    /** What sets a client up with each vendor that a sandbox plays. */
    static Map<String, String> settings(Sandbox sandbox) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String vendor : sandbox.vendors()) {
            String prefix = "heliograph.providers." + vendor + ".";
            settings.put(prefix + "base-url", sandbox.baseUrl(vendor).toString());
            sandbox.credentials(vendor).forEach((name, value) -> settings.put(prefix + name, value));
        }
        return settings;
    }

    /** The client that a program would build from {@code heliograph.properties}, less patient than the default one. */
    private static SmsClient client(Sandbox sandbox, DemoScenario scene) {
        return SmsClient.builder()
                .settings(Settings.of(settings(sandbox)))
                .retry(RetryPolicy.builder()
                        .attemptTimeout(Duration.ofSeconds(1))
                        .build())
                .listener(new SmsEventListener() {
                    @Override
                    public void retried(IdempotencyKey key, Attempt last, Duration wait) {
                        if (scene.recovers()) {
                            sandbox.fault(scene.vendor(), SandboxFault.NONE);
                        }
                    }
                })
                .build();
    }

    /** How many SMS got to the phone, once nothing is on its way any more. */
    private static long delivered(Sandbox sandbox, DemoScenario scene) throws InterruptedException {
        Thread.sleep(DELIVER_AFTER.multipliedBy(2).toMillis());
        return sandbox.inbox().stream()
                .filter(message -> digits(message.to()).equals(digits(scene.to())))
                .filter(DemoCommand::isDelivered)
                .count();
    }

    private static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    private static boolean isDelivered(InboxMessage message) {
        return DELIVERED.contains(message.state().toLowerCase(Locale.ROOT));
    }

    private static void tell(PrintWriter out, int number, Played played) {
        DemoScenario scene = played.scene();
        out.println();
        out.println(Report.colour("bold", number + "  " + scene.title()));
        out.println("   route " + scene.route());
        Report.attempts(out, played.outcome());
        String ending = played.outcome()
                .fold(
                        accepted -> "accepted by " + accepted.message().provider(),
                        rejected -> "not sent, " + rejected.errorType(),
                        unknown -> "unknown");
        out.println(ending + "; SMS on the phone: " + played.delivered());
        out.println(Report.colour(
                played.endedWell() ? "green" : "red",
                played.endedWell() ? scene.moral() : "that isn't as it should be"));
    }

    private static void conclude(PrintWriter out, List<Played> story, boolean endedWell) {
        long delivered = story.stream().mapToLong(Played::delivered).sum();
        out.println();
        out.println(
                endedWell
                        ? Report.colour("bold,green", "one SMS each") + ": " + delivered
                                + " SMS for three people who wanted one, and none for the one who didn't"
                        : Report.colour("bold,red", "not one SMS each"));
    }

    private static String document(List<Played> story, boolean endedWell) {
        return Json.document(writer -> {
            writer.beginObject();
            writer.name("oneSmsEach").value(endedWell);
            writer.name("scenes").beginArray();
            for (Played played : story) {
                writer.beginObject();
                writer.name("title").value(played.scene().title());
                writer.name("delivered").value(played.delivered());
                Json.writeOutcome(writer, played.outcome());
                writer.endObject();
            }
            writer.endArray();
            writer.endObject();
        });
    }
}
