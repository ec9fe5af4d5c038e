package io.heliograph.message;

/**
 * How many recipients of a bulk send got which outcome; together they are all of its recipients.
 *
 * @param accepted a provider took them
 * @param rejected certainly not sent
 * @param unknown may have been sent
 * @param invalid no numbers
 * @param duplicates there before
 */
public record BulkReport(long accepted, long rejected, long unknown, long invalid, long duplicates) {
    /** The same with the outcomes of one more part. */
    public BulkReport plus(BulkPart part) {
        int size = part.recipients().size();
        int inside = part.refusedInside();
        int open = part.unknownInside();
        return part.outcome()
                .fold(
                        taken -> new BulkReport(
                                accepted + size - inside - open,
                                rejected + inside,
                                unknown + open,
                                invalid,
                                duplicates),
                        refused -> new BulkReport(accepted, rejected + size, unknown, invalid, duplicates),
                        unclear -> new BulkReport(accepted, rejected, unknown + size, invalid, duplicates));
    }

    /** The same with one more recipient that is no number. */
    public BulkReport plusInvalid() {
        return new BulkReport(accepted, rejected, unknown, invalid + 1, duplicates);
    }

    /** The same with one more recipient that was there before. */
    public BulkReport plusDuplicate() {
        return new BulkReport(accepted, rejected, unknown, invalid, duplicates + 1);
    }
}
