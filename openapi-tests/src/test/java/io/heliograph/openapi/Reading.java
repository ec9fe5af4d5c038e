package io.heliograph.openapi;

/**
 * The fields that the provider reads from an example.
 *
 * @param operation the vendor's operation
 * @param status the status of the response
 * @param read runs the operation, and returns the fields to compare
 * @param expected these fields, as the document has them
 */
record Reading(String operation, int status, Call.Operation read, Object expected) {}
