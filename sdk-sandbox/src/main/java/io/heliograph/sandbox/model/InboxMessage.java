package io.heliograph.sandbox.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message to one phone in a sandbox's inbox, in its current state. Immutable and thread-safe.
 *
 * @param vendor the vendor that accepted it, as in {@link io.heliograph.sandbox.Sandbox#vendors()}
 * @param id the vendor's id from its first response; the recipients of one Android SMS Gateway message, TextingLine
 *     broadcast or Me SMS send share it
 * @param to the recipient as the request had it
 * @param from the sender as the request had it; null where the vendor has no senders
 * @param text the text; the base64 content of a data message; ciphertext when the request was encrypted; the address of
 *     the file of an MMS without text
 * @param segments the number of segments by the vendor's count, at least 1
 * @param state the vendor's own word for the current state
 * @param error the vendor's reason for a failure; null without one
 * @param acceptedAt when the vendor accepted it
 * @param media the URLs of the files of an MMS; empty for an SMS
 * @param tag the tag as the request had it; null where there is none, or the vendor has none
 * @param key the idempotency key of the send; null unless the client reports its sends to the sandbox
 */
public record InboxMessage(
        String vendor,
        String id,
        String to,
        @Nullable String from,
        String text,
        int segments,
        String state,
        @Nullable String error,
        Instant acceptedAt,
        List<String> media,
        @Nullable String tag,
        @Nullable String key) {

    /** An SMS without a tag and a reported key; only {@code from} and {@code error} may be null. */
    public InboxMessage(
            String vendor,
            String id,
            String to,
            @Nullable String from,
            String text,
            int segments,
            String state,
            @Nullable String error,
            Instant acceptedAt) {
        this(vendor, id, to, from, text, segments, state, error, acceptedAt, List.of(), null, null);
    }

    /** A message; only {@code from}, {@code error}, {@code tag} and {@code key} may be null. */
    public InboxMessage {
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(acceptedAt, "acceptedAt");
        media = List.copyOf(media);
    }

    /** The vendor, the id and the state, without numbers and text. */
    @Override
    public String toString() {
        return "InboxMessage[vendor=" + vendor + ", id=" + id + ", state=" + state + ", acceptedAt=" + acceptedAt + "]";
    }
}
