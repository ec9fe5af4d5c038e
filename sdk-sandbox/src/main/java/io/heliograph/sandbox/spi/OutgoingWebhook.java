package io.heliograph.sandbox.spi;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A webhook that a vendor sends. Immutable; thread-safe if its signature is. */
public final class OutgoingWebhook {
    /** Computes the headers with a vendor's signature. */
    @FunctionalInterface
    public interface Signature {
        /**
         * Signs one attempt.
         *
         * @param body the body, sent as UTF-8
         * @param at the time of the attempt
         */
        Map<String, String> headers(String body, Instant at);
    }

    private final String vendor;
    private final String event;
    private final URI target;
    private final String contentType;
    private final String body;
    private final Signature signature;
    private final List<Duration> retries;
    private final @Nullable String messageId;
    private final @Nullable String recipient;

    private OutgoingWebhook(
            String vendor,
            String event,
            URI target,
            String contentType,
            String body,
            Signature signature,
            List<Duration> retries,
            @Nullable String messageId,
            @Nullable String recipient) {
        this.vendor = Objects.requireNonNull(vendor, "vendor");
        this.event = Objects.requireNonNull(event, "event");
        this.target = Objects.requireNonNull(target, "target");
        this.contentType = Objects.requireNonNull(contentType, "contentType");
        this.body = Objects.requireNonNull(body, "body");
        this.signature = Objects.requireNonNull(signature, "signature");
        this.retries = List.copyOf(retries);
        this.messageId = messageId;
        this.recipient = recipient;
    }

    /**
     * An unsigned webhook with one attempt. Where the target isn't allowed, that is logged and nothing is sent.
     *
     * @param vendor the vendor's name
     * @param event the vendor's name for the kind of event
     * @param body sent as UTF-8
     */
    public static OutgoingWebhook of(String vendor, String event, URI target, String contentType, String body) {
        return new OutgoingWebhook(
                vendor, event, target, contentType, body, (text, at) -> Map.of(), List.of(), null, null);
    }

    /**
     * {@link #of} with a JSON document.
     *
     * @param value as {@link Json#write} takes it
     */
    public static OutgoingWebhook json(String vendor, String event, URI target, Object value) {
        return of(vendor, event, target, "application/json", Json.write(value));
    }

    /** This webhook with a signature, computed for each attempt. */
    public OutgoingWebhook signedBy(Signature signature) {
        return new OutgoingWebhook(vendor, event, target, contentType, body, signature, retries, messageId, recipient);
    }

    /**
     * This webhook with retries until the response is a 2xx.
     *
     * @param waits the wait before each attempt after the first, from the attempt before it
     */
    public OutgoingWebhook retriedAfter(List<Duration> waits) {
        return new OutgoingWebhook(vendor, event, target, contentType, body, signature, waits, messageId, recipient);
    }

    /** This webhook as one about a message to a recipient. */
    OutgoingWebhook about(String id, String to) {
        return new OutgoingWebhook(vendor, event, target, contentType, body, signature, retries, id, to);
    }

    /** The vendor's id of the message that it is a report of; null for other events. */
    public @Nullable String messageId() {
        return messageId;
    }

    /** The recipient of that message, as in {@link SimulatedMessage#to()}; null for other events. */
    public @Nullable String recipient() {
        return recipient;
    }

    /** The vendor's name. */
    public String vendor() {
        return vendor;
    }

    /** The vendor's name for the kind of event. */
    public String event() {
        return event;
    }

    /** The target URL; its query may have a token. */
    public URI target() {
        return target;
    }

    /** The body, sent as UTF-8. */
    public String body() {
        return body;
    }

    /** The waits before each attempt after the first. */
    public List<Duration> retries() {
        return retries;
    }

    /** The headers of one attempt: the content type and the signature. */
    public Map<String, String> headers(Instant at) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.putAll(signature.headers(body, at));
        return headers;
    }

    /** Shows neither the target nor the body, which have tokens, numbers and texts. */
    @Override
    public String toString() {
        return "OutgoingWebhook[vendor=" + vendor + ", event=" + event + "]";
    }
}
