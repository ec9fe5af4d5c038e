package io.heliograph.cli;

import io.heliograph.cli.process.StopSignal;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command gets from the process: environment variables, standard input and standard error. */
interface CommandContext {
    Map<String, String> environment();

    InputStream in();

    PrintWriter err();

    /** What a signal ends the command with. */
    StopSignal stopSignal();

    /** Closes this when the command has ended. */
    void closeAtEnd(AutoCloseable resource);

    /** The context that picocli has set, for a command that can run only as a subcommand. */
    static CommandContext of(@Nullable CommandContext parent) {
        if (parent == null) {
            throw new IllegalStateException("run as a part of sms");
        }
        return parent;
    }
}
