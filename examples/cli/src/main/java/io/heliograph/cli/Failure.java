package io.heliograph.cli;

/** The end of a command that has one line to say and an exit code. */
final class Failure extends RuntimeException {
    private final int exitCode;

    Failure(int exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
