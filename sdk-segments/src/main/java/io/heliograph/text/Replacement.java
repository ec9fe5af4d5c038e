package io.heliograph.text;

/**
 * A replacement by smart encoding.
 *
 * @param index the index in the original text, in UTF-16 units from 0
 * @param original the original character, with its combining marks
 * @param replacement the replacement; empty if the original was invisible
 */
public record Replacement(int index, String original, String replacement) {}
