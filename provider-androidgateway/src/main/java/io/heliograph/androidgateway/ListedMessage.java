package io.heliograph.androidgateway;

import io.heliograph.message.Message;
import java.util.Optional;

/**
 * A message as the gateway lists it. {@code toString} hides the text.
 *
 * @param message what all providers say of a message; without its JSON
 * @param deviceId the phone that has it; empty where the gateway doesn't say
 * @param hashed whether numbers and content are hashes now, as they are a minute after the message went out
 * @param encrypted whether numbers and content are encrypted
 * @param text the text, as the gateway has it; empty unless it was asked for, and for hashed and binary messages
 */
public record ListedMessage(
        Message message, Optional<String> deviceId, boolean hashed, boolean encrypted, Optional<String> text) {
    @Override
    public String toString() {
        return "ListedMessage[" + message + (hashed ? ", hashed" : "") + (encrypted ? ", encrypted" : "") + "]";
    }
}
