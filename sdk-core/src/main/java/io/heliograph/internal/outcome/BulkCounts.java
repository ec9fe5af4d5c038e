package io.heliograph.internal.outcome;

import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;

/** Counts the recipients of a bulk send. Thread-safe. */
public final class BulkCounts {
    private BulkCounts() {}

    /** The same with the outcomes of one more call. */
    public static BulkReport plus(BulkReport report, BulkCallResult part) {
        int size = part.recipients().size();
        int rejected = part.refusedInside();
        int unknown = part.unknownInside();
        return part.outcome()
                .fold(
                        accepted -> new BulkReport(
                                report.accepted() + size - rejected - unknown,
                                report.rejected() + rejected,
                                report.unknown() + unknown,
                                report.invalid(),
                                report.duplicates()),
                        refused -> new BulkReport(
                                report.accepted(),
                                report.rejected() + size,
                                report.unknown(),
                                report.invalid(),
                                report.duplicates()),
                        unclear -> new BulkReport(
                                report.accepted(),
                                report.rejected(),
                                report.unknown() + size,
                                report.invalid(),
                                report.duplicates()));
    }

    /** The same with one more recipient that is no number. */
    public static BulkReport plusInvalid(BulkReport report) {
        return new BulkReport(
                report.accepted(), report.rejected(), report.unknown(), report.invalid() + 1, report.duplicates());
    }

    /** The same with one more recipient that was there before. */
    public static BulkReport plusDuplicate(BulkReport report) {
        return new BulkReport(
                report.accepted(), report.rejected(), report.unknown(), report.invalid(), report.duplicates() + 1);
    }
}
