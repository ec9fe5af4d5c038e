package io.heliograph.spi;

import io.heliograph.http.HttpResponse;
import io.heliograph.json.JsonFields;
import io.heliograph.message.Message;
import io.heliograph.message.Status;

/**
 * Classifies a 2xx response to a send: accepted, even if it can't be read, unless it can't be the vendor's acceptance.
 *
 * <p>An HTML page, such as a captive portal's or that of a wrong base URL, isn't a response of an API, and an error in
 * a 2xx that names no message isn't an acceptance. Neither is a certain rejection either, so both are
 * {@link SendResult.Unknown}.
 */
public final class Acceptance {
    private Acceptance() {}

    /** Classifies a response of a vendor whose acceptance has a message id, or names the recipients. */
    public static SendResult of(HttpResponse response, Message message) {
        boolean proven = message.id().isKnown() || !message.recipients().isEmpty();
        return of(response, message, proven);
    }

    /**
     * Classifies the response to a send.
     *
     * @param response a 2xx
     * @param message the message as parsed from the response; with the status {@code FAILED} or {@code REJECTED} only
     *     if a documented field says so of this message, which makes it a certain rejection
     * @param proven whether the response has something that the vendor returns only for accepted messages, such as an
     *     id
     */
    public static SendResult of(HttpResponse response, Message message, boolean proven) {
        boolean failed = message.status() == Status.FAILED || message.status() == Status.REJECTED;
        if (failed && !proven) { // such as a gateway's own "failed", which proves nothing about the API behind it
            return new SendResult.Unknown(
                    "HTTP " + response.status() + " that reports a failure, and names no message");
        }
        if (!proven) {
            if (isPage(response)) {
                return new SendResult.Unknown("HTTP " + response.status() + " with a page (" + type(response)
                        + "), which isn't the vendor's API: a captive portal, or a wrong base-url");
            }
            if (ErrorEnvelope.isIn(JsonFields.of(response.body()))) {
                return new SendResult.Unknown(
                        "HTTP " + response.status() + " with an error in it, and without a message");
            }
        }
        return new SendResult.Accepted(message);
    }

    private static boolean isPage(HttpResponse response) {
        String type = response.contentType();
        return "text/html".equals(type)
                || "application/xhtml+xml".equals(type)
                || response.body().replace("\uFEFF", "").stripLeading().startsWith("<");
    }

    private static String type(HttpResponse response) {
        String type = response.contentType();
        return type == null ? "no content type" : type;
    }
}
