package io.heliograph.openapi;

/**
 * An answer as a document has it.
 *
 * @param contentType empty for an answer without a body
 */
record Example(int status, String contentType, String body) {
    boolean isSuccess() {
        return status / 100 == 2;
    }
}
