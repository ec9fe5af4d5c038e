package io.heliograph.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A point in time by which an operation must end. Immutable and thread-safe. */
public final class Deadline {
    /** A long holds 292 years in nanoseconds. */
    private static final Duration MAX = Duration.ofDays(36_500);

    private final LongSupplier nanoTime;
    private final long end;

    private Deadline(LongSupplier nanoTime, long end) {
        this.nanoTime = nanoTime;
        this.end = end;
    }

    /** A deadline after this time from now. */
    public static Deadline after(Duration duration) {
        return after(duration, System::nanoTime);
    }

    /** A deadline by another nanosecond clock. */
    public static Deadline after(Duration duration, LongSupplier nanoTime) {
        Duration bounded = duration.compareTo(MAX) > 0 ? MAX : duration;
        return new Deadline(nanoTime, nanoTime.getAsLong() + bounded.toNanos());
    }

    /** The earlier of this deadline and one after this time from now. */
    public Deadline orAfter(Duration duration) {
        Deadline other = after(duration, nanoTime);
        return other.end - end < 0 ? other : this;
    }

    /** The nanoseconds left; 0 or less if the deadline has passed. */
    public long nanosLeft() {
        return end - nanoTime.getAsLong();
    }

    public boolean hasPassed() {
        return nanosLeft() <= 0;
    }
}
