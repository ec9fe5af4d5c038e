package io.heliograph.cli;

import io.heliograph.SmsClient;
import io.heliograph.cli.process.StopSignal;
import io.heliograph.message.SendRequest;
import io.heliograph.store.jdbc.JdbcStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command about one request, with the options of the request and a client for its route. */
abstract class RequestCommand implements Callable<Integer> {
    @ParentCommand
    private @Nullable CommandContext parent;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private RequestOptions options = new RequestOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Override
    @SuppressWarnings("try") // the store is only closed by it, after the client
    public final Integer call() throws IOException {
        CommandContext context = CommandContext.of(parent);
        begin();
        SendRequest request = options.request(context.in());
        String route = options.route(config.providers(context));
        Optional<JdbcStore> store = openStore(context, config);
        try (JdbcStore open = store.orElse(null);
                SmsClient client = config.client(context, route, store)) {
            return run(client, request);
        }
    }

    /** Opens the store; there is none for a command that sends nothing. */
    Optional<JdbcStore> openStore(CommandContext context, ConfigOption settings) {
        return Optional.empty();
    }

    /** Called before the input is read. */
    void begin() {}

    StopSignal stopSignal() {
        return CommandContext.of(parent).stopSignal();
    }

    /** Runs the command and returns its exit code. */
    abstract int run(SmsClient client, SendRequest request);

    boolean isJson() {
        return json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Whether and how to colour the output. */
    Ansi ansi() {
        return spec.commandLine().getColorScheme().ansi();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
