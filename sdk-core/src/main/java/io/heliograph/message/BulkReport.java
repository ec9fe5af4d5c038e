package io.heliograph.message;

/**
 * The numbers of recipients of a bulk send by outcome. They add up to all recipients of the request.
 *
 * @param accepted accepted by a provider
 * @param rejected certainly not sent
 * @param unknown may have been sent
 * @param invalid skipped: not a phone number
 * @param duplicates skipped: the same number occurred earlier in the request
 */
public record BulkReport(long accepted, long rejected, long unknown, long invalid, long duplicates) {}
