package io.heliograph.text;

/**
 * A piece of a text that was replaced.
 *
 * @param index where the piece begins in the text as it was, in UTF-16 units from 0
 * @param original what stood there: a character, with its combining marks
 * @param replacement what stands there now; empty if the piece was invisible
 */
public record Replacement(int index, String original, String replacement) {}
