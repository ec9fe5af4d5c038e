package io.heliograph;

/** What is broken on purpose in a simulation, to see that it is found. */
enum SimulationSabotage {
    NONE,
    /** A provider says that it removes duplicates, and doesn't. */
    DUPLICATES_STAY,
    /** The store gives a key to whoever asks, as long as its send runs or has died. */
    CLAIMS_FORGOTTEN,
    /** A claim that is committed late takes the key from whoever has it by then. */
    LATE_CLAIMS_OVERWRITE,
    /** More keys that callers gave have ended than the store has places. */
    NAMED_KEYS_CROWD,
    /** The store counts its times by a wall clock that somebody sets. */
    TIMES_BY_WALL_CLOCK,
    /** A provider calls a lost answer a certain no. */
    LOSS_CALLED_A_NO,
    /** A provider takes the words of a 5xx for a certain no. */
    PROSE_BELIEVED,
    /** A provider says that a message which it doesn't find now will never be there, and it comes later. */
    ABSENCE_PROVEN_TOO_EARLY,
    /** A provider says that it looks each time, and repeats a "not found" that each question renews. */
    QUIET_IGNORED,
    /** A provider says yes and has nothing. */
    EMPTY_YES,
    /** A vendor reports on a message with the key of another one. */
    REPORTS_MIXED_UP,
    /** A provider goes on waiting for an answer when the deadline has passed. */
    DEADLINE_OVERRUN
}
