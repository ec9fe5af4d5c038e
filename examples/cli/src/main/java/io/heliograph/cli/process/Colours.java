package io.heliograph.cli.process;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** Whether the output has colours: by the option {@code --color}, else by the environment, else on a terminal only. */
public enum Colours {
    /** By the environment, and on a terminal. */
    AUTO,
    ALWAYS,
    NEVER;

    /** As it is written on the command line, and completed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The colours of a process without the option. */
    public Ansi ansi(Map<String, String> environment) {
        return ansi(environment, Terminal.isInteractive());
    }

    /** By the conventions of no-color.org and bixense.com/clicolors. */
    Ansi ansi(Map<String, String> environment, boolean isTerminal) {
        boolean isOn = switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                byEnvironment(environment)
                        .orElse(isTerminal
                                && !environment.getOrDefault("TERM", "").equals("dumb"));
        };
        return isOn ? Ansi.ON : Ansi.OFF;
    }

    private static Optional<Boolean> byEnvironment(Map<String, String> environment) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return Optional.of(false);
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "0");
        if (!force.isEmpty() && !force.equals("0")) {
            return Optional.of(true);
        }
        return environment.getOrDefault("CLICOLOR", "1").equals("0") ? Optional.of(false) : Optional.empty();
    }
}
