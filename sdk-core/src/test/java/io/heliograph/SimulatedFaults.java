package io.heliograph;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How a simulated provider is at the moment: a draw among fates, which changes as time passes. Not thread-safe. */
final class SimulatedFaults {
    private static final int MAX_SECONDS = 240;
    private static final List<SimulatedBehaviour> FATES = List.of(SimulatedBehaviour.values());
    private static final List<Kind> KINDS = List.of(Kind.values());

    private final Random random;
    private Kind kind = Kind.FAIR;
    private final int[] weights = new int[FATES.size()];
    private long until;
    private boolean dead;
    private boolean clearedUp;

    /** Periods, in each of which something is likelier than else. */
    private enum Kind {
        FAIR,
        MIXED,
        OUTAGE,
        THROTTLED,
        SILENT,
        DEAF,
        /** The connection is dead: whatever goes out on it hangs and arrives nowhere, until it is given up for a new one. */
        DEAD;

        Map<SimulatedBehaviour, Integer> likely() {
            return switch (this) {
                case FAIR, DEAD -> Map.of(SimulatedBehaviour.TAKES, 150, SimulatedBehaviour.REFUSES, 10);
                case MIXED -> Map.of(SimulatedBehaviour.TAKES, 10);
                case OUTAGE ->
                    Map.of(
                            SimulatedBehaviour.IS_UNREACHABLE, 40,
                            SimulatedBehaviour.SAYS_503, 10,
                            SimulatedBehaviour.FAILS_IN_PROSE, 10,
                            SimulatedBehaviour.BREAKS_OFF, 10);
                case THROTTLED ->
                    Map.of(
                            SimulatedBehaviour.THROTTLES,
                            40,
                            SimulatedBehaviour.IS_FULL,
                            10,
                            SimulatedBehaviour.TAKES,
                            10);
                case SILENT ->
                    Map.of(
                            SimulatedBehaviour.HANGS, 10,
                            SimulatedBehaviour.HANGS_AND_TAKES, 20,
                            SimulatedBehaviour.HANGS_AND_TAKES_LATE, 20,
                            SimulatedBehaviour.BREAKS_OFF_AND_TAKES_LATE, 10);
                case DEAF ->
                    Map.of(
                            SimulatedBehaviour.BREAKS_OFF_AND_TAKES, 30,
                            SimulatedBehaviour.SAYS_503_AND_TAKES, 10,
                            SimulatedBehaviour.FAILS_IN_PROSE_AND_TAKES, 10);
            };
        }
    }

    SimulatedFaults(Random random) {
        this.random = random;
    }

    /** From now on everything works. */
    void clearUp() {
        clearedUp = true;
    }

    boolean isDead() {
        return dead && !clearedUp;
    }

    /** The connection is given up; the next one works. */
    void reconnect() {
        dead = false;
    }

    boolean isClear() {
        return clearedUp;
    }

    SimulatedBehaviour next(long now) {
        if (clearedUp) {
            return SimulatedBehaviour.TAKES;
        }
        if (now >= until) {
            change(now);
        }
        if (dead) {
            return SimulatedBehaviour.HANGS_ON_DEAD_CONNECTION;
        }
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int drawn = random.nextInt(sum);
        int at = 0;
        while (drawn >= weights[at]) {
            drawn -= weights[at++];
        }
        return FATES.get(at);
    }

    /** Half of the time is fair; in each period the weights are a little different. */
    private void change(long now) {
        kind = random.nextBoolean() ? Kind.FAIR : KINDS.get(random.nextInt(KINDS.size()));
        dead = kind == Kind.DEAD;
        until = now + Duration.ofSeconds(1 + random.nextInt(MAX_SECONDS)).toNanos();
        Map<SimulatedBehaviour, Integer> likely = kind.likely();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = likely.getOrDefault(FATES.get(i), 1);
        }
        for (int i = 0; i < 3; i++) {
            weights[random.nextInt(weights.length)] += random.nextInt(10);
        }
    }

    @Override
    public String toString() {
        return clearedUp ? "CLEAR" : kind.toString();
    }
}
