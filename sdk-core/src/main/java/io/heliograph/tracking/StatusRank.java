package io.heliograph.tracking;

import io.heliograph.message.Status;
import java.util.List;

/** Which of two statuses is further: the order is total, so that the order in which reports come is of no effect. */
final class StatusRank {
    /** From what says least to what says most. Every final status stands behind every other one. */
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
