package io.heliograph.webhook;

/**
 * What a webhook that was taken is answered with, beside the 2xx: most vendors want nothing, and some a document of their own.
 * With a body the answer is a 200. Immutable and thread-safe.
 *
 * @param contentType such as {@code text/xml}; it is sent with UTF-8 as its charset
 * @param body empty for no body
 */
public record WebhookResponse(String contentType, String body) {
    /** No body. */
    public static final WebhookResponse NONE = new WebhookResponse("", "");

    /** Whether there is no body, so that the server's own 2xx is all. */
    public boolean isEmpty() {
        return body.isEmpty();
    }

    /** How much there is; the body may repeat what came. */
    @Override
    public String toString() {
        return "WebhookResponse[" + contentType + ", " + body.length() + " characters]";
    }
}
