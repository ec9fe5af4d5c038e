package io.heliograph.outbox.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a worker looks at a row again.
 *
 * @param in null where there is nothing more to do
 */
record NextLook(@Nullable Duration in) {
    static final NextLook NEVER = new NextLook(null);

    private static final Duration MIN = Duration.ofMillis(50);

    static NextLook in(Duration time) {
        return new NextLook(time.compareTo(MIN) < 0 ? MIN : time);
    }
}
