package io.heliograph;

/** What a simulated provider makes of one request. */
enum SimulatedBehaviour {
    TAKES,
    TAKES_UNREADABLY,
    TAKES_AND_FAILS,
    REFUSES,
    THROTTLES,
    SAYS_503,
    SAYS_503_AND_TAKES,
    FAILS_IN_PROSE,
    FAILS_IN_PROSE_AND_TAKES,
    IS_FULL,
    HANGS,
    HANGS_ON_DEAD_CONNECTION,
    HANGS_AND_TAKES,
    HANGS_AND_TAKES_LATE,
    BREAKS_OFF,
    BREAKS_OFF_AND_TAKES,
    BREAKS_OFF_AND_TAKES_LATE,
    IS_UNREACHABLE,
    REFUSES_STREAM,
    BUG_BEFORE,
    BUG_AFTER,
    BUG_AFTER_AND_TAKES;

    /** Whether the vendor takes the message, at once. */
    boolean takesNow() {
        return switch (this) {
            case TAKES,
                    TAKES_UNREADABLY,
                    TAKES_AND_FAILS,
                    SAYS_503_AND_TAKES,
                    FAILS_IN_PROSE_AND_TAKES,
                    HANGS_AND_TAKES,
                    BREAKS_OFF_AND_TAKES,
                    BUG_AFTER_AND_TAKES -> true;
            default -> false;
        };
    }

    boolean takesLate() {
        return this == HANGS_AND_TAKES_LATE || this == BREAKS_OFF_AND_TAKES_LATE;
    }

    boolean endsBeforeBytes() {
        return this == IS_UNREACHABLE || this == BUG_BEFORE;
    }

    boolean hangs() {
        return this == HANGS
                || this == HANGS_ON_DEAD_CONNECTION
                || this == HANGS_AND_TAKES
                || this == HANGS_AND_TAKES_LATE;
    }
}
