package io.heliograph.tracking;

import io.heliograph.message.Status;
import java.util.List;

/** The total order of statuses, so that the order in which reports arrive has no effect. */
final class StatusRank {
    /** From the least to the most informative. Every final status comes after every non-final one. */
    private static final List<Status> ORDER = List.of(
            Status.UNKNOWN,
            Status.SCHEDULED,
            Status.QUEUED,
            Status.SUBMITTED,
            Status.CANCELLING,
            Status.SENT,
            Status.UNCONFIRMED,
            Status.CANCELLED,
            Status.REJECTED,
            Status.FAILED,
            Status.EXPIRED,
            Status.UNDELIVERED,
            Status.DELIVERED);

    private StatusRank() {}

    static int of(Status status) {
        return ORDER.indexOf(status);
    }

    static Status further(Status one, Status other) {
        return of(one) >= of(other) ? one : other;
    }
}
