package io.heliograph.standalone;

import io.heliograph.sandbox.Sandbox;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the sandbox until the process is stopped: the command of the jar, and that of {@code sms}. */
@Command(
        name = "sandbox",
        description =
                "Runs the sandbox: the vendors' APIs on this machine, with a page for the messages, until Ctrl-C.",
        footer = {"", "Examples:", "  sms sandbox --open", "  sms sandbox --port 0 --deliver-after 200ms"},
        mixinStandardHelpOptions = true)
public final class SandboxCommand implements Callable<Integer> {
    /** Leaves room for the vendors' ports above it. */
    private static final int MAX_PORT = 64_999;

    private final @Nullable Supplier<Duration> sinceStart;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8026",
            description = "Its port, ${DEFAULT-VALUE} by default; 0 takes any free one.")
    private int port;

    @Option(
            names = "--vendor-ports",
            paramLabel = "N",
            description =
                    "The first of the vendors' own ports; the others follow it. By default the ones after --port.")
    private @Nullable Integer vendorPorts;

    @Option(
            names = "--deliver-after",
            paramLabel = "TIME",
            converter = ShortDuration.class,
            description = "From acceptance to delivery, 1ms to 24h; 1.5s by default.")
    private @Nullable Duration deliverAfter;

    @Option(
            names = "--webhook",
            paramLabel = "VENDOR=URL",
            description =
                    "Where a vendor sends its webhooks, on this machine; for example wavix=http://localhost:8099/…")
    private Map<String, URI> webhooks = new LinkedHashMap<>();

    @Option(
            names = "--trace-url",
            paramLabel = "URL",
            description = "Where the page's link from a trace id leads; for example https://traces.example/{traceId}")
    private @Nullable String traceUrl;

    @Option(names = "--open", description = "Open the page in the browser.")
    private boolean open;

    /** The command; it doesn't say how long the process took to start. */
    public SandboxCommand() {
        this(null);
    }

    SandboxCommand(@Nullable Supplier<Duration> sinceStart) {
        this.sinceStart = sinceStart;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Sandbox sandbox = start()) {
            PrintWriter out = spec.commandLine().getOut();
            print(sandbox, out);
            if (open && !WebBrowser.open(sandbox.url())) {
                out.println();
                out.println("No browser could be opened from here; the page is at " + sandbox.url());
            }
            out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (UncheckedIOException e) {
            throw notStarted(e);
        }
    }

    /** Only a port that is in use has a program to end; others aren't permitted, for example. */
    static SandboxStartException notStarted(UncheckedIOException e) {
        boolean isInUse = e.getCause() instanceof BindException bind
                && String.valueOf(bind.getMessage()).contains("in use");
        return new SandboxStartException(
                e.getMessage()
                        + (isInUse ? " End what uses it, such as another sandbox, or choose" : " Choose")
                        + " another --port; --port 0 takes any free ones",
                e);
    }

    private void print(Sandbox sandbox, PrintWriter out) {
        String after = sinceStart == null
                ? ""
                : String.format(
                        Locale.ROOT, ", ready after %.2f s", sinceStart.get().toMillis() / 1000.0);
        out.println("The sandbox is at " + sandbox.url() + " (its page is there too)" + after + ". Ctrl-C ends it.");
        out.println();
        out.println("heliograph.properties for it:");
        for (String vendor : sandbox.vendors()) {
            sandbox.settings(vendor).forEach((name, value) -> out.println("  " + name + "=" + value));
            sandbox.webhookSecret(vendor)
                    .filter(secret -> webhooks.containsKey(vendor))
                    .ifPresent(
                            secret -> out.println("  heliograph.providers." + vendor + ".webhook-secrets=" + secret));
        }
        out.flush();
    }

    private Sandbox start() {
        Sandbox.Builder builder = Sandbox.builder()
                .port(inRange("--port", port))
                .vendorPorts(vendorPorts == null ? (port == 0 ? 0 : port + 1) : inRange("--vendor-ports", vendorPorts));
        if (deliverAfter != null) {
            try {
                builder.deliverAfter(deliverAfter);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--deliver-after must be 1ms to 24h", e);
            }
        }
        if (traceUrl != null) {
            try {
                builder.traceUrl(traceUrl);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--trace-url: " + e.getMessage(), e);
            }
        }
        webhooks.forEach(builder::webhook);
        try {
            return builder.start();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--webhook: " + e.getMessage(), e);
        }
    }

    private int inRange(String option, int value) {
        if (value < 0 || value > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), option + " must be 0 to " + MAX_PORT);
        }
        return value;
    }
}
