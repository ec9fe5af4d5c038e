package io.heliograph.sandbox;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a vendor of the {@link Sandbox} to deliver a webhook. Immutable and thread-safe.
 *
 * @param vendor who sent it, as in {@link Sandbox#vendors()}
 * @param event the vendor's name for the kind of event; where it has none, {@code delivery-report} or {@code inbound}
 * @param target where to; its query may have a token
 * @param body what was sent
 * @param attempt from 1 on
 * @param at when
 * @param status the status of the answer; 0 when none came
 * @param problem why no answer came; empty when one came
 * @param nextAt when it is tried again; null when it was taken or is given up
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
        @Nullable Instant nextAt) {

    /** Refuses null in all but {@code nextAt}. */
    public WebhookDelivery {
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(problem, "problem");
    }

    /** Whether the receiver took it: whether it answered with 2xx. */
    public boolean taken() {
        return status / 100 == 2;
    }

    /** Says which attempt it is, without the target's token and without numbers and text. */
    @Override
    public String toString() {
        return "WebhookDelivery[vendor=" + vendor + ", event=" + event + ", attempt=" + attempt + ", at=" + at
                + ", status=" + status + (problem.isEmpty() ? "" : ", problem=" + problem) + "]";
    }
}
