package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.message.Secret;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.server.WebhookServer;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Receives webhooks and prints their events until the process is stopped. */
@Command(
        name = "webhooks",
        description = "Receives the providers' webhooks and prints their events, until Ctrl-C.",
        footer = {"", "Example:", "  sms webhooks --listen 8099 --public-url https://sms.example.com"},
        mixinStandardHelpOptions = true)
final class WebhooksCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private StoreOption storeOption = new StoreOption();

    @Option(names = "--listen", paramLabel = "PORT", description = "The port, 8099 by default; 0 takes any free one.")
    private int port = 8099;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on, 127.0.0.1 by default: put a proxy with TLS in front.")
    private String host = "127.0.0.1";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description =
                    "Where the vendors reach this machine, for example https://sms.example.com; prints what to register.")
    private @Nullable URI publicUrl;

    @Option(
            names = "--raw",
            description = "Print the vendors' documents too, one line each, with the numbers and texts in them.")
    private boolean raw;

    @Override
    @SuppressWarnings("try") // the store is only closed by it, after the client
    public Integer call() throws InterruptedException {
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), "--listen must be 0 to " + MAX_PORT);
        }
        PrintWriter out = spec.commandLine().getOut();
        Optional<JdbcStore> store = storeOption.open(CommandContext.of(parent), config);
        try (JdbcStore open = store.orElse(null);
                SmsClient client = config.client(CommandContext.of(parent), null, store);
                WebhookServer server = WebhookServer.builder(client)
                        .host(address())
                        .port(port)
                        .handler(event -> print(out, event))
                        .start()) {
            URI here = LocalUrl.of(host, server.port());
            out.println("Webhooks are received at " + here + WebhookServer.PATH + "PROVIDER. Ctrl-C ends it.");
            URI base = publicUrl != null ? publicUrl : here;
            client.states().keySet().forEach(provider -> printUrl(out, client, provider, base));
            if (!Secret.maskLogin(base.toString()).equals(base.toString())) {
                out.println("Put the login of --public-url in place of ***.");
            }
            out.flush();
            untilCtrlC(server);
            return ExitCode.ACCEPTED;
        } catch (UncheckedIOException e) {
            throw new CommandFailure(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /** Waits for Ctrl-C, which closes the server, so that it prints the requests that it has answered. */
    private static void untilCtrlC(WebhookServer server) throws InterruptedException {
        Thread closing = new Thread(server::close, "sms-webhooks-close");
        Runtime.getRuntime().addShutdownHook(closing);
        try {
            new CountDownLatch(1).await();
        } finally {
            Runtime.getRuntime().removeShutdownHook(closing);
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ParameterException(spec.commandLine(), "--host isn't an address of this machine", e);
        }
    }

    private static void printUrl(PrintWriter out, SmsClient client, String provider, URI base) {
        String root = base.toString().replaceAll("/+$", "");
        try {
            URI url = client.webhooks().callbackUrl(provider, URI.create(root + WebhookServer.PATH + provider));
            out.println("  " + provider + ": register " + Secret.maskLogin(url.toString()));
        } catch (SmsException e) {
            out.println("  " + provider + ": has no webhooks");
        }
    }

    private void print(PrintWriter out, SmsEvent event) {
        out.println(event);
        if (raw) {
            out.println("  " + event.rawJson().replaceAll("\\s*\\R\\s*", " "));
        }
        out.flush();
    }
}
