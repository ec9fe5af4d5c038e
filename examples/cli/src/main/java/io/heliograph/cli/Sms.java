package io.heliograph.cli;

import io.heliograph.error.SmsException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code sms} command. */
@Command(
        name = "sms",
        description = "Sends SMS through the providers that are set up; one send is at most one SMS.",
        subcommands = {
            DemoCommand.class,
            SendCommand.class,
            PlanCommand.class,
            SegmentsCommand.class,
            StatusCommand.class,
            BalanceCommand.class,
            WebhooksCommand.class,
            SuppressionsCommand.class,
            SettingsCommand.class,
            SandboxCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Settings come from heliograph.properties in this folder, from --config FILE,",
            "or from the environment, where heliograph.providers.wavix.api-key is",
            "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY.",
            "",
            "Exit codes:",
            "   0  accepted",
            "   2  usage",
            "  65  bad data",
            "  69  no provider available, nothing sent",
            "  75  temporary, nothing sent",
            "  76  MAY HAVE BEEN SENT",
            "  77  credentials, balance or spend limit refused",
            "  78  configuration"
        })
public final class Sms implements Callable<Integer>, CommandContext {
    private final Map<String, String> environment;
    private final InputStream in;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log what happens to stderr.")
    void verbose(boolean on) {
        Logging.verbose(on);
    }

    Sms(Map<String, String> environment, InputStream in) {
        this.environment = environment;
        this.in = in;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(System.getenv(), System.in, out, err, arguments));
    }

    static int run(
            Map<String, String> environment, InputStream in, PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Sms(environment, in))
                .setOut(out)
                .setErr(err)
                .setExpandAtFiles(false) // a text may begin with an @
                .setParameterExceptionHandler((e, args) -> usage(e))
                .setExecutionExceptionHandler((e, line, result) -> failed(e, line))
                .execute(arguments);
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
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    private static int usage(ParameterException e) {
        CommandLine line = e.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        String problem = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched)
                : firstLine(String.valueOf(e.getMessage()));
        line.getErr().println("sms: " + problem + " (see " + name + " --help)");
        return ExitCode.USAGE;
    }

    /** Names the unknown argument, unless it could be a number, a text or a secret. */
    private static String unmatched(UnmatchedArgumentException e) {
        String first = e.getUnmatched().get(0);
        String name = first.contains("=") ? first.substring(0, first.indexOf('=')) : first;
        return name.matches("-{0,2}[a-z][a-z-]{0,19}") ? "there is no " + name : "there is an argument too many";
    }

    private static int failed(Exception e, CommandLine line) {
        if (e instanceof CommandFailure failure) {
            line.getErr().println("sms: " + failure.getMessage());
            return failure.exitCode();
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

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("wrong usage");
    }
}
