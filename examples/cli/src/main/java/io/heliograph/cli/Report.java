package io.heliograph.cli;

import io.heliograph.message.Attempt;
import io.heliograph.message.Credits;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.money.CostEstimate;
import io.heliograph.routing.Plan;
import io.heliograph.text.Segments;
import io.heliograph.text.TextValidation;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** The commands' output for people: in colour on a terminal, plain elsewhere. */
final class Report {
    private Report() {}

    /**
     * The attempts and the result.
     *
     * @param isEarlier whether they are those of an earlier send, which mustn't look as if they had just happened
     */
    static void outcome(PrintWriter out, Ansi ansi, SendOutcome outcome, boolean isEarlier) {
        if (isEarlier) {
            out.println("The first send with this key:");
        }
        attempts(out, ansi, outcome);
        out.println();
        String ending = outcome.fold(
                accepted -> colour(ansi, "bold,green", "accepted") + "  "
                        + accepted.message().id() + "  " + accepted.message().status(),
                rejected -> colour(ansi, "bold,red", "not sent") + "  " + rejected.errorType(),
                unknown -> colour(ansi, "bold,yellow", "may have been sent") + "  by " + unknown.provider());
        out.println((isEarlier ? "nothing new was sent now; the first send was: " : "") + ending);
        out.println("key       " + outcome.key());
    }

    /** One line for each attempt. */
    static void attempts(PrintWriter out, Ansi ansi, SendOutcome outcome) {
        if (outcome.attempts().isEmpty()) {
            out.println("No provider was asked.");
            return;
        }
        out.println(colour(
                ansi,
                "faint",
                String.format(
                        Locale.ROOT, "%-3s%-16s%-10s%9s   %s", "#", "provider", "result", "after", "what happened")));
        for (Attempt attempt : outcome.attempts()) {
            String error = attempt.error() == null ? "" : attempt.error() + ": ";
            String code = attempt.code() == null ? "" : " (code " + attempt.code() + ")";
            out.printf(
                    Locale.ROOT,
                    "%-3d%-16s%s%9s   %s%n",
                    attempt.number(),
                    attempt.provider(),
                    colour(ansi, colourOf(attempt.result()), String.format(Locale.ROOT, "%-10s", attempt.result())),
                    millis(attempt.took()),
                    error + attempt.note() + code);
        }
    }

    static void message(PrintWriter out, Message message) {
        out.println("message    " + message.id());
        out.println("status     " + message.status() + (message.status().isFinal() ? " (final)" : "")
                + (message.rawStatus().isEmpty() ? "" : ", " + message.provider() + " says " + message.rawStatus()));
        message.to().ifPresent(to -> out.println("to         " + to));
        message.from().ifPresent(from -> out.println("from       " + from));
        message.segments().ifPresent(segments -> out.println("segments   " + segments));
        message.price().ifPresent(price -> out.println("price      " + price));
        message.fees().ifPresent(fees -> out.println("fees       " + fees));
        message.tag().ifPresent(tag -> out.println("tag        " + tag));
        message.submittedAt().ifPresent(at -> out.println("submitted  " + at));
        message.sentAt().ifPresent(at -> out.println("sent       " + at));
        message.deliveredAt().ifPresent(at -> out.println("delivered  " + at));
        message.failure().ifPresent(failure -> out.println("error      " + failure));
    }

    /** The reports about a message, the oldest first. */
    static void timeline(PrintWriter out, Timeline timeline) {
        out.println("message    " + timeline.id());
        out.println("status     " + timeline.status() + (timeline.isFinal() ? " (final)" : ""));
        for (StatusReport report : timeline.reports()) {
            String recipient = report.recipient().map(to -> "  " + to).orElse("");
            out.println(report.receivedAt() + "  " + report.status() + "  by " + report.source() + recipient);
        }
    }

    /** The providers in their order, and why not the others. */
    static void plan(PrintWriter out, Ansi ansi, Plan plan) {
        Segments segments = plan.segments();
        out.println("rule      " + (plan.rule().isEmpty() ? "none fits" : plan.rule()));
        out.println("segments  " + segments.parts() + " of " + segments.encoding() + ", " + units(segments) + ", "
                + segments.unitsLeft() + " left in the last");
        out.println();
        int place = 1;
        for (CostEstimate estimate : plan.steps()) {
            String name = colour(ansi, "green", String.format(Locale.ROOT, "%-16s", estimate.provider()));
            List<String> ignored = plan.ignoredBy(estimate.provider());
            String without = ignored.isEmpty() ? "" : "; it ignores " + String.join(", ", ignored);
            out.printf(Locale.ROOT, "%-3d%s%s%s%n", place++, name, costs(estimate), without);
        }
        for (Plan.Excluded leftOut : plan.excluded()) {
            out.printf(Locale.ROOT, "%-3s%-16s%s%n", "-", leftOut.provider(), leftOut.reason());
        }
    }

    /** The credits and the price of an estimate, for example {@code 2 parts, 0.026 USD}. */
    static String costs(CostEstimate estimate) {
        int parts = estimate.segments().parts();
        String credits = estimate.credits().toString();
        String counted = estimate.credits().of(Credits.PART) == parts ? "" : ", for " + Credits.parts(parts);
        return credits
                + counted
                + estimate.price().map(price -> ", " + price).orElse("")
                + problem(estimate.segments()).map(problem -> ", " + problem).orElse("");
    }

    /** The warning for an unknown outcome, and what to do. */
    static String unknown(SendOutcome.Unknown unknown, boolean isStored) {
        return "MAY HAVE BEEN SENT by " + unknown.provider() + ": " + unknown.reason() + "; "
                + howToFindOut(unknown.key().value(), isStored);
    }

    /**
     * What to do with a send that may have left.
     *
     * @param isStored whether the key is remembered when the process has ended
     */
    static String howToFindOut(String key, boolean isStored) {
        if (isStored) {
            return "find out by the same command with --key " + key
                    + " and --reconcile; without it, that key sends nothing again";
        }
        return "look for it at the provider before you send it again; with --key " + key
                + " that is safe at once where the provider removes duplicates: at textingline, and at "
                + "androidgateway with a device-id";
    }

    /** For example {@code 1 unit} or {@code 71 units}. */
    static String units(Segments segments) {
        return segments.units() + (segments.units() == 1 ? " unit" : " units");
    }

    /** Why a text can't be sent; empty where it can. */
    static Optional<String> problem(Segments segments) {
        if (segments.sendable()) {
            return Optional.empty();
        }
        return TextValidation.problem(segments.text()).or(() -> Optional.of("too long"));
    }

    static String millis(Duration took) {
        return took.toMillis() + " ms";
    }

    static String colour(Ansi ansi, String styles, String text) {
        return ansi.string("@|" + styles + " " + text + "|@");
    }

    private static String colourOf(Attempt.Result result) {
        return switch (result) {
            case ACCEPTED -> "green";
            case REJECTED -> "red";
            case UNKNOWN -> "yellow";
        };
    }
}
