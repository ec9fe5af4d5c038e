package io.heliograph.cli;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.store.jdbc.StoreDialect;
import io.heliograph.store.jdbc.StoreInfo;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Shows the store of keys, and the statements that create one. */
@Command(
        name = "store",
        description = "Shows what remembers the keys, and prints the statements that create its tables.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  sms store info"},
        mixinStandardHelpOptions = true)
final class StoreCommand implements Callable<Integer> {
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
            description = "Prints the file, its version and how many keys are in it.",
            footer = {"", "Example:", "  sms store info --store /var/lib/acme/sms.db --json"},
            mixinStandardHelpOptions = true)
    int info(
            @Mixin ConfigOption config,
            @Mixin StoreOption storeOption,
            @Option(names = "--json", description = "Print one JSON document.") boolean json) {
        CommandContext context = CommandContext.of(parent);
        Optional<Path> file = file(context, config, storeOption);
        boolean exists = file.filter(Files::exists).isPresent();
        StoreInfo info = null;
        if (exists) {
            try (JdbcStore store = storeOption.open(context, config).orElseThrow()) {
                info = store.info();
            }
        }
        if (json) {
            out().println(document(file, info));
        } else {
            print(file, hasFolder(context, config, storeOption, file), info);
        }
        return ExitCode.ACCEPTED;
    }

    private static Optional<Path> file(CommandContext context, ConfigOption config, StoreOption storeOption) {
        try {
            return storeOption.file(context, config.settings(context));
        } catch (InvalidRequestException e) {
            throw new CommandFailure(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    /** Whether the folder is there, or is the state folder, which the first send creates. */
    private static boolean hasFolder(
            CommandContext context, ConfigOption config, StoreOption storeOption, Optional<Path> file) {
        Path folder = file.isPresent() ? file.get().getParent() : null;
        return !storeOption.isNamed(config.settings(context)) || (folder != null && Files.isDirectory(folder));
    }

    private void print(Optional<Path> file, boolean hasFolder, @Nullable StoreInfo info) {
        if (file.isEmpty()) {
            out().println("no store: the same key sends again");
            return;
        }
        out().println("file        " + file.get());
        if (info == null) {
            out().println(
                            hasFolder
                                    ? "doesn't exist; the first send creates it"
                                    : "doesn't exist, nor does its folder: make the folder, or name another file");
            return;
        }
        out().println("version     " + info.version());
        out().println("keys        " + info.keys());
        out().println("unresolved  " + info.unresolved()
                + (info.unresolved() == 0 ? "" : ", see sms reconcile --pending"));
    }

    private static String document(Optional<Path> file, @Nullable StoreInfo info) {
        return Json.document(json -> {
            json.beginObject();
            json.name("file").value(file.map(Path::toString).orElse(null));
            json.name("exists").value(info != null);
            if (info != null) {
                json.name("version").value(info.version());
                json.name("keys").value(info.keys());
                json.name("unresolved").value(info.unresolved());
            }
            json.endObject();
        });
    }

    @Command(
            description =
                    "Prints the statements that create the tables, for PostgreSQL by default; an administrator runs"
                            + " them where an application may not create tables.",
            footer = {"", "Example:", "  sms store ddl --postgres"},
            mixinStandardHelpOptions = true)
    int ddl(
            @Option(names = "--postgres", description = "For PostgreSQL.") boolean postgres,
            @Option(names = "--sqlite", description = "For SQLite.") boolean sqlite) {
        if (postgres && sqlite) {
            throw new CommandFailure(ExitCode.USAGE, "--postgres and --sqlite exclude each other");
        }
        out().print((sqlite ? StoreDialect.SQLITE : StoreDialect.POSTGRESQL).ddl());
        out().flush();
        return ExitCode.ACCEPTED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
