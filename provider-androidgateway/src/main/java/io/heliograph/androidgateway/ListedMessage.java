package io.heliograph.androidgateway;

import io.heliograph.message.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A message in the gateway's list. {@code toString} hides the text.
 *
 * @param message the provider-independent fields, with the message's own JSON
 * @param deviceId the message's phone; empty if the gateway doesn't return it
 * @param hashed whether numbers and content are hashed; the gateway hashes them a minute after the message is sent
 * @param encrypted whether numbers and content are encrypted
 * @param text the text, as the gateway stores it; empty unless requested, and for hashed and binary messages
 * @param data the data of a binary message in Base64, as the gateway stores it; empty unless requested
 * @param port the destination port of a binary message
 * @param contentHash the SHA-256 of the content in hexadecimal, after the gateway hashed it; empty unless requested
 */
public record ListedMessage(
        Message message,
        Optional<String> deviceId,
        boolean hashed,
        boolean encrypted,
        Optional<String> text,
        Optional<String> data,
        OptionalInt port,
        Optional<String> contentHash) {
    @Override
    public String toString() {
        return "ListedMessage[" + message + (hashed ? ", hashed" : "") + (encrypted ? ", encrypted" : "") + "]";
    }
}
