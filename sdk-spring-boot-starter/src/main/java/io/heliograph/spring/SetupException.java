package io.heliograph.spring;

/** The application isn't set up as it must be; it says what to do. */
final class SetupException extends RuntimeException {
    private final String action;

    SetupException(String problem, String action) {
        super(problem);
        this.action = action;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
