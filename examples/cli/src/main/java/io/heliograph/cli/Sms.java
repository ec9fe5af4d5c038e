package io.heliograph.cli;

import io.heliograph.cli.lint.LintCommand;
import io.heliograph.cli.process.Colours;
import io.heliograph.cli.process.Logging;
import io.heliograph.cli.process.StopSignal;
import io.heliograph.cli.process.TrackedOutput;
import io.heliograph.cli.process.UsageErrors;
import io.heliograph.error.SmsException;
import io.heliograph.standalone.SandboxCommand;
import io.heliograph.standalone.SandboxStartException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The {@code sms} command. */
@Command(
        name = "sms",
        description = "Sends SMS through the providers that are set up; one send is at most one SMS.",
        subcommands = {
            DemoCommand.class,
            SendCommand.class,
            BulkCommand.class,
            PlanCommand.class,
            SegmentsCommand.class,
            LintCommand.class,
            StatusCommand.class,
            WatchCommand.class,
            ReconcileCommand.class,
            BalanceCommand.class,
            WebhooksCommand.class,
            SuppressionsCommand.class,
            StoreCommand.class,
            OutboxCommand.class,
            SettingsCommand.class,
            DoctorCommand.class,
            SandboxCommand.class,
            CompletionCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Examples:",
            "  sms demo",
            "  sms send --to +66812345678 --from ACME --text \"Your code is 482910\"",
            "  sms doctor",
            "",
            "Settings come from heliograph.properties in this folder, from --config FILE,",
            "or from the environment, where heliograph.providers.wavix.api-key is",
            "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY.",
            "",
            "Keys are remembered in an SQLite file, so that a repeated --key never sends twice:",
            "see sms store info, and send with --store FILE or --no-store.",
            "",
            "Exit codes:",
            "   0  accepted",
            "   2  usage",
            "   3  only partly accepted",
            "  65  bad data",
            "  69  no provider available, nothing sent",
            "  75  temporary, nothing sent",
            "  76  MAY HAVE BEEN SENT",
            "  77  credentials, balance or spend limit refused",
            "  78  configuration, or a file that can't be read or written",
            "",
            "A signal ends send with 76 and its key if the SMS may have left, else with 75.",
            "timeout gives 124 for any of them; see the code with timeout --preserve-status."
        })
public final class Sms implements Callable<Integer>, CommandContext {
    /** The commands whose exit code is about what they changed. */
    private static final Set<String> CHANGES = Set.of(
            "send",
            "bulk",
            "suppressions add",
            "suppressions remove",
            "suppressions import",
            "outbox retry",
            "outbox drop");

    private final Map<String, String> environment;
    private final InputStream in;
    private final StopSignal stopSignal;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log what happens to stderr.")
    void verbose(boolean on) {
        Logging.verbose(on);
    }

    @Option(
            names = "--color",
            scope = ScopeType.INHERIT,
            paramLabel = "WHEN",
            description =
                    "auto, always or never; auto obeys NO_COLOR and CLICOLOR_FORCE, and colours on a terminal only.")
    void color(Colours when) {
        spec.root().commandLine().setColorScheme(CommandLine.Help.defaultColorScheme(when.ansi(environment)));
    }

    Sms(Map<String, String> environment, InputStream in, StopSignal stopSignal) {
        this.environment = environment;
        this.in = in;
        this.stopSignal = stopSignal;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        TrackedOutput output = new TrackedOutput(new FileOutputStream(FileDescriptor.out));
        PrintWriter out = new PrintWriter(new BufferedOutputStream(output), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        StopSignal stopSignal = new StopSignal();
        stopSignal.install(out, err);
        int exitCode = run(new Sms(System.getenv(), System.in, stopSignal), out, err, arguments);
        out.flush();
        exitCode = afterOutput(exitCode, output.hasFailed(), err, arguments);
        stopSignal.exiting();
        System.exit(exitCode);
    }

    static int run(
            Map<String, String> environment, InputStream in, PrintWriter out, PrintWriter err, String... arguments) {
        return run(new Sms(environment, in, new StopSignal()), out, err, arguments);
    }

    private static int run(Sms sms, PrintWriter out, PrintWriter err, String... arguments) {
        try {
            return new CommandLine(sms)
                    .setOut(out)
                    .setErr(err)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setColorScheme(CommandLine.Help.defaultColorScheme(Colours.AUTO.ansi(sms.environment)))
                    .setExpandAtFiles(false) // a text may begin with an @
                    .setParameterExceptionHandler((e, args) -> usage(e, args))
                    .setExecutionExceptionHandler((e, line, result) -> failed(e, line))
                    .execute(arguments);
        } finally {
            sms.closeResources();
        }
    }

    @Override
    public void closeAtEnd(AutoCloseable resource) {
        resources.push(resource);
    }

    private void closeResources() {
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                Logging.unexpected(e);
            }
        }
    }

    /** An output that can't be written, such as to a full disk, fails a command; a change that was made stays made. */
    static int afterOutput(int exitCode, boolean hasFailed, PrintWriter err, String... arguments) {
        if (exitCode != ExitCode.ACCEPTED || !hasFailed) {
            return exitCode;
        }
        String command = Stream.of(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .limit(2)
                .collect(Collectors.joining(" "));
        boolean isChange = CHANGES.stream().anyMatch(command::startsWith);
        err.println("sms: the output can't be written" + (isChange ? "; the command itself has succeeded" : ""));
        return isChange ? exitCode : ExitCode.CONFIGURATION;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public PrintWriter err() {
        return spec.commandLine().getErr();
    }

    @Override
    public StopSignal stopSignal() {
        return stopSignal;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    private static int usage(ParameterException e, String... arguments) {
        e.getCommandLine().getErr().println("sms: " + UsageErrors.line(e, arguments));
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine line) {
        if (e instanceof CommandFailure failure) {
            line.getErr().println("sms: " + failure.getMessage());
            return failure.exitCode();
        }
        if (e instanceof SandboxStartException) {
            line.getErr().println("sms: " + e.getMessage());
            return ExitCode.UNAVAILABLE;
        }
        if (e instanceof SmsException smsException) {
            line.getErr().println("sms: " + smsException.getMessage());
            return ExitCode.of(smsException.errorType());
        }
        Logging.unexpected(e);
        line.getErr()
                .println("sms: a bug of this program: " + e.getClass().getSimpleName() + " (see it with --verbose)");
        return CommandLine.ExitCode.SOFTWARE;
    }
}
