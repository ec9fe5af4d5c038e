package io.heliograph.wavix;

/**
 * What an export held.
 *
 * @param messages how many messages were handed on
 * @param badLines how many lines were none, and were left out; blank lines don't count
 */
public record ExportSummary(long messages, long badLines) {}
