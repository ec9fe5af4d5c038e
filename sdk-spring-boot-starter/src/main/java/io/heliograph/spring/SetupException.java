package io.heliograph.spring;

/** A wrong setup of the application, with what to do about it. */
final class SetupException extends RuntimeException {
    private final String action;

    SetupException(String problem, String action) {
        super(problem);
        this.action = action;
    }

    SetupException(String problem, String action, Throwable cause) {
        super(problem, cause);
        this.action = action;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
