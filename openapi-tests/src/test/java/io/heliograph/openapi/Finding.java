package io.heliograph.openapi;

/**
 * A finding of the validator.
 *
 * @param operation the document's operation, or the method and path if it has none
 * @param of the request or response
 * @param words the validator's message
 */
record Finding(String operation, String of, String words) {}
