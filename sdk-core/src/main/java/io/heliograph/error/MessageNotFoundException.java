package io.heliograph.error;

import io.heliograph.message.MessageId;
import java.util.List;

/** Thrown if the provider has no message with this id, or has it no longer. */
public final class MessageNotFoundException extends SmsException {
    public MessageNotFoundException(MessageId id) {
        super(id.provider() + " has no message with this id", null, List.of());
    }
}
