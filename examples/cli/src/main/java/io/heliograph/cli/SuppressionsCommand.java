package io.heliograph.cli;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.suppression.ImportResult;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows and changes who gets no messages. */
@Command(
        name = "suppressions",
        description = "Shows and changes who gets no messages: the CSV file of " + SuppressionFile.SETTING + ".",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class SuppressionsCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable Sms sms;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    @Command(description = "Prints who is on the list and why, with masked numbers.", mixinStandardHelpOptions = true)
    int list(@Mixin ConfigOption config) {
        try (Stream<Suppression> all = file(config).read().all()) {
            List<Suppression> inOrder =
                    all.sorted(Comparator.comparing(Suppression::since)).toList();
            inOrder.forEach(one -> out().println(line(one)));
            out().println(inOrder.size() + " on the list");
        }
        return ExitCode.ACCEPTED;
    }

    private static String line(Suppression one) {
        return one.recipient() + "  " + one.reason()
                + (one.provider().isEmpty() ? "" : " by " + one.provider())
                + one.sender().map(sender -> ", from " + sender).orElse("")
                + ", since " + one.since()
                + one.until().map(end -> ", until " + end).orElse("");
    }

    @Command(description = "Lets somebody get nothing more.", mixinStandardHelpOptions = true)
    int add(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "NUMBER", description = "For example +66812345678.") String number,
            @Option(names = "--from", paramLabel = "SENDER", description = "Said to this sender only.") @Nullable
                    String from) {
        PhoneNumber person = value(() -> PhoneNumber.of(number));
        Sender sender = from == null ? null : value(() -> Sender.of(from));
        file(config).change(list -> {
            boolean added = sender == null ? list.add(person) : list.add(person, sender);
            out().println(added ? "added" : "nothing new");
        });
        return ExitCode.ACCEPTED;
    }

    @Command(description = "Lets somebody get messages again.", mixinStandardHelpOptions = true)
    int remove(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "NUMBER", description = "For example +66812345678.") String number) {
        PhoneNumber person = value(() -> PhoneNumber.of(number));
        file(config).change(list -> {
            int removed = list.remove(person).size();
            out().println(removed == 0 ? "wasn't on the list" : "removed");
        });
        return ExitCode.ACCEPTED;
    }

    @Command(
            name = "import",
            description =
                    "Adds what a CSV file says; its header names number and, as far as they are known, sender, reason,"
                            + " provider, since and until.",
            mixinStandardHelpOptions = true)
    int importCsv(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "FILE", description = "The file; - reads standard input.") String source) {
        ImportResult[] read = new ImportResult[1];
        file(config).change(list -> read[0] = value(() -> read(list, source)));
        out().println(read[0].added() + " added, " + read[0].unchanged() + " nothing new, " + read[0].faulty()
                + " wrong");
        read[0].faults().forEach(fault -> spec.commandLine().getErr().println("sms: " + fault));
        return read[0].faulty() == 0 ? ExitCode.ACCEPTED : ExitCode.BAD_DATA;
    }

    private ImportResult read(SuppressionList list, String source) {
        try (InputStream input = "-".equals(source) ? sms().in() : TextInput.open("FILE", Path.of(source));
                Reader csv = new InputStreamReader(input, StandardCharsets.UTF_8)) {
            return list.importCsv(csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Command(
            name = "export",
            description = "Prints the list as CSV, with numbers in clear.",
            mixinStandardHelpOptions = true)
    int exportCsv(@Mixin ConfigOption config) throws IOException {
        file(config).read().exportCsv(out());
        return ExitCode.ACCEPTED;
    }

    private SuppressionFile file(ConfigOption config) {
        return config.suppressionFile(sms())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.CONFIGURATION,
                        SuppressionFile.SETTING + " is not set; it names the CSV file that every command heeds"));
    }

    private static <T> T value(Supplier<T> read) {
        try {
            return read.get();
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private Sms sms() {
        if (sms == null) {
            throw new IllegalStateException("run as a part of sms");
        }
        return sms;
    }
}
