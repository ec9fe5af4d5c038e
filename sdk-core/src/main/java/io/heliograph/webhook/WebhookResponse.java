package io.heliograph.webhook;

/**
 * The response body to a handled webhook: most vendors want none, and some a document of their own.
 * With a body the status is 200. Immutable and thread-safe.
 *
 * @param contentType such as {@code text/xml}; the charset UTF-8 is added
 * @param body empty for no body
 */
public record WebhookResponse(String contentType, String body) {
    /** No body. */
    public static final WebhookResponse NONE = new WebhookResponse("", "");

    /** Whether there is no body, so that the server's own 2xx is the whole response. */
    public boolean isEmpty() {
        return body.isEmpty();
    }

    /** The body's length only; the body may repeat personal data of the request. */
    @Override
    public String toString() {
        return "WebhookResponse[" + contentType + ", " + body.length() + " characters]";
    }
}
