package io.heliograph.campaign;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many recipients may be sent to now, so that there are at most so many a second. For one run; not thread-safe. */
final class Pace {
    private final double perNano;
    private final double capacity;
    private final LongSupplier nanoTime;
    private double available;
    private long last;

    /** @param perSecond 0 for no limit */
    Pace(double perSecond, LongSupplier nanoTime) {
        perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
        capacity = Math.max(1, perSecond / 10);
        this.nanoTime = nanoTime;
        last = nanoTime.getAsLong();
    }

    /** How many may be sent to now, at most so many. */
    int permits(int max) {
        if (perNano == 0) {
            return max;
        }
        long now = nanoTime.getAsLong();
        available = Math.min(capacity, available + (now - last) * perNano);
        last = now;
        return (int) Math.min(max, available);
    }

    void used(int count) {
        available -= count;
    }
}
