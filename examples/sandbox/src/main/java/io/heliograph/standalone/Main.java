package io.heliograph.standalone;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code java -jar heliograph-sandbox.jar}. */
public final class Main {
    private static final String NAME = "heliograph-sandbox";

    private Main() {}

    /** Runs the sandbox until the process is stopped. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(new SandboxCommand(Main::sinceStart), out, err, arguments));
    }

    private static Duration sinceStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }

    static int run(SandboxCommand command, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().name("java -jar " + NAME + ".jar").versionProvider(Main::version);
        return line.setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, args) -> usage(e))
                .setExecutionExceptionHandler((e, failed, result) -> failed(e, failed))
                .execute(arguments);
    }

    private static String[] version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {NAME + " " + (version == null ? "development" : version)};
    }

    private static int usage(ParameterException e) {
        e.getCommandLine().getErr().println(NAME + ": " + problem(e) + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }

    /** What is wrong; picocli's own line repeats the argument, which may be a URL with a password. */
    private static String problem(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String name = unmatched.getUnmatched().get(0).replaceAll("(?s)=.*", "");
            return name.matches("--?[a-z][a-z-]{0,19}") ? "there is no " + name : "there is an argument too many";
        }
        if (e instanceof MissingParameterException missing
                && missing.getMissing().get(0) instanceof OptionSpec option) {
            return option.longestName() + " needs a value";
        }
        if (e.getArgSpec() instanceof OptionSpec option && e.getClass() == ParameterException.class) {
            String value = option.type() == Duration.class
                    ? "a number with ms, s, m or h behind it, such as 500ms or 1.5s"
                    : option.type() == int.class || option.type() == Integer.class
                            ? "a whole number"
                            : option.paramLabel();
            return option.longestName() + " must be " + value;
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
    }

    private static int failed(Exception e, CommandLine line) throws Exception {
        if (e instanceof SandboxStartException) {
            line.getErr().println(NAME + ": " + e.getMessage());
            return SandboxStartException.EXIT_CODE;
        }
        throw e;
    }
}
