package io.heliograph.cli;

import io.heliograph.sandbox.Sandbox;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the sandbox until the process is stopped. */
@Command(
        name = "sandbox",
        description = "Runs the sandbox: the vendors' APIs on this machine, with an inbox, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {
    /** Leaves room for the vendors' ports above it. */
    private static final int MAX_PORT = 64_999;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Its port; the vendors' ports follow. Any free ones by default.")
    private int port;

    @Option(
            names = "--webhook",
            paramLabel = "VENDOR=URL",
            description =
                    "Where a vendor sends its webhooks, on this machine; for example wavix=http://localhost:8099/…")
    private Map<String, URI> webhooks = new LinkedHashMap<>();

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), "--port must be 0 to " + MAX_PORT);
        }
        try (Sandbox sandbox = start()) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("The sandbox is at " + sandbox.url() + " (its inbox is there too). Ctrl-C ends it.");
            out.println();
            out.println("heliograph.properties for it:");
            for (String vendor : sandbox.vendors()) {
                String prefix = "  heliograph.providers." + vendor + ".";
                out.println(prefix + "base-url=" + sandbox.baseUrl(vendor));
                sandbox.credentials(vendor).forEach((name, value) -> out.println(prefix + name + "=" + value));
                sandbox.webhookSecret(vendor)
                        .filter(secret -> webhooks.containsKey(vendor))
                        .ifPresent(secret -> out.println(prefix + "webhook-secrets=" + secret));
            }
            out.flush();
            new CountDownLatch(1).await();
            return ExitCode.ACCEPTED;
        } catch (UncheckedIOException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private Sandbox start() {
        Sandbox.Builder builder = Sandbox.builder().port(port).vendorPorts(port == 0 ? 0 : port + 1);
        webhooks.forEach(builder::webhook);
        try {
            return builder.start();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--webhook: " + e.getMessage(), e);
        }
    }
}
