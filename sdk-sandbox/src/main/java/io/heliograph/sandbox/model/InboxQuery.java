package io.heliograph.sandbox.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which messages of a sandbox are meant. All that is set must fit; {@link #any()} fits every message. Immutable and
 * thread-safe.
 *
 * @param to the recipient, or with {@code *} at its end how the number starts; a plus sign at the start counts for nothing,
 *     here and in the message
 * @param from the sender, in the same way
 * @param vendor the vendor's name
 * @param status what the vendor's state means
 * @param key the idempotency key of the send, as the SDK reported it
 * @param text a piece of the text, in any case
 * @param search a piece of the numbers, the text, an id, the key or the tag, in any case
 * @param afterId messages with a greater number; 0 for all
 * @param acceptedAfter messages that were accepted later than this
 */
public record InboxQuery(
        @Nullable String to,
        @Nullable String from,
        @Nullable String vendor,
        @Nullable MessageStatus status,
        @Nullable String key,
        @Nullable String text,
        @Nullable String search,
        long afterId,
        @Nullable Instant acceptedAfter) {
    private static final InboxQuery ANY = new InboxQuery(null, null, null, null, null, null, null, 0, null);

    /** Every message. */
    public static InboxQuery any() {
        return ANY;
    }

    /** The messages to one number, or to those that start so, as {@code +6681*}. */
    public static InboxQuery toNumber(String to) {
        return ANY.to(to);
    }

    /** With this recipient. */
    public InboxQuery to(String number) {
        return new InboxQuery(
                Objects.requireNonNull(number, "to"), from, vendor, status, key, text, search, afterId, acceptedAfter);
    }

    /** With this sender. */
    public InboxQuery from(String sender) {
        return new InboxQuery(
                to, Objects.requireNonNull(sender, "from"), vendor, status, key, text, search, afterId, acceptedAfter);
    }

    /** Of this vendor. */
    public InboxQuery vendor(String name) {
        return new InboxQuery(
                to, from, Objects.requireNonNull(name, "vendor"), status, key, text, search, afterId, acceptedAfter);
    }

    /** With this status at the time of asking. */
    public InboxQuery status(MessageStatus wanted) {
        return new InboxQuery(
                to, from, vendor, Objects.requireNonNull(wanted, "status"), key, text, search, afterId, acceptedAfter);
    }

    /** Of the send with this idempotency key; the SDK must have reported it. */
    public InboxQuery key(String sendKey) {
        return new InboxQuery(
                to, from, vendor, status, Objects.requireNonNull(sendKey, "key"), text, search, afterId, acceptedAfter);
    }

    /** With this in the text, in any case. */
    public InboxQuery text(String piece) {
        return new InboxQuery(
                to, from, vendor, status, key, Objects.requireNonNull(piece, "text"), search, afterId, acceptedAfter);
    }

    /** With this in the numbers, the text, an id, the key or the tag, in any case. */
    public InboxQuery search(String piece) {
        return new InboxQuery(
                to, from, vendor, status, key, text, Objects.requireNonNull(piece, "search"), afterId, acceptedAfter);
    }

    /** Newer than the message with this number. */
    public InboxQuery after(long id) {
        return new InboxQuery(to, from, vendor, status, key, text, search, id, acceptedAfter);
    }

    /** Accepted later than this. */
    public InboxQuery after(Instant time) {
        return new InboxQuery(
                to, from, vendor, status, key, text, search, afterId, Objects.requireNonNull(time, "after"));
    }

    /** Shows no values, which have numbers and texts. */
    @Override
    public String toString() {
        return "InboxQuery";
    }
}
