package io.heliograph.cli.process;

import java.io.Console;

/** Whether a person sits in front of the command. */
public final class Terminal {
    private Terminal() {}

    /** Whether both standard input and output are a terminal. Since JDK 22 there is a console elsewhere too, which says so. */
    @SuppressWarnings("SystemConsoleNull") // it is null on older ones
    public static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before JDK 22
        }
    }
}
