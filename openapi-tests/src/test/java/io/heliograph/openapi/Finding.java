package io.heliograph.openapi;

/**
 * Something that the validator objects to.
 *
 * @param operation the document's operation, or what was asked where it has none
 * @param of which request or answer
 * @param words the validator's
 */
record Finding(String operation, String of, String words) {}
