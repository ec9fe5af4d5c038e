package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.money.CostEstimate;
import io.heliograph.text.Segments;
import io.heliograph.text.SmartEncoding;
import io.heliograph.text.SmartEncodingResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Counts the segments of a text. */
@Command(
        name = "segments",
        description = "Shows how many segments a text takes, why, and what it costs at each provider; nothing is sent.",
        footer = {
            "",
            "Examples:",
            "  sms segments \"It’s “ready”\"",
            "  sms segments --to +66812345678 --file text.txt --json"
        },
        mixinStandardHelpOptions = true)
final class SegmentsCommand implements Callable<Integer> {
    /** The recipient where none is given: credits don't depend on it, and prices aren't shown then. */
    private static final String ANY_RECIPIENT = "+12125550123";

    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @ArgGroup
    private Content content = new Content();

    /** The text, or the file that holds it. */
    static final class Content {
        @Parameters(arity = "0..1", paramLabel = "TEXT", description = "The text; - or nothing reads standard input.")
        private @Nullable String text;

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "A file that holds the text in UTF-8, or the lines for --jsonl.")
        private @Nullable Path file;
    }

    @ArgGroup
    private Form form = new Form();

    /** The form of the output. */
    static final class Form {
        @Option(names = "--json", description = "Print one JSON document.")
        private boolean json;

        @Option(
                names = "--jsonl",
                description = "Read lines of {\"id\":…,\"text\":…}, and answer each with a line, until the input ends.")
        private boolean jsonLines;
    }

    @Option(
            names = "--to",
            paramLabel = "NUMBER",
            description = "The recipient, on whom prices depend; without it none are shown.")
    private @Nullable String to;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (form.jsonLines) {
            if (content.text != null && !content.text.equals("-")) {
                throw new ParameterException(
                        spec.commandLine(), "--jsonl reads lines from --file or standard input, and no TEXT");
            }
            try (InputStream input = input()) {
                new SegmentLines(input, out).answerAll();
            }
            return ExitCode.ACCEPTED;
        }
        Segments segments = Segments.of(text());
        SmartEncodingResult smart = SmartEncoding.typography().apply(segments.text());
        Estimates estimates = estimates(segments.text());
        if (form.json) {
            out.println(Json.document(json -> SegmentsJson.write(json, segments, smart, estimates.known())));
        } else {
            SegmentsReport.print(
                    out,
                    spec.commandLine().getColorScheme().ansi(),
                    segments,
                    smart,
                    estimates.known(),
                    estimates.whyNone());
        }
        return ExitCode.ACCEPTED;
    }

    private String text() throws IOException {
        if (content.text != null && !content.text.equals("-")) {
            return TextInput.argument(content.text);
        }
        try (InputStream input = input()) {
            return TextInput.read(input);
        }
    }

    private InputStream input() throws IOException {
        return content.file == null ? CommandContext.of(parent).in() : TextInput.open("file", content.file);
    }

    /** The estimates of the providers that are set up, or why there are none. */
    private record Estimates(List<CostEstimate> known, String whyNone) {}

    private Estimates estimates(String text) {
        SmsClient client = config.clientIfAny(CommandContext.of(parent)).orElse(null);
        if (client == null) {
            return new Estimates(List.of(), "no provider is set up for it");
        }
        try (client) {
            List<CostEstimate> estimates = client.estimate(
                    SendRequest.to(to == null ? ANY_RECIPIENT : to).text(text).build());
            return new Estimates(
                    to != null
                            ? estimates
                            : estimates.stream()
                                    .map(SegmentsCommand::withoutPrice)
                                    .toList(),
                    "");
        } catch (InvalidRequestException e) {
            if (to != null
                    && e.violations().stream()
                            .anyMatch(violation -> violation.field().equals("to"))) {
                throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
            }
            return new Estimates(List.of(), "none: " + e.getMessage());
        }
    }

    private static CostEstimate withoutPrice(CostEstimate estimate) {
        return new CostEstimate(estimate.provider(), estimate.segments(), estimate.credits(), Optional.empty());
    }
}
