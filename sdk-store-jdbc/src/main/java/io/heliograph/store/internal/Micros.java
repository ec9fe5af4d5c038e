package io.heliograph.store.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Times as the tables hold them: in microseconds since 1970. */
public final class Micros {
    /** A longer time is as good as for ever, and microseconds in a {@code long} last longer. */
    private static final Duration MAX = Duration.ofDays(36_500);

    private Micros() {}

    public static long of(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), 1_000_000L), TimeUnit.NANOSECONDS.toMicros(time.getNano()));
    }

    public static long of(Duration duration) {
        Duration bounded = duration.compareTo(MAX) > 0 ? MAX : duration;
        return TimeUnit.NANOSECONDS.toMicros(bounded.toNanos());
    }

    public static Instant toInstant(long micros) {
        return Instant.EPOCH
                .plus(Duration.ofNanos(Math.floorMod(micros, 1_000_000L) * 1_000L))
                .plusSeconds(Math.floorDiv(micros, 1_000_000L));
    }
}
