package io.heliograph.message;

/**
 * The numbers of recipients of a bulk send by outcome. They add up to all recipients of the request.
 *
 * <p>It names no recipient, so that a send to millions needs no memory for them. A {@link BulkListener} gets the recipients and
 * the outcome of each call as it ends, with the ids; a campaign of the stores' module keeps a result for each recipient.
 *
 * @param accepted accepted by a provider
 * @param rejected certainly not sent
 * @param unknown may have been sent
 * @param invalid skipped: not a phone number
 * @param duplicates skipped: the same number occurred earlier in the request
 */
public record BulkReport(long accepted, long rejected, long unknown, long invalid, long duplicates) {}
