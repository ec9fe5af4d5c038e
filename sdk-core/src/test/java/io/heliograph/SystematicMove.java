package io.heliograph;

/**
 * One thing that can happen next in a systematic exploration.
 *
 * @param process which process does it or suffers it; less than 0 where none does
 * @param provider at which provider it happens, or which of the late commits is done; less than 0 where none
 */
record SystematicMove(Kind kind, int process, int provider) {
    /** What happens. */
    enum Kind {
        /** A process does its next step, and all goes well. */
        GO,
        FAIL_BEFORE,
        FAIL_AFTER,
        /** The store's failure comes first; it commits some time later. */
        FAIL_LATE,
        LOSE,
        TAKE_AND_LOSE,
        LOSE_AND_TAKE_LATE,
        FAIL_AND_LOSE,
        FAIL,
        SAY_503,
        REFUSE,
        BREAK,
        DIE,
        HEAR_REPORT,
        /** A message that was under way is stored. */
        ARRIVE,
        COMMIT_LATE,
        PASS_A_BIT,
        PASS_TO_LEASE_END,
        PASS_LONG;

        boolean isFault() {
            return compareTo(FAIL_BEFORE) >= 0 && compareTo(DIE) <= 0;
        }
    }

    String logged() {
        return (process < 0 ? "" : "process " + SystematicCase.name(process) + ": ")
                + (kind == Kind.GO ? "" : kind + " ")
                + (provider < 0 || kind == Kind.COMMIT_LATE ? "" : SystematicCase.PROVIDERS.get(provider) + " ");
    }
}
