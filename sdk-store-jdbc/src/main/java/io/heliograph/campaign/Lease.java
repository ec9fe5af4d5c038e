package io.heliograph.campaign;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The right to work on a campaign for a short time, which is renewed until the work ends. A process that died leaves it to whoever
 * waits for its end.
 */
record Lease(long id, String owner) {
    /** How long it lasts without being renewed. */
    static final Duration TIME = Duration.ofSeconds(10);

    static final long MICROS = TimeUnit.NANOSECONDS.toMicros(TIME.toNanos());

    /** How often it is renewed. */
    static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    static String newOwner() {
        return UUID.randomUUID().toString();
    }

    /**
     * Takes a lease, as soon as that of a process that died has ended.
     *
     * @param take takes it if nobody has it
     * @param ends when the present one ends
     * @param waits is called once, before it waits
     * @throws CampaignBusyException if the present one is renewed meanwhile
     */
    static <T> T await(String name, Supplier<Optional<T>> take, LongSupplier ends, Runnable waits) {
        long seen = ends.getAsLong();
        for (boolean first = true; true; first = false) {
            Optional<T> taken = take.get();
            if (taken.isPresent()) {
                return taken.get();
            }
            if (ends.getAsLong() != seen || Thread.currentThread().isInterrupted()) {
                throw new CampaignBusyException(name);
            }
            if (first) {
                waits.run();
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
