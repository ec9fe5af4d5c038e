package io.heliograph.tracking;

import io.heliograph.message.Status;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The merged status of one recipient, or of the whole message: of all parts together, of each part, and the ids of the
 * events that delivered parts without a number. Immutable.
 *
 * <p>Each component is a maximum (or, for the number of parts, a minimum) over the reports, so that order and repetition
 * change nothing.
 */
record RecipientProgress(Progress whole, Map<Integer, Progress> byPart, NavigableSet<String> deliveries, int parts) {
    static final RecipientProgress EMPTY =
            new RecipientProgress(Progress.NOTHING, Map.of(), Collections.emptyNavigableSet(), 0);

    /** More aren't needed: a text has fewer parts, and reports for several recipients name each. */
    private static final int MAX_DELIVERIES = 1_000;

    /**
     * The furthest status of all reports, and the furthest failure, which may be less far: a part that failed and is
     * delivered later is delivered, and its message stays failed until every part is.
     */
    record Progress(@Nullable Status furthest, @Nullable Status failure) {
        static final Progress NOTHING = new Progress(null, null);

        static Progress of(Status status) {
            return new Progress(status, status.isFailure() ? status : null);
        }

        Progress merge(Progress other) {
            return new Progress(further(furthest, other.furthest), further(failure, other.failure));
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

    /** The smaller of two numbers that may be unknown (0). With the larger one, a final status could become non-final. */
    static int fewer(int one, int other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }

    static RecipientProgress of(StatusReport report) {
        Progress progress = Progress.of(report.status());
        if (report.part() > 0) {
            return new RecipientProgress(
                    Progress.NOTHING, Map.of(report.part(), progress), Collections.emptyNavigableSet(), report.parts());
        }
        if (report.isOfUnnumberedPart() && report.status() == Status.DELIVERED) {
            return new RecipientProgress(
                    Progress.of(Status.SENT), Map.of(), new TreeSet<>(Set.of(report.eventId())), report.parts());
        }
        return new RecipientProgress(progress, Map.of(), Collections.emptyNavigableSet(), report.parts());
    }

    RecipientProgress merge(RecipientProgress other) {
        Map<Integer, Progress> all = new TreeMap<>(byPart);
        other.byPart.forEach((part, known) -> all.merge(part, known, Progress::merge));
        return new RecipientProgress(
                whole.merge(other.whole), all, union(deliveries, other.deliveries), fewer(parts, other.parts));
    }

    private static NavigableSet<String> union(NavigableSet<String> some, NavigableSet<String> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? others : some;
        }
        NavigableSet<String> both = new TreeSet<>(some);
        both.addAll(others);
        while (both.size() > MAX_DELIVERIES) {
            both.pollLast();
        }
        return both;
    }

    /**
     * The status of the whole or that of its parts together, whichever is further.
     *
     * @param otherwise the number of parts where this has none; 0 if unknown
     * @param times the number of recipients, each of whom gets all parts; 0 if unknown
     */
    Progress known(int otherwise, int times) {
        int each = fewer(parts, otherwise);
        Progress known = whole.merge(together(byPart.values(), each, true));
        boolean delivered = each > 0 && times > 0 && deliveries.size() >= each * times;
        return delivered ? known.merge(Progress.of(Status.DELIVERED)) : known;
    }

    /**
     * The merged status of several parts or recipients.
     *
     * @param count how many there are; 0 if unknown, so that the result isn't final
     * @param oneFails whether one failure fails all, or only when all are final
     */
    static Progress together(Collection<Progress> each, int count, boolean oneFails) {
        Progress most = Progress.NOTHING;
        int delivered = 0;
        int finished = 0;
        for (Progress known : each) {
            most = most.merge(known);
            delivered += known.furthest() == Status.DELIVERED ? 1 : 0;
            finished += known.isFinal() ? 1 : 0;
        }
        if (most.furthest() == null) {
            return Progress.NOTHING;
        }
        boolean ended = count > 0 && finished >= count;
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
        return new Progress(status, most.failure());
    }
}
