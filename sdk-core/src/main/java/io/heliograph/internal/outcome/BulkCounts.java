package io.heliograph.internal.outcome;

import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;

/** Adds the results of calls to the counts of a bulk send. Thread-safe. */
public final class BulkCounts {
    private BulkCounts() {}

    /** Adds the outcomes of one more call. */
    public static BulkReport plus(BulkReport report, BulkCallResult call) {
        int size = call.recipients().size();
        int rejected = call.rejectedCount();
        int unknown = call.unknownCount();
        return call.outcome()
                .fold(
                        accepted -> new BulkReport(
                                report.accepted() + size - rejected - unknown,
                                report.rejected() + rejected,
                                report.unknown() + unknown,
                                report.invalid(),
                                report.duplicates()),
                        allRejected -> new BulkReport(
                                report.accepted(),
                                report.rejected() + size,
                                report.unknown(),
                                report.invalid(),
                                report.duplicates()),
                        allUnknown -> new BulkReport(
                                report.accepted(),
                                report.rejected(),
                                report.unknown() + size,
                                report.invalid(),
                                report.duplicates()));
    }

    /** Adds a recipient that isn't a valid number. */
    public static BulkReport plusInvalid(BulkReport report) {
        return new BulkReport(
                report.accepted(), report.rejected(), report.unknown(), report.invalid() + 1, report.duplicates());
    }

    /** Adds a duplicate recipient. */
    public static BulkReport plusDuplicate(BulkReport report) {
        return new BulkReport(
                report.accepted(), report.rejected(), report.unknown(), report.invalid(), report.duplicates() + 1);
    }
}
