package io.heliograph.spring.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A count that costs something, and so is made again only when the last one is too old. Thread-safe. */
final class Latest<T> {
    private final Duration maxAge;
    private final Clock clock;
    private final Supplier<Optional<T>> count;
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable Counted<T> last;

    private record Counted<T>(Optional<T> value, Instant at) {}

    /** @param count makes it; empty where it can't be made now */
    Latest(Duration maxAge, Clock clock, Supplier<Optional<T>> count) {
        this.maxAge = maxAge;
        this.clock = clock;
        this.count = count;
    }

    /** The last count; empty where it couldn't be made. While one call counts, others get the former. */
    Optional<T> get() {
        Counted<T> known = last;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(maxAge))) {
            return known.value();
        }
        if (!counting.tryLock()) {
            return Optional.ofNullable(known).flatMap(Counted::value);
        }
        try {
            Optional<T> value = count.get();
            last = new Counted<>(value, now);
            return value;
        } finally {
            counting.unlock();
        }
    }
}
