package io.heliograph.testkit.socket;

/** The end of a connection after a behaviour. */
enum ConnectionEnd {
    KEEP_OPEN,
    /** Continues to read and record, and never responds again. */
    MUTE,
    FIN,
    RESET;

    boolean closes() {
        return this == FIN || this == RESET;
    }
}
