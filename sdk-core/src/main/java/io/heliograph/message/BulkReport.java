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
public record BulkReport(long accepted, long rejected, long unknown, long invalid, long duplicates) {}
