package io.heliograph.cli.lint;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.settings.Settings;
import io.heliograph.text.lint.SmsTexts;
import io.heliograph.text.lint.TextFileException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Counts the segments of all texts of message bundles and templates. */
@Command(
        name = "lint",
        description = {
            "Shows how many segments each text of message bundles and templates takes, and why; nothing is sent.",
            "Reads .properties, .json, .yaml and .txt; a file that can't be read, a text that can't be sent or is"
                    + " over a limit, or --keys that matches nothing, ends it with 65."
        },
        footer = {"", "Example:", "  sms lint messages_th.properties --keys 'sms.*' --assume name=20 --max-segments 1"},
        mixinStandardHelpOptions = true)
public final class LintCommand implements Callable<Integer> {
    private static final int MAX_SEGMENTS = 255;
    /** The exit codes, as those of the other commands. */
    private static final int OK = 0;

    private static final int BAD_DATA = 65;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Message bundles and templates.")
    private List<Path> files = List.of();

    @Option(
            names = "--assume",
            paramLabel = "[NAME=]LENGTH",
            description =
                    "The characters that come in place of a placeholder, such as name=20; without a name, of all others (10).")
    private List<String> assumptions = List.of();

    @Option(names = "--keys", paramLabel = "PATTERN", description = "Only texts with these keys, such as sms.*")
    private @Nullable String keys;

    @Option(names = "--max-segments", paramLabel = "N", description = "Fail if a text takes more segments.")
    private @Nullable Integer maxSegments;

    @Option(
            names = "--fail-on",
            paramLabel = "ucs2|segments",
            description = "Fail if a text is UCS-2, or takes more than --max-segments (1 if there is none).")
    private List<String> failOn = List.of();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    public Integer call() {
        Map<String, Integer> lengths = lengths();
        LintResult result = new LintResult(limit(), isUcs2Failure(), keys != null, files.size());
        for (Path file : files) {
            checkPath(file);
            try {
                SmsTexts texts = SmsTexts.of(file).matching(keys == null ? "*" : keys);
                for (Map.Entry<String, Integer> length : lengths.entrySet()) {
                    texts = length.getKey().isEmpty()
                            ? texts.assuming(length.getValue())
                            : texts.assuming(length.getKey(), length.getValue());
                }
                result.texts().addAll(texts.all());
            } catch (TextFileException e) {
                result.errors().add(e);
            }
        }
        print(result);
        return result.hasFailed() ? BAD_DATA : OK;
    }

    /** A URL, which may have a password, isn't repeated as the name of a file that isn't there. */
    private void checkPath(Path file) {
        if (!Files.exists(file)) {
            try {
                Settings.parsePath("FILE", file.toString());
            } catch (InvalidRequestException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }
    }

    private void print(LintResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(LintJson.document(result));
        } else {
            LintReport.print(out, result);
        }
        PrintWriter err = spec.commandLine().getErr();
        result.errors().forEach(error -> err.println("sms: " + error.getMessage()));
        result.failures().forEach(failure -> err.println("sms: " + failure));
    }

    /** The limit on segments; 0 for none. */
    private int limit() {
        if (maxSegments != null && (maxSegments < 1 || maxSegments > MAX_SEGMENTS)) {
            throw new ParameterException(spec.commandLine(), "--max-segments must be 1 to " + MAX_SEGMENTS);
        }
        for (String kind : failOn) {
            if (!kind.equals("ucs2") && !kind.equals("segments")) {
                throw new ParameterException(spec.commandLine(), "--fail-on must be ucs2 or segments");
            }
        }
        return maxSegments != null ? maxSegments : failOn.contains("segments") ? 1 : 0;
    }

    private boolean isUcs2Failure() {
        return failOn.contains("ucs2");
    }

    private Map<String, Integer> lengths() {
        Map<String, Integer> lengths = new TreeMap<>();
        for (String assumption : assumptions) {
            int equals = assumption.lastIndexOf('=');
            String length = assumption.substring(equals + 1);
            if (!length.matches("[0-9]{1,4}") || equals == 0) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--assume must be NAME=LENGTH or LENGTH, with 0 to 9999 characters, such as name=20");
            }
            lengths.put(assumption.substring(0, Math.max(0, equals)), Integer.valueOf(length));
        }
        return lengths;
    }
}
