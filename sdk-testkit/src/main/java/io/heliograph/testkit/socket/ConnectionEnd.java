package io.heliograph.testkit.socket;

/** What becomes of a connection after a behaviour has been played on it. */
enum ConnectionEnd {
    KEEP_OPEN,
    /** Reads and records on, and answers nothing any more. */
    MUTE,
    FIN,
    RESET;

    boolean closes() {
        return this == FIN || this == RESET;
    }
}
