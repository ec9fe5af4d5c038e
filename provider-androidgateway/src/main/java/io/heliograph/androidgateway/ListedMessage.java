package io.heliograph.androidgateway;

import io.heliograph.message.Message;
import java.util.Optional;

/**
 * A message in the gateway's list. {@code toString} hides the text.
 *
 * @param message the provider-independent fields, without the raw JSON
 * @param deviceId the message's phone; empty if the gateway doesn't return it
 * @param hashed whether numbers and content are hashed; the gateway hashes them a minute after the message is sent
 * @param encrypted whether numbers and content are encrypted
 * @param text the text, as the gateway stores it; empty unless requested, and for hashed and binary messages
 */
public record ListedMessage(
        Message message, Optional<String> deviceId, boolean hashed, boolean encrypted, Optional<String> text) {
    @Override
    public String toString() {
        return "ListedMessage[" + message + (hashed ? ", hashed" : "") + (encrypted ? ", encrypted" : "") + "]";
    }
}
