package io.heliograph.openapi;

/**
 * A response as a document gives it.
 *
 * @param contentType empty for a response without a body
 */
record Example(int status, String contentType, String body) {
    boolean isSuccess() {
        return status / 100 == 2;
    }
}
