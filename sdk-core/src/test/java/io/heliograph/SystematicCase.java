package io.heliograph;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.spi.DuplicateProtection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Two processes with one key in a systematic exploration.
 *
 * @param dedupes what each of the two providers can
 * @param first what went wrong with a send before everything else
 * @param calls what each process calls, one call after the other
 * @param bounds what may happen on the way
 * @param quiet whether providers say for how long they repeat "there is none"
 */
record SystematicCase(
        List<DuplicateProtection> dedupes,
        First first,
        List<List<SystematicCall.Kind>> calls,
        Bounds bounds,
        SystematicSabotage sabotage,
        boolean quiet) {
    static final List<String> PROVIDERS = List.of("pa", "pb");
    static final IdempotencyKey KEY = IdempotencyKey.of("key-once");
    static final Instant BEGIN = Instant.parse("2026-11-20T08:00:00Z");
    static final Duration DEADLINE = Duration.ofSeconds(4);

    /** How long a message can be under way when the answer was lost. */
    static final Duration LATEST = Duration.ofSeconds(2);
    /** When a question sees a message. */
    static final Duration VISIBLE = Duration.ofMillis(500);
    /** How long "there is none" is repeated; each question begins that time anew. */
    static final Duration REPEATED = Duration.ofSeconds(1);

    static final Duration SMALL = Duration.ofSeconds(1);
    static final Duration LONG = Duration.ofSeconds(30);

    /**
     * How much may happen in one run.
     *
     * @param faults how many steps go wrong, of whichever kind
     * @param moves how often the time passes while nobody waits
     * @param reports how many reports come to a process that is at work
     * @param late whether the store may commit what it has called failed, some time later
     */
    record Bounds(int faults, int moves, int reports, boolean late) {
        Bounds(int faults, int moves, int reports) {
            this(faults, moves, reports, false);
        }
    }

    /** What went wrong with the send before, by the first provider; NONE where there was none. */
    enum First {
        NONE,
        LOST,
        LOST_AND_TAKEN,
        LOST_AND_TAKEN_LATE,
        LOST_AND_FAILED,
        DIED_BEFORE,
        DIED_AFTER;

        /** What happens at the next step. */
        SystematicMove.Kind move(SystematicStep.Kind next) {
            boolean dies = (this == DIED_BEFORE && next == SystematicStep.Kind.POST)
                    || (this == DIED_AFTER && next == SystematicStep.Kind.ANSWER);
            if (dies) {
                return SystematicMove.Kind.DIE;
            }
            return next == SystematicStep.Kind.POST ? fate() : SystematicMove.Kind.GO;
        }

        private SystematicMove.Kind fate() {
            return switch (this) {
                case NONE, LOST, DIED_BEFORE -> SystematicMove.Kind.LOSE;
                case LOST_AND_TAKEN, DIED_AFTER -> SystematicMove.Kind.TAKE_AND_LOSE;
                case LOST_AND_TAKEN_LATE -> SystematicMove.Kind.LOSE_AND_TAKE_LATE;
                case LOST_AND_FAILED -> SystematicMove.Kind.FAIL_AND_LOSE;
            };
        }
    }

    /** All combinations of what the two providers can. */
    static List<List<DuplicateProtection>> allDedupes() {
        List<List<DuplicateProtection>> all = new ArrayList<>();
        for (DuplicateProtection one : DuplicateProtection.values()) {
            for (DuplicateProtection other : DuplicateProtection.values()) {
                all.add(List.of(one, other));
            }
        }
        return all;
    }

    /** How many there are, with that of the send before. */
    int processes() {
        return calls.size() + (first == First.NONE ? 0 : 1);
    }

    /** How many calls a process makes. */
    int calls(int process) {
        return process < calls.size() ? calls.get(process).size() : 1;
    }

    static char name(int process) {
        return (char) ('A' + process);
    }

    SystematicCall call(int process, int number) {
        SystematicCall.Kind kind = process < calls.size() ? calls.get(process).get(number) : SystematicCall.Kind.FIRST;
        return new SystematicCall(name(process) + "" + number + "-", kind, dedupes, quiet);
    }

    @Override
    public String toString() {
        return dedupes + ", first " + first + ", then " + calls + ", " + bounds + (quiet ? "" : ", quiet not said")
                + (sabotage == SystematicSabotage.NONE ? "" : ", " + sabotage);
    }
}
