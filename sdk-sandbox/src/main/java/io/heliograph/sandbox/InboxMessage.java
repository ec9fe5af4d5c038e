package io.heliograph.sandbox;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One message for one phone, as a vendor of the {@link Sandbox} has it at the time of asking. Immutable and thread-safe.
 *
 * @param vendor the vendor that took it, as in {@link Sandbox#vendors()}
 * @param id the vendor's id, as its first answer had it; the recipients of one Android SMS Gateway message, TextingLine
 *     broadcast or Me SMS send share it
 * @param to the recipient as the request had it
 * @param from the sender as the request had it; null where the vendor has no senders
 * @param text the text; the base64 content of a data message; ciphertext when the request was encrypted; the address of
 *     the file of an MMS without text
 * @param state the vendor's own word for what has become of it so far
 * @param acceptedAt when the vendor took it
 */
public record InboxMessage(
        String vendor, String id, String to, @Nullable String from, String text, String state, Instant acceptedAt) {

    /** Refuses null in all but {@code from}. */
    public InboxMessage {
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(acceptedAt, "acceptedAt");
    }

    /** Says which message it is, without numbers and text. */
    @Override
    public String toString() {
        return "InboxMessage[vendor=" + vendor + ", id=" + id + ", state=" + state + ", acceptedAt=" + acceptedAt + "]";
    }
}
