package io.heliograph;

import java.time.Duration;
import java.util.List;

/**
 * How the database behind a simulated store is at the moment: what becomes of its next call changes as time passes. Not thread-safe.
 */
final class SimulatedDatabase {
    private static final int MAX_PERIOD_SECONDS = 120;
    private static final List<Period> PERIODS = List.of(Period.values());
    private static final List<End> FAILURES = List.of(End.FAILS_BEFORE, End.FAILS_AFTER, End.COMMITS_LATE);
    private static final Fate GOOD = new Fate(End.WORKS, 0, 0);

    private final SimulatedTiming world;
    private final boolean changes;
    private Period period = Period.FAIR;
    private long until;

    /** How a call of the store ends. */
    enum End {
        WORKS,
        FAILS_BEFORE,
        FAILS_AFTER,
        /** It fails, and the database commits it later all the same, as a statement whose connection broke. */
        COMMITS_LATE
    }

    private enum Period {
        FAIR,
        SLOW,
        STANDS_STILL,
        LOSES_ANSWERS,
        GONE
    }

    /**
     * What becomes of a call.
     *
     * @param untilCommit nanoseconds until it is committed or fails
     * @param untilAnswer nanoseconds from then to its answer, or to the commit that comes late
     */
    record Fate(End end, long untilCommit, long untilAnswer) {
        boolean failsBefore() {
            return end == End.FAILS_BEFORE || end == End.COMMITS_LATE;
        }
    }

    /**
     * A database.
     *
     * @param changes whether it has bad times
     */
    SimulatedDatabase(SimulatedTiming world, boolean changes) {
        this.world = world;
        this.changes = changes;
    }

    Fate next() {
        if (!changes) {
            return GOOD;
        }
        if (world.nanoTime() >= until) {
            period = world.random().nextBoolean()
                    ? Period.FAIR
                    : PERIODS.get(world.random().nextInt(PERIODS.size()));
            until = world.nanoTime() + seconds(1 + MAX_PERIOD_SECONDS);
        }
        return switch (period) {
            case FAIR -> GOOD;
            case SLOW -> world.goesWrong(0.9) ? new Fate(End.WORKS, seconds(10), seconds(10)) : GOOD;
            case STANDS_STILL ->
                world.goesWrong(0.3)
                        ? new Fate(world.happens(0.3) ? End.WORKS : failure(), seconds(90), seconds(90))
                        : GOOD;
            case LOSES_ANSWERS ->
                world.goesWrong(0.4)
                        ? new Fate(world.random().nextBoolean() ? End.FAILS_AFTER : End.COMMITS_LATE, 0, seconds(60))
                        : GOOD;
            case GONE -> world.goesWrong(0.8) ? new Fate(End.FAILS_BEFORE, 0, 0) : GOOD;
        };
    }

    private End failure() {
        return FAILURES.get(world.random().nextInt(FAILURES.size()));
    }

    private long seconds(int max) {
        return Duration.ofMillis(1 + world.random().nextInt(max * 1_000)).toNanos();
    }
}
