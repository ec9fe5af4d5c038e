package io.heliograph.wavix;

/**
 * The line counts of an export.
 *
 * @param messages the number of messages that the consumer received
 * @param badLines the number of lines without a message, which were skipped; blank lines don't count
 */
public record ExportSummary(long messages, long badLines) {}
