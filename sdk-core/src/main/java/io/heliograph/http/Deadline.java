package io.heliograph.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in time that everything belonging to one call must keep. Immutable and thread-safe. */
public final class Deadline {
    /** Nanoseconds in a long reach for 292 years. */
    private static final Duration MAX = Duration.ofDays(36_500);

    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /** A deadline that long from now. */
    public static Deadline after(Duration duration) {
        return after(duration, System::nanoTime);
    }

    /** A deadline on a clock that counts nanoseconds. */
    public static Deadline after(Duration duration, LongSupplier nanoTime) {
        Duration bounded = duration.compareTo(MAX) > 0 ? MAX : duration;
        return new Deadline(nanoTime, nanoTime.getAsLong() + bounded.toNanos());
    }

    /** The deadline that long from now, if that is sooner; else this one. */
    public Deadline orAfter(Duration duration) {
        Deadline other = after(duration, nanoTime);
        return other.end - end < 0 ? other : this;
    }

    /** Nanoseconds left; 0 or less when it has passed. */
    public long nanosLeft() {
        return end - nanoTime.getAsLong();
    }

    public boolean hasPassed() {
        return nanosLeft() <= 0;
    }
}
