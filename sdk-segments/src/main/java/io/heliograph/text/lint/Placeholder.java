package io.heliograph.text.lint;

/**
 * A place in a text that is filled when it is sent.
 *
 * @param name the name in it, or its number: {@code 0} for <code>{0}</code>, {@code name} for <code>${name}</code>; those of {@code %s} are
 *     counted from 1
 * @param index its index in the text, in UTF-16 units from 0
 * @param assumed the number of GSM-7 characters that are assumed in its place
 */
public record Placeholder(String name, int index, int assumed) {}
