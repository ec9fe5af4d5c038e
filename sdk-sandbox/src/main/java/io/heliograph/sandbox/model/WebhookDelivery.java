package io.heliograph.sandbox.model;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attempt of a sandbox's vendor to deliver a webhook. Immutable and thread-safe.
 *
 * @param vendor the vendor that sent it, as in {@link io.heliograph.sandbox.Sandbox#vendors()}
 * @param event the vendor's name for the kind of event; where it has none, {@code delivery-report} or {@code inbound}
 * @param target the URL; its query may have a token
 * @param body the request's body
 * @param attempt the attempt's number, from 1
 * @param at the time of the attempt
 * @param status the HTTP status of the response; 0 without a response
 * @param problem why there was no response; empty with one
 * @param nextAt the time of the next attempt; null when the receiver accepted it or there is no more attempt
 * @param messageId the vendor's id of the message that it is a report of; null for other events
 * @param recipient the recipient of that message, as in {@link InboxMessage#to()}; null for other events
 */
public record WebhookDelivery(
        String vendor,
        String event,
        URI target,
        String body,
        int attempt,
        Instant at,
        int status,
        String problem,
        @Nullable Instant nextAt,
        @Nullable String messageId,
        @Nullable String recipient) {

    /** An attempt; only the last three may be null. */
    public WebhookDelivery {
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(problem, "problem");
    }

    /** Whether the receiver accepted it with a 2xx. */
    public boolean taken() {
        return status / 100 == 2;
    }

    /** The attempt, without the target's token and without numbers and text. */
    @Override
    public String toString() {
        return "WebhookDelivery[vendor=" + vendor + ", event=" + event + ", attempt=" + attempt + ", at=" + at
                + ", status=" + status + (problem.isEmpty() ? "" : ", problem=" + problem) + "]";
    }
}
