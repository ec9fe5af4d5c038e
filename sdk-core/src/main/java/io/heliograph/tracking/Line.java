package io.heliograph.tracking;

import io.heliograph.message.Status;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one recipient, or of the whole: what was said of all its parts, and of each. Immutable.
 *
 * <p>Each piece is a maximum (or, for the number of parts, a minimum) of what was said, so that order and repetition
 * change nothing.
 */
record Line(Known whole, Map<Integer, Known> byPart, int parts) {
    static final Line EMPTY = new Line(Known.NOTHING, Map.of(), 0);

    /**
     * The furthest that was ever said, and the furthest failure, which may be less: a part that failed and is delivered
     * later is delivered, and its message stays failed until every part is.
     */
    record Known(@Nullable Status furthest, @Nullable Status failure) {
        static final Known NOTHING = new Known(null, null);

        static Known of(Status status) {
            return new Known(status, status.isFailure() ? status : null);
        }

        Known merge(Known other) {
            return new Known(further(furthest, other.furthest), further(failure, other.failure));
        }

        boolean isFinal() {
            return furthest != null && furthest.isFinal();
        }
    }

    static @Nullable Status further(@Nullable Status one, @Nullable Status other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return StatusRank.further(one, other);
    }

    /** The smaller of two numbers that may be unknown (0). A number that grew could take an end back. */
    static int fewer(int one, int other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    static Line of(StatusReport report) {
        Known said = Known.of(report.status());
        return report.part() == 0
                ? new Line(said, Map.of(), report.parts())
                : new Line(Known.NOTHING, Map.of(report.part(), said), report.parts());
    }

    Line merge(Line other) {
        Map<Integer, Known> all = new TreeMap<>(byPart);
        other.byPart.forEach((part, known) -> all.merge(part, known, Known::merge));
        return new Line(whole.merge(other.whole), all, fewer(parts, other.parts));
    }

    /** The whole's word and what its parts make together, whichever is further. */
    Known known() {
        return whole.merge(together(byPart.values(), parts, true));
    }

    /**
     * What several make together.
     *
     * @param count how many there are; 0 if that isn't known, so that they can't have ended
     * @param oneFails whether one failure is the failure of all, or only when all have ended
     */
    static Known together(Collection<Known> each, int count, boolean oneFails) {
        Known most = each.stream().reduce(Known.NOTHING, Known::merge);
        if (most.furthest() == null) {
            return Known.NOTHING;
        }
        long delivered = each.stream()
                .filter(known -> known.furthest() == Status.DELIVERED)
                .count();
        boolean ended = count > 0 && each.stream().filter(Known::isFinal).count() >= count;
        Status status;
        if (count > 0 && delivered >= count) {
            status = Status.DELIVERED;
        } else if (most.failure() != null && (oneFails || ended)) {
            status = most.failure();
        } else if (ended) {
            status = Status.UNCONFIRMED;
        } else {
            status = most.isFinal() ? Status.SENT : most.furthest();
        }
        return new Known(status, most.failure());
    }
}
