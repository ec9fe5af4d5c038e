package io.heliograph.openapi;

/**
 * What is read of an example.
 *
 * @param operation whose answer it is
 * @param status which of its answers
 * @param read asks for it, and gives the fields that matter
 * @param expected these fields, as the document has them
 */
record Reading(String operation, int status, Call.Operation read, Object expected) {}
