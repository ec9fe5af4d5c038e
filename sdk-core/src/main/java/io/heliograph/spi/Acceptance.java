package io.heliograph.spi;

import io.heliograph.http.HttpResponse;
import io.heliograph.json.JsonFields;
import io.heliograph.message.Message;
import io.heliograph.message.Status;

/**
 * What a 2xx to a send may be read as: accepted, also where it can't be read, unless it can't be the vendor's yes.
 *
 * <p>A page, such as a network's login page or what stands at a wrong base URL, is no answer of an API; and a refusal in a
 * 2xx that names no message is no yes. Neither is a certain no either: both are {@link SendResult.Unknown}.
 */
public final class Acceptance {
    private Acceptance() {}

    /** The same for a vendor whose yes has a message's id, or names the recipients. */
    public static SendResult of(HttpResponse response, Message message) {
        boolean proven = message.id().isKnown() || !message.recipients().isEmpty();
        return of(response, message, proven);
    }

    /**
     * Reads the answer to a send.
     *
     * @param response a 2xx
     * @param message what the provider made of it; with the status {@code FAILED} or {@code REJECTED} only where a documented
     *     field says so of this message, which makes it a certain no
     * @param proven whether something stood in it that the vendor gives for taken messages only, such as an id
     */
    public static SendResult of(HttpResponse response, Message message, boolean proven) {
        boolean failed = message.status() == Status.FAILED || message.status() == Status.REJECTED;
        if (failed && !proven) { // such as a gateway's own "failed", which says nothing of what stands behind it
            return new SendResult.Unknown("HTTP " + response.status() + " that says failed, and names no message");
        }
        if (!proven) {
            if (isPage(response)) {
                return new SendResult.Unknown("HTTP " + response.status() + " with a page (" + type(response)
                        + "), which isn't the vendor's API: a network's login page, or a wrong base-url");
            }
            if (ErrorEnvelope.isIn(JsonFields.of(response.body()))) {
                return new SendResult.Unknown(
                        "HTTP " + response.status() + " with a refusal in it, and with no message");
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
