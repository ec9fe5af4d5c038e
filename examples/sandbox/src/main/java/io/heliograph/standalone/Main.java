package io.heliograph.standalone;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

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
        String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
        e.getCommandLine().getErr().println(NAME + ": " + problem + " (see --help)");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception e, CommandLine line) throws Exception {
        if (e instanceof SandboxStartException) {
            line.getErr().println(NAME + ": " + e.getMessage());
            return SandboxStartException.EXIT_CODE;
        }
        throw e;
    }
}
