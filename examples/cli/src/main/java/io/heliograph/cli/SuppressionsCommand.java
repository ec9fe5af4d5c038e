package io.heliograph.cli;

import io.heliograph.cli.process.StopSignal;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.suppression.Suppression;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

/** Shows and changes the suppression list. */
@Command(
        name = "suppressions",
        description = "Shows and changes who gets no messages: the CSV file of " + SuppressionFile.SETTING
                + ", or without it the store's list.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  sms suppressions list"},
        mixinStandardHelpOptions = true)
final class SuppressionsCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    @Command(
            description = "Prints who is on the list and why, with masked numbers.",
            footer = {"", "Example:", "  sms suppressions list"},
            mixinStandardHelpOptions = true)
    int list(@Mixin ConfigOption config, @Mixin StoreOption store) {
        try (SuppressionPlace place = place(config, store);
                Stream<Suppression> all = place.read().all()) {
            List<Suppression> inOrder =
                    all.sorted(Comparator.comparing(Suppression::since)).toList();
            inOrder.forEach(suppression -> out().println(line(suppression)));
            out().println(inOrder.size() + " on the list");
        }
        return ExitCode.ACCEPTED;
    }

    private static String line(Suppression suppression) {
        return suppression.recipient() + "  " + suppression.reason()
                + (suppression.provider().isEmpty() ? "" : " by " + suppression.provider())
                + suppression.sender().map(sender -> ", from " + sender).orElse("")
                + ", since " + suppression.since()
                + suppression.until().map(end -> ", until " + end).orElse("");
    }

    @Command(
            description = "Adds a number, which gets no messages from then on.",
            footer = {"", "Example:", "  sms suppressions add +66812345678 --from ACME"},
            mixinStandardHelpOptions = true)
    int add(
            @Mixin ConfigOption config,
            @Mixin StoreOption store,
            @Parameters(paramLabel = "NUMBER", description = "For example +66812345678.") String number,
            @Option(names = "--from", paramLabel = "SENDER", description = "Suppresses messages from this sender only.")
                    @Nullable
                    String from) {
        PhoneNumber person = value(() -> PhoneNumber.of(number));
        Sender sender = from == null ? null : value(() -> Sender.of(from));
        try (SuppressionPlace place = begin(config, store)) {
            boolean added = place.change(
                    (list, rows) -> sender == null ? list.add(person) : list.add(person, sender), this::writing);
            out().println(added ? "added" : "nothing new");
        }
        return ended(ExitCode.ACCEPTED);
    }

    @Command(
            description = "Removes a number, which may get messages again.",
            footer = {"", "Example:", "  sms suppressions remove +66812345678"},
            mixinStandardHelpOptions = true)
    int remove(
            @Mixin ConfigOption config,
            @Mixin StoreOption store,
            @Parameters(paramLabel = "NUMBER", description = "For example +66812345678.") String number) {
        PhoneNumber person = value(() -> PhoneNumber.of(number));
        try (SuppressionPlace place = begin(config, store)) {
            int removed =
                    place.changeExisting((list, rows) -> list.remove(person).size(), this::writing);
            out().println(removed == 0 ? "wasn't on the list" : "removed");
        }
        return ended(ExitCode.ACCEPTED);
    }

    @Command(
            name = "import",
            description =
                    "Adds the numbers of a CSV file; its header names number and, if known, sender, reason, provider, since"
                            + " and until. Nobody is added who was removed later.",
            footer = {"", "Examples:", "  sms suppressions import others.csv", "  sms suppressions import - --again"},
            mixinStandardHelpOptions = true)
    int importCsv(
            @Mixin ConfigOption config,
            @Mixin StoreOption store,
            @Parameters(paramLabel = "FILE", description = "The file; - reads standard input.") String source,
            @Option(
                            names = "--again",
                            description =
                                    "Adds those too who were removed after the time of their row: from now on. A row without a time"
                                            + " is as old as the file.")
                    boolean again)
            throws IOException {
        try (SuppressionPlace place = begin(config, store)) {
            SuppressionImport all = SuppressionImport.read(source, context().in());
            value(all::check);
            SuppressionImport.Result result = place.change((list, rows) -> all.into(list, again), this::writing);
            out().println(result.summary());
            result.counts()
                    .violations()
                    .forEach(violation -> spec.commandLine().getErr().println("sms: " + violation));
            return ended(result.counts().faulty() == 0 ? ExitCode.ACCEPTED : ExitCode.BAD_DATA);
        }
    }

    @Command(
            name = "export",
            description = "Prints the list as CSV, with numbers in clear.",
            footer = {"", "Example:", "  sms suppressions export --store /var/lib/acme/sms.db"},
            mixinStandardHelpOptions = true)
    int exportCsv(@Mixin ConfigOption config, @Mixin StoreOption store) throws IOException {
        try (SuppressionPlace place = place(config, store)) {
            place.read().exportCsv(out());
        }
        return ExitCode.ACCEPTED;
    }

    /** The list, to be changed: a signal ends the command at once until that begins. */
    private SuppressionPlace begin(ConfigOption config, StoreOption store) {
        context()
                .stopSignal()
                .enter(new StopSignal.Stage(
                        StopSignal.Ending.NOW, ExitCode.TEMPORARY, "stopped; the list is as it was"));
        return place(config, store);
    }

    private void writing() {
        context()
                .stopSignal()
                .enter(new StopSignal.Stage(
                        StopSignal.Ending.WAIT,
                        ExitCode.TEMPORARY,
                        "stopped while the list was written; run the command again, which does no harm"));
    }

    private int ended(int exitCode) {
        context().stopSignal().ended(exitCode);
        return exitCode;
    }

    private SuppressionPlace place(ConfigOption config, StoreOption option) {
        Optional<SuppressionFile> file = config.suppressionFile(context());
        return file.isPresent()
                ? file.get()
                : option.open(context(), config)
                        .map(StoredSuppressions::new)
                        .orElseThrow(() -> new CommandFailure(
                                ExitCode.CONFIGURATION,
                                "there is no list: set " + SuppressionFile.SETTING + " to a CSV file, or use a store"));
    }

    private static <T> T value(Supplier<T> parse) {
        try {
            return parse.get();
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.BAD_DATA, String.valueOf(e.getMessage()));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private CommandContext context() {
        return CommandContext.of(parent);
    }
}
