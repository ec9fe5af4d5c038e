package io.heliograph.outbox.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a worker looks at a row again.
 *
 * @param in null where there is nothing more to do
 * @param mayComeBack whether somebody may give the row something to do again
 */
record NextLook(@Nullable Duration in, boolean mayComeBack) {
    static final NextLook NEVER = new NextLook(null, false);

    /** Of a dead letter, or of a row that was dropped. */
    static final NextLook UNLESS_RETRIED = new NextLook(null, true);

    private static final Duration MIN = Duration.ofMillis(50);

    static NextLook in(Duration time) {
        return new NextLook(time.compareTo(MIN) < 0 ? MIN : time, false);
    }
}
