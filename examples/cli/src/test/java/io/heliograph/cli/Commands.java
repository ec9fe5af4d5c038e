package io.heliograph.cli;

import io.heliograph.cli.process.StopSignal;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** All commands as picocli knows them. */
final class Commands {
    private Commands() {}

    /** A new command line, so that a parse leaves nothing behind. */
    static CommandLine root() {
        return new CommandLine(new Sms(Map.of(), InputStream.nullInputStream(), new StopSignal()))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The root and all below it. */
    static List<CommandLine> all() {
        List<CommandLine> all = new ArrayList<>();
        add(root(), all);
        return all;
    }

    private static void add(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(each -> add(each, all));
    }

    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
