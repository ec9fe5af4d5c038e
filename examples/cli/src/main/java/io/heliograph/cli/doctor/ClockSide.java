package io.heliograph.cli.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How far the clock of this machine is from the vendor's, by the Date of its answer. */
final class ClockSide implements Side {
    private static final String NAME = "clock";
    private static final Duration SMALL = Duration.ofSeconds(30);

    /** From here on signed webhooks count as replayed. */
    private static final Duration LARGE = Duration.ofMinutes(5);

    @Override
    public List<Finding> of(FreeCall call) {
        Instant vendors = call.sight().serverTime();
        Instant ours = call.sight().time();
        if (vendors == null || ours == null) {
            return List.of();
        }
        Duration skew = Duration.between(vendors, ours);
        Duration size = skew.abs();
        if (size.compareTo(SMALL) < 0) {
            return List.of(Finding.ok(NAME, call.provider(), "within " + SMALL.toSeconds() + " s of the vendor's"));
        }
        String seen = size.toSeconds() + " s " + (skew.isNegative() ? "behind" : "ahead of") + " the vendor's";
        String advice = "set this machine's clock: timedatectl set-ntp true";
        return List.of(
                size.compareTo(LARGE) < 0
                        ? Finding.warn(NAME, call.provider(), seen, advice)
                        : Finding.fail(
                                NAME, call.provider(), seen + ": signed webhooks are rejected as replays", advice));
    }
}
